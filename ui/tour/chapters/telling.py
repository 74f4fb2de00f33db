"""Telling people: announcements, notifications, and what the program did by itself."""

from __future__ import annotations

from app.domain.entities import Announcement, Notification
from ui.tour.chapters.courses import TITLE
from ui.tour.tour import Tour

ROWS = "Rows, first column"
HEAD = "Room changed"


def walk(tour: Tour) -> None:
    """Announcements, notifications, activity."""
    _announce(tour)
    _notice(tour)
    _activity(tour)


def _announce(tour: Tour) -> None:
    with tour.step("Refuse an announcement without a title"):
        tour.go("Announcements")
        tour.click("New announcement")
        tour.choose("Course", TITLE)
        tour.click("Publish")
        tour.wait_to_say("Give it a title.")
    with tour.step("Announce something to a course"):
        before = tour.ask(lambda rows: rows.count(Notification))
        tour.type("Title", HEAD)
        tour.type("Text", "We meet in room 204 from now on.")
        tour.picture("announce")
        tour.click("Publish")
        tour.wait(lambda: tour.ask(lambda rows: rows.find(Announcement, title=HEAD)), "it")
        told = tour.ask(lambda rows: rows.count(Notification)) - before
        tour.check(told > 0, "its learners are notified")
        tour.picture("announcements")
    with tour.step("Pin it, and take that back"):
        view = tour.view(ROWS)
        tour.row(view, HEAD)
        tour.click_cell(view, tour.row(view, HEAD).row(), 0)
        tour.do_with_selection("Pin")
        tour.wait(lambda: _pinned(tour), "the pin")
        tour.keys("Ctrl+Z")
        tour.wait(lambda: not _pinned(tour), "the pin to go")


def _pinned(tour: Tour) -> bool:
    return tour.ask(lambda rows: rows.find(Announcement, title=HEAD)[0].is_pinned)


def _notice(tour: Tour) -> None:
    with tour.step("Read what concerns oneself"):
        tour.go("Notifications")
        tour.wait(lambda: tour.says("unread") or tour.says("All read"), "the notifications")
        tour.picture("notifications")
        if tour.says("unread"):
            tour.click("Mark all as read")
            tour.wait_to_say("All read")


def _activity(tour: Tour) -> None:
    with tour.step("See what happened in the background"):
        tour.go("Activity")
        view = tour.view(ROWS)
        tour.wait(lambda: view.model().rowCount(), "events")
        tour.click_cell(view, 0, 1)
        tour.wait_for("Copy all")
        tour.picture("activity")
    with tour.step("See workflows, and who changed rights"):
        tour.click_tab("Kinds of activity", "Workflows")
        tour.wait(lambda: tour.view(ROWS).model().rowCount(), "workflows")
        tour.picture("workflows")
        tour.click_tab("Kinds of activity", "Rights and status")
        tour.wait(lambda: tour.view(ROWS).model().rowCount(), "changes of status")
