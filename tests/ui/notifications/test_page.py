"""Notifications: read one by one or all, and followed to what they are about."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.actor import Actor
from app.domain.commands import PublishAnnouncement
from app.domain.entities import Announcement, Notification
from app.queries.notices import Target
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.notifications.page import NotificationsPage
from ui.views.notifications.targets import place_of


@pytest.fixture
def page(desktop: Desktop) -> NotificationsPage:
    desktop.window.go("notifications", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, NotificationsPage)
    return page


def unread(desktop: Desktop) -> list[Notification]:
    actor = desktop.operations.actor
    assert actor is not None
    with desktop.operations.context.store.reading() as rows:
        return rows.find(Notification, user_id=actor.user_id, is_read=False)


def test_ones_own_are_listed_and_marked_by_button(
    desktop: Desktop, page: NotificationsPage
) -> None:
    mine = unread(desktop)
    assert mine
    assert page.grid.model.rowCount() == len(mine)
    QTest.mouseClick(page.all_read, Qt.MouseButton.LeftButton)
    settle(desktop)
    assert unread(desktop) == []
    assert not page.all_read.isEnabled()
    assert "marked as read" in desktop.window.toasts.history[-1].notice.title


def test_the_current_one_is_marked_by_keyboard(desktop: Desktop, page: NotificationsPage) -> None:
    page.grid.table.set_current(0)
    QApplication.processEvents()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.grid.main_view(), Qt.Key.Key_U, keys)
    settle(desktop)
    assert unread(desktop) == []


def test_what_is_opened_was_read_and_leads_on(desktop: Desktop, page: NotificationsPage) -> None:
    page.grid.table.set_current(0)
    QTest.keyClick(page.grid.main_view(), Qt.Key.Key_Return)
    settle(desktop)
    assert unread(desktop) == []
    assert desktop.window.trail.here.place in {"person", "notifications"}


def test_an_announcement_reaches_its_learners_not_the_author(
    desktop: Desktop, page: NotificationsPage
) -> None:
    before = page.grid.model.rowCount()

    def announce(context: object, actor: Actor) -> None:
        del context
        held = desktop.operations.context
        (number,) = held.store.allocate_ids(Announcement)
        command = PublishAnnouncement(
            announcement_id=number, course_id=1, title="Hello", content="All"
        )
        held.bus.execute(command, actor)

    desktop.operations.write(announce)
    settle(desktop)
    assert page.grid.model.rowCount() == before


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("course", ("course", {"course_id": 7})),
        ("user", ("person", {"id": 7})),
        ("certificate", ("certificates", {"tab": "issued"})),
        ("event", ("activity", {"event": 7})),
        ("star", None),
    ],
)
def test_each_kind_has_its_screen(kind: str, place: object) -> None:
    assert place_of(Target(kind, 7)) == place
