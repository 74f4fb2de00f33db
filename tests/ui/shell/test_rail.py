from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.support.window import settle
from ui.shell.application import Desktop
from ui.shell.places import PLACES


def _entries(desktop: Desktop) -> dict[str, QAbstractButton]:
    rail = desktop.window.rail
    found = {one.id: rail.findChild(QAbstractButton, f"rail.{one.id}") for one in PLACES}
    return {name: item for name, item in found.items() if item is not None}


def test_a_click_goes_there_and_marks_it(desktop: Desktop, qtbot: QtBot) -> None:
    entries = _entries(desktop)
    assert len(entries) > 8
    for name in ("people", "courses", "analytics"):
        qtbot.mouseClick(entries[name], Qt.MouseButton.LeftButton)
        settle(desktop)
        assert desktop.window.trail.here.place == name
        assert [one for one, item in entries.items() if item.isChecked()] == [name]


def test_a_second_click_stays(desktop: Desktop, qtbot: QtBot) -> None:
    entries = _entries(desktop)
    for _ in range(2):
        qtbot.mouseClick(entries["people"], Qt.MouseButton.LeftButton)
        settle(desktop)
        assert desktop.window.trail.here.place == "people"
        assert entries["people"].isChecked()


def test_the_space_bar_goes_there_too(desktop: Desktop, qtbot: QtBot) -> None:
    item = _entries(desktop)["enrollments"]
    item.setFocus()
    qtbot.keyClick(item, Qt.Key.Key_Space)
    settle(desktop)
    assert desktop.window.trail.here.place == "enrollments"


def test_names_that_have_no_room_are_told_whole(desktop: Desktop) -> None:
    rail = desktop.window.rail
    name = "The Academy of " + "Reading Data with Confidence " * 3
    rail.set_workspace(name)
    rail.set_person("Ingrid " + "Halvorsen " * 9, "Admin", "ingrid@example.org")
    for item in (rail.switch, rail.person):
        assert item.fontMetrics().horizontalAdvance(item.text()) > item.width()
        assert item.text() in item.toolTip()
        assert item.text() in item.accessibleName()
