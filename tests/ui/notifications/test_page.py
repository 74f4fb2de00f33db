"""Notifications in the window: reading them, going to what they are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import MarkNotificationsRead
from app.domain.entities import Notification
from app.domain.errors import EnvironmentFault
from tests.support.window import PATIENCE, settle
from ui.feedback.states import Skeleton, StatePanel
from ui.shell.application import Desktop
from ui.views.notifications import page as page_module
from ui.views.notifications.page import NotificationsPage

KEY = Qt.Key
ABOUT = (("course", 1), ("enrollment", 1), ("certificate", 1), ("event", 5), ("planet", 1))


@pytest.fixture
def page(desktop: Desktop) -> NotificationsPage:
    """The list of the acting admin: one of each in ABOUT, newest last, and the demo's welcome."""

    def work(context: Context, actor: Actor) -> None:
        with context.store.unit_of_work(actor) as uow:
            ids = uow.take_ids(Notification, len(ABOUT))
            told = [
                Notification(
                    id=key,
                    user_id=actor.user_id or 0,
                    type="reminder",
                    title=f"About {kind}",
                    message=f"Look at {kind} {number}",
                    related_entity_type=kind,
                    related_entity_id=number,
                    created_at=uow.now,
                )
                for key, (kind, number) in zip(ids, ABOUT, strict=True)
            ]
            uow.save_all(told)
            uow.commit(None)

    desktop.operations.write(work)
    settle(desktop)
    desktop.window.go("notifications", {})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, NotificationsPage)
    return shown


@pytest.fixture
def went(page: NotificationsPage) -> list[tuple[str, Any]]:
    """Where the page wanted to go."""
    found: list[tuple[str, Any]] = []
    object.__setattr__(page.desk, "go", lambda place, params: found.append((place, params)))
    return found


def unread(desktop: Desktop) -> int:
    user_id = desktop.operations.actor.user_id  # type: ignore[union-attr]
    with desktop.operations.context.store.reading() as rows:
        return rows.count(Notification, user_id=user_id, is_read=False)


def wait(true: Callable[[], object]) -> None:
    """Until something holds."""
    deadline = QDeadlineTimer(PATIENCE)
    while not true():
        assert not deadline.hasExpired()
        QTest.qWait(5)


def at(page: NotificationsPage, title: str) -> int:
    """The row with a title."""
    rows = range(page.grid.model.rowCount())
    return next(row for row in rows if page.grid.model.cell(row, "title") == title)


def panel(page: NotificationsPage) -> StatePanel:
    shown = page.grid.states.stack.currentWidget()
    assert isinstance(shown, StatePanel)
    return shown


def test_ones_own_are_listed_newest_first_and_counted(
    desktop: Desktop, page: NotificationsPage
) -> None:
    assert page.grid.model.count == len(ABOUT) + 1
    assert page.grid.model.cell(0, "title") == "About planet"
    assert page.head._facts.text() == f"{unread(desktop)} unread"
    assert unread(desktop) == len(ABOUT) + 1


def test_all_are_marked_read_by_one_click(
    desktop: Desktop, page: NotificationsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "CHUNK", 2)
    page.all_read.click()
    settle(desktop)
    wait(lambda: page.head._facts.text() == "All read")
    assert unread(desktop) == 0
    assert not page.all_read.isEnabled()
    assert desktop.window.toasts.history[-1].notice.title == "6 notifications marked as read"
    wait(lambda: desktop.window.rail._items["notifications"].count == "")
    page.grid.views.go(1)
    settle(desktop)
    assert "No notifications match" in panel(page).accessibleName()


def test_the_rail_counts_what_is_unread(desktop: Desktop, page: NotificationsPage) -> None:
    page.grid.selected.add([page.grid.model.id_at(0)])
    page.grid.selection_bar.buttons["notifications.read"].click()
    settle(desktop)
    wait(lambda: desktop.window.rail._items["notifications"].count == "5")
    assert desktop.window.toasts.history[-1].notice.title == "1 notification marked as read"
    wait(lambda: page.grid.model.cell(0, "state") == "read")
    count = len(desktop.window.toasts.history)
    page.grid.selection_bar.buttons["notifications.read"].click()
    settle(desktop)
    assert len(desktop.window.toasts.history) == count


