"""What one comes to do can be begun from any screen, by name or by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from tests.support.window import settle
from ui.feedback.dialogs import Sheet
from ui.shell.application import Desktop
from ui.shell.errands import ERRANDS
from ui.shell.palette_rows import Entry
from ui.views.announcements.sheet import AnnouncementSheet
from ui.views.courses.new_course import NewCourse
from ui.views.enrollments.enroll import EnrollSheet
from ui.views.people.person_sheet import PersonSheet

pytestmark = pytest.mark.lane_work

SHEETS = {
    "new_course": NewCourse,
    "announce": AnnouncementSheet,
    "add_person": PersonSheet,
    "enroll": EnrollSheet,
}
TYPED = (
    ("person", "Add a person"),
    ("import", "Import people"),
    ("write", "Write an announcement"),
    ("enroll", "Enroll people"),
    ("suspend", "Drop, suspend or complete enrollments"),
    ("issue", "Issue certificates"),
    ("revoke", "Revoke or reissue a certificate"),
    ("new course", "New course"),
)


def offered(desktop: Desktop, typed: str) -> list[Entry]:
    palette = desktop.window.overlays.palette
    desktop.window.commands()
    palette.input.setText(f"> {typed}")
    palette.input.textEdited.emit(palette.input.text())
    rows = [palette.model.row_at(at) for at in range(palette.model.rowCount())]
    palette.close_up()
    return [row for row in rows if isinstance(row, Entry)]


def sheets(desktop: Desktop) -> list[Sheet]:
    return [one for one in desktop.window.findChildren(Sheet) if one.isVisible()]


def test_the_palette_knows_it_wherever_one_is(desktop: Desktop) -> None:
    for place in ("home", "course", "certificates", "activity"):
        desktop.window.go(place, {"course_id": 1} if place == "course" else {})
        settle(desktop)
        for typed, name in TYPED:
            found = [one.name for one in offered(desktop, typed) if one.refused is None]
            assert name in found, (place, typed, found)


def test_each_goes_to_its_screen_and_begins(desktop: Desktop) -> None:
    for one in ERRANDS:
        if one.id == "import_course":
            continue  # It opens the system's own dialog.
        desktop.window.actions_registry.trigger(f"task.{one.id}")
        settle(desktop)
        assert desktop.window.trail.here.place == one.place
        wanted = [SHEETS[one.id]] if one.id in SHEETS else []
        assert [type(it) for it in sheets(desktop)] == wanted, one.id
        for sheet in sheets(desktop):
            sheet.reject()


def test_ctrl_n_asks_for_a_course_from_within_another(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.window.go("course", {"course_id": 1})
    settle(desktop)
    qtbot.keyClick(desktop.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(desktop)
    assert [type(one) for one in sheets(desktop)] == [NewCourse]
    sheets(desktop)[0].reject()


def test_coming_back_does_not_begin_it_again(desktop: Desktop) -> None:
    window = desktop.window
    window.go("people", {"add": 1})
    settle(desktop)
    sheets(desktop)[0].reject()
    QApplication.processEvents()
    window.go("home")
    window.back()
    settle(desktop)
    assert window.trail.here.place == "people"
    assert sheets(desktop) == []


def test_an_instructor_is_told_what_only_admins_do(desktop: Desktop) -> None:
    settle(desktop)
    desktop.operations.actor = Actor(2, "instructor")
    entry = next(one for one in offered(desktop, "enroll") if one.name == "Enroll people")
    assert entry.refused == "only admins do this"
