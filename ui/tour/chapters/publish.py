"""Publishing: what is in the way or worth a look, what learners will see, and the deed."""

from __future__ import annotations

from app.domain.entities import Course
from ui.tour.chapters.lesson import EDITOR, stored_text
from ui.tour.tour import Tour

TEXTS = {
    "Spread": "# Spread\n\nThe *range* is the greatest less the smallest value.\n",
    "Charts that tell": "# Charts that tell\n\n- one thought to a chart\n- axes with names\n",
}
"""What the lessons without a text get."""


def walk(tour: Tour) -> None:
    """From a draft to a published course."""
    with tour.step("Preview the course as a learner"):
        tour.click("Try as learner")
        tour.wait_for("As it stands now")
        tour.picture("learner-quiz")
    with tour.step("Go through the lessons as a learner"):
        before = tour.words("Lesson")
        tour.keys("Ctrl+PgUp")
        tour.wait(lambda: tour.words("Lesson") != before, "the lesson before")
        tour.picture("learner-lesson")
        tour.keys("Escape")
        tour.wait_for("Review and publish")
    _mend(tour)
    _publish(tour)


def status(tour: Tour) -> str:
    """The stored status of the tour's course."""
    return tour.ask(lambda rows: rows.get(Course, tour.kept["course"]).status)


def _mend(tour: Tour) -> None:
    with tour.step("Review what is in the way of publishing"):
        tour.click("Review and publish")
        findings = tour.view("Findings and changes")
        tour.wait(lambda: findings.model().rowCount(), "findings")
        tour.wait_to_say("2 things are in the way of publishing")
        publish = tour.named("Publish the course")
        tour.check(publish and not publish[0].isEnabled(), "it cannot be published yet")
        tour.picture("review-in-the-way")
    with tour.step("Mend what is in the way"):
        for title, text in TEXTS.items():
            tour.click_row(tour.view("Findings and changes"), title)
            tour.click("Open the lesson")
            tour.click(EDITOR)
            tour.paste(text)
            tour.keys("Ctrl+S")
            tour.wait(lambda: text in stored_text(tour, title), "the text")  # noqa: B023 - at once
            tour.keys("Ctrl+Shift+Return")
        tour.wait_for("Publish the course")
        tour.picture("review")


def _publish(tour: Tour) -> None:
    with tour.step("Publish what has a warning only"):
        tour.check(tour.says("The course has no description."), "the warning stays")
        tour.click("Publish the course")
        tour.wait(lambda: status(tour) == "published", "the course to be published")
        tour.picture("published")
    with tour.step("Take the publishing back, and publish again"):
        tour.click("Undo", "Notices")
        tour.wait(lambda: status(tour) == "draft", "the draft")
        tour.keys("Ctrl+Shift+Z")
        tour.wait(lambda: status(tour) == "published", "the course to be published again")