def test_reading_is_no_work_to_take_back(desktop: Desktop, page: NotificationsPage) -> None:
    page.all_read.click()
    settle(desktop)
    settle(desktop)
    with desktop.operations.context.store.reading():
        entries = desktop.operations.context.store.journal(limit=1)
    assert entries[0].command_type == MarkNotificationsRead.TYPE
    desktop.window.actions_registry.trigger("edit.undo")
    settle(desktop)
    assert unread(desktop) == 0


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("course", ("course", {"course_id": 1})),
        ("enrollment", ("person", {"id": 0})),
        ("certificate", ("certificates", {"tab": "issued"})),
        ("event", ("activity", {"event": 5})),
    ],
)
def test_enter_goes_to_what_it_is_about_and_marks_it_read(
    desktop: Desktop,
    page: NotificationsPage,
    went: list[tuple[str, Any]],
    kind: str,
    place: tuple[str, dict[str, int]],
) -> None:
    page.grid.table.frozen.setFocus()
    page.grid.table.set_current(at(page, f"About {kind}"))
    QTest.keyClick(page.grid.table.frozen, KEY.Key_Return)
    settle(desktop)
    settle(desktop)
    (there,) = went
    assert there[0] == place[0]
    assert there[1].keys() == place[1].keys()
    if kind != "enrollment":
        assert there == place
    assert unread(desktop) == len(ABOUT)


def test_what_is_gone_is_said(
    desktop: Desktop, page: NotificationsPage, went: list[tuple[str, Any]]
) -> None:
    said: list[str] = []
    object.__setattr__(page.desk, "status", said.append)
    page.grid.table.set_current(at(page, "About planet"))
    settle(desktop)
    desktop.window.actions_registry.trigger("notifications.open")
    settle(desktop)
    assert not went
    assert "What it was about is not there any more" in said


def test_by_keyboard_alone(desktop: Desktop, page: NotificationsPage) -> None:
    view = page.grid.table.frozen
    view.setFocus()
    page.grid.table.set_current(0)
    QTest.keyClick(view, KEY.Key_Space)
    QTest.keyClick(view, KEY.Key_Down)
    QTest.keyClick(view, KEY.Key_Space)
    settle(desktop)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, KEY.Key_U, both)
    settle(desktop)
    settle(desktop)
    assert unread(desktop) == len(ABOUT) - 1


def test_the_four_states(desktop: Desktop, page: NotificationsPage) -> None:
    page.grid.model.asked.emit(page.grid.query)
    page.grid.states._late.timeout.emit()
    assert isinstance(page.grid.states.stack.currentWidget(), Skeleton)
    page.grid.states.refuse(EnvironmentFault("workspace.busy", path="x", cause="locked"))
    again = next(one for one in panel(page).findChildren(QPushButton) if one.text() == "Try again")
    again.click()
    settle(desktop)
    assert page.grid.states.shows_rows
    page.open({"search": "nothing-like-it"})
    settle(desktop)
    assert "No notifications match" in panel(page).accessibleName()


def test_who_has_none_is_told_what_comes_here(desktop: Desktop) -> None:
    desktop.operations.actor = Actor(999, "instructor")
    desktop.window.go("notifications", {})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, NotificationsPage)
    assert "No notifications" in panel(shown).accessibleName()
    assert shown.head._facts.text() == "All read"


def test_its_model_keeps_the_rules_of_models(desktop: Desktop, page: NotificationsPage) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(page.grid.model, fatal)
    page.grid.search_for("state:unread planet")
    settle(desktop)
    assert tester.model() is page.grid.model
    assert page.grid.model.count == 1
