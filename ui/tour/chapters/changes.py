"""A published course goes on: what changed since, side by side, and a note for its learners."""

from __future__ import annotations

from app.domain.entities import Announcement, Enrollment, Notification
from app.ports.storage import Rows
from ui.tour.chapters.courses import TITLE
from ui.tour.chapters.lesson import EDITOR, open_lesson, stored_text
from ui.tour.tour import Tour

NOTE = "Quartiles are explained now."


def walk(tour: Tour) -> None:
    """From a changed lesson to a notification of everyone who learns."""
    with tour.step("Change a lesson of a published course"):
        tour.go("Courses")
        view = tour.view("Rows, first column")
        tour.double_click(view, tour.row(view, TITLE))
        open_lesson(tour, "Spread")
        tour.click(EDITOR)
        tour.keys("Ctrl+End")
        tour.paste("\nThe *quartiles* cut the sorted data into four parts.\n")
        tour.keys("Ctrl+S")
        tour.wait(lambda: "quartiles" in stored_text(tour, "Spread"), "the text")
    with tour.step("See what changed since it was published"):
        tour.keys("Ctrl+Shift+Return")
        tour.click_row(tour.view("Findings and changes"), "Spread")
        tour.click("Side by side")
        tour.picture("review-changes")
    with tour.step("Publish the changes with a note for learners"):
        tour.type("Note for learners", NOTE)
        tour.picture("review-note")
        tour.click("Publish version 2")
        tour.wait(lambda: tour.ask(lambda rows: _told(rows, tour)), "the note")


def _told(rows: Rows, tour: Tour) -> bool:
    """Whether the note became an announcement of which everyone who learns was notified."""
    course = tour.kept["course"]
    notes = [one for one in rows.find(Announcement, course_id=course) if NOTE in one.content]
    learning = rows.count(Enrollment, course_id=course, status="active")
    return bool(notes) and rows.count(Notification) >= learning > 0
