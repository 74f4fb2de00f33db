"""Announcements: written, changed, pinned, taken down and brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from app.domain.entities import Announcement, Notification
from tests.support.window import settle
from ui.feedback.states import StatePanel
from ui.shell.application import Desktop
from ui.views.announcements.page import AnnouncementsPage
from ui.views.announcements.sheet import AnnouncementSheet

Key = Qt.Key


@pytest.fixture
def page(desktop: Desktop) -> AnnouncementsPage:
    desktop.window.go("announcements", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, AnnouncementsPage)
    return page


def stored(desktop: Desktop) -> list[Announcement]:
    with desktop.operations.context.store.reading() as rows:
        return rows.find(Announcement)


def sheet(desktop: Desktop) -> AnnouncementSheet:
    return desktop.window.findChildren(AnnouncementSheet)[-1]


def fill(asked: AnnouncementSheet, title: str, text: str) -> None:
    line, area = asked.title.editor, asked.content.editor
    assert isinstance(line, QLineEdit)
    assert isinstance(area, QPlainTextEdit)
    line.clear()
    area.clear()
    QTest.keyClicks(line, title)
    QTest.keyClicks(area, text)


def announce(desktop: Desktop, page: AnnouncementsPage, title: str) -> None:
    """Publish one, and let the list show it."""
    page.write()
    settle(desktop)
    asked = sheet(desktop)
    fill(asked, title, "Come at nine.")
    QTest.keyClick(asked.title.editor, Key.Key_Return)
    settle(desktop)
    page.load()
    settle(desktop)


def test_without_any_the_page_says_what_they_are_for(page: AnnouncementsPage) -> None:
    (panel,) = [one for one in page.findChildren(StatePanel) if one.isVisible()]
    assert "No announcements yet" in panel.accessibleName()


def test_one_is_published_by_keyboard_and_taken_back(
    desktop: Desktop, page: AnnouncementsPage
) -> None:
    announce(desktop, page, "Room changed")
    (row,) = stored(desktop)
    assert (row.title, row.content, row.priority) == ("Room changed", "Come at nine.", "normal")
    with desktop.operations.context.store.reading() as rows:
        told = rows.find(Notification, related_entity_type="announcement")
    notice = desktop.window.toasts.history[-1].notice
    assert len(told) > 0
    assert notice.line == f"{len(told)} learners notified"
    assert page.grid.model.cell(0, "title") == "Room changed"
    desktop.window.actions_registry.trigger("edit.undo")
    settle(desktop)
    assert stored(desktop) == []


def test_what_is_missing_stands_below_its_field(desktop: Desktop, page: AnnouncementsPage) -> None:
    page.write()
    settle(desktop)
    asked = sheet(desktop)
    QTest.mouseClick(asked.decide, Qt.MouseButton.LeftButton)
    assert asked.title.note.isVisible()
    assert "title" in asked.title.note.text()
    QTest.keyClicks(asked.title.editor, "Room changed")
    QTest.mouseClick(asked.decide, Qt.MouseButton.LeftButton)
    assert asked.content.note.isVisible()
    QTest.keyClick(asked, Key.Key_Escape)
    assert not isValid(asked) or not asked.isVisible()
    assert stored(desktop) == []


def test_one_is_changed_pinned_and_deleted(desktop: Desktop, page: AnnouncementsPage) -> None:
    announce(desktop, page, "Room changed")
    view = page.grid.main_view()
    page.grid.table.set_current(0)
    QTest.keyClick(view, Key.Key_Return)
    settle(desktop)
    asked = sheet(desktop)
    fill(asked, "Room 204", "Come at ten.")
    QTest.mouseClick(asked.decide, Qt.MouseButton.LeftButton)
    settle(desktop)
    (row,) = stored(desktop)
    assert (row.title, row.content) == ("Room 204", "Come at ten.")
    registry = desktop.window.actions_registry
    page.grid.table.set_current(0)
    QApplication.processEvents()
    for action, pinned in (("announcements.pin", True), ("announcements.unpin", False)):
        registry.trigger(action)
        settle(desktop)
        assert stored(desktop)[0].is_pinned is pinned
    registry.trigger("announcements.delete")
    settle(desktop)
    assert stored(desktop) == []
    registry.trigger("edit.undo")
    settle(desktop)
    assert stored(desktop)[0].title == "Room 204"


def test_pinning_what_is_pinned_says_so_and_changes_nothing(
    desktop: Desktop, page: AnnouncementsPage
) -> None:
    announce(desktop, page, "Room changed")
    before = len(desktop.window.toasts.history)
    page.grid.table.set_current(0)
    desktop.window.actions_registry.trigger("announcements.unpin")
    settle(desktop)
    assert len(desktop.window.toasts.history) == before
