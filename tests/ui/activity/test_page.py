"""Activity in the window: events and workflows, what went wrong, trying it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton

from app.context import Context
from app.domain.actor import Actor
from app.domain.entities import AuditRecord, Course, Entity, EventRecord, User, WorkflowExecution
from app.domain.errors import EnvironmentFault
from tests.support.window import PATIENCE, settle
from ui.feedback.states import Skeleton, StatePanel
from ui.shell.application import Desktop
from ui.views.activity.page import ActivityPage

KEY = Qt.Key
WHY = "The file store did not answer"


@pytest.fixture
def page(desktop: Desktop) -> ActivityPage:
    desktop.window.go("activity", {})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, ActivityPage)
    return shown


def records(desktop: Desktop, kind: type[Any], **equal: Any) -> list[Any]:
    with desktop.operations.context.store.reading() as rows:
        return rows.find(kind, **equal)


def keep(desktop: Desktop, *rows: Entity) -> None:
    """Store rows as they are."""

    def work(context: Context, actor: Actor) -> None:
        with context.store.unit_of_work(actor) as uow:
            for row in rows:
                uow.get_many(type(row), [row.key])
            uow.save_all(rows)
            uow.commit(None)

    desktop.operations.write(work)
    settle(desktop)


def break_events(desktop: Desktop, count: int) -> list[int]:
    """Give up the newest events; their ids, newest first."""
    newest = sorted(records(desktop, EventRecord), key=lambda one: -one.id)[:count]
    given_up = {"status": "failed", "retry_count": 5, "error_message": WHY}
    keep(desktop, *(replace(one, **given_up) for one in newest))
    return [one.id for one in newest]


def break_workflow(desktop: Desktop) -> int:
    """Let the newest workflow have failed; its id."""
    newest = max(records(desktop, WorkflowExecution), key=lambda one: one.id)
    keep(
        desktop,
        replace(
            newest, status="failed", error_message=WHY, result={"done": []}, duration_ms=61_000
        ),
    )
    return int(newest.id)


def wait(true: Callable[[], object]) -> None:
    """Until something holds."""
    deadline = QDeadlineTimer(PATIENCE)
    while not true():
        assert not deadline.hasExpired()
        QTest.qWait(5)


def opened(desktop: Desktop, **params: Any) -> ActivityPage:
    desktop.window.go("activity", params)
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, ActivityPage)
    return shown


def texts(page: ActivityPage) -> str:
    return "\n".join(page.detail.texts()).replace("\u200b", "")


def test_the_row_the_keyboard_is_at_is_told_in_full(desktop: Desktop, page: ActivityPage) -> None:
    view = page.grids[0].table.frozen
    view.setFocus()
    page.grids[0].table.set_current(0)
    QTest.keyClick(view, KEY.Key_Down)
    wait(lambda: page.detail.shown is not None and page.detail.shown.id == page.grids[0].current_id)
    shown = page.detail.shown
    assert shown is not None
    assert page.grids[0].model.cell(1, "type") == shown.title == "Certificate issued"
    assert "Number\nSC-2026-" in texts(page)
    assert f"Type\n{shown.name}" in texts(page)
    assert not page.detail.retry.isVisible()
    page.detail.copy.click()
    assert json.loads(QGuiApplication.clipboard().text())["id"] == shown.id


def test_a_failed_event_says_why_and_is_tried_again_from_beside_it(desktop: Desktop) -> None:
    (key,) = break_events(desktop, 1)
    page = opened(desktop, event=key)
    assert page.head._facts.text() == "1 event failed, 0 workflows"
    wait(page.detail.retry.isVisible)
    assert WHY in texts(page)
    assert "Failed" in texts(page)
    page.detail.retry.click()
    settle(desktop)
    settle(desktop)
    (event,) = records(desktop, EventRecord, id=key)
    assert (event.status, event.error_message, event.retry_count) == ("completed", None, 0)
    assert desktop.window.toasts.history[-1].notice.title == "1 event is tried again"
    wait(lambda: page.head._facts.text() == "Nothing has failed")
    wait(lambda: not page.detail.retry.isVisible())


def test_of_many_selected_only_what_failed_is_tried_again(desktop: Desktop) -> None:
    ids = break_events(desktop, 3)
    page = opened(desktop)
    grid = page.grids[0]
    grid.views.go(1)
    settle(desktop)
    assert grid.model.count == 3
    assert grid.model.cell(0, "error") == WHY
    grid.views.go(0)
    settle(desktop)
    grid.selected.add([grid.model.id_at(row) for row in range(5)])
    grid.selection_bar.buttons["activity.events.retry"].click()
    settle(desktop)
    settle(desktop)
    assert desktop.window.toasts.history[-1].notice.title == "3 events are tried again"
    assert {one.status for one in records(desktop, EventRecord, id=ids)} == {"completed"}
    count = len(desktop.window.toasts.history)
    grid.selection_bar.buttons["activity.events.retry"].click()
    settle(desktop)
    assert len(desktop.window.toasts.history) == count


def test_retry_by_keyboard(desktop: Desktop) -> None:
    (key,) = break_events(desktop, 1)
    page = opened(desktop)
    view = page.grids[0].table.frozen
    view.setFocus()
    page.grids[0].table.set_current(0)
    settle(desktop)
    QTest.keyClick(view, KEY.Key_R, Qt.KeyboardModifier.ControlModifier)
    settle(desktop)
    settle(desktop)
    assert records(desktop, EventRecord, id=key)[0].status == "completed"


def test_a_failed_workflow_goes_on(desktop: Desktop) -> None:
    key = break_workflow(desktop)
    page = opened(desktop, workflow=key)
    wait(page.detail.retry.isVisible)
    assert "Took\n1 min 1 s" in texts(page)
    assert WHY in texts(page)
    assert page.grids[1].model.cell(0, "type") == "Certificate issue"
    page.detail.retry.click()
    settle(desktop)
    settle(desktop)
    assert desktop.window.toasts.history[-1].notice.title == "The workflow goes on"
    assert records(desktop, WorkflowExecution, id=key)[0].status == "completed"


def test_what_cannot_go_on_or_stop_is_said(desktop: Desktop) -> None:
    page = opened(desktop, tab="workflows")
    page.grids[1].table.set_current(0)
    settle(desktop)
    for name in ("retry", "cancel"):
        count = len(desktop.window.toasts.history)
        desktop.window.actions_registry.trigger(f"activity.workflows.{name}")
        settle(desktop)
        told = desktop.window.toasts.history[count:]
        assert [one.notice.tone for one in told] == ["danger"]


def test_only_admins_meddle(desktop: Desktop) -> None:
    (key,) = break_events(desktop, 1)
    desktop.operations.actor = Actor(1, "instructor")
    page = opened(desktop, event=key)
    wait(page.detail.retry.isVisible)
    assert not page.detail.retry.isEnabled()
    assert "only admins" in page.detail.retry.toolTip()
    page.grids[0].selected.add([key])
    assert not page.grids[0].selection_bar.buttons["activity.events.retry"].isEnabled()


def test_open_goes_to_what_it_is_about(desktop: Desktop, page: ActivityPage) -> None:
    went: list[tuple[str, Any]] = []
    object.__setattr__(page.desk, "go", lambda place, params: went.append((place, params)))
    page.grids[0].search_for("event:course.published")
    settle(desktop)
    page.grids[0].table.set_current(0)
    wait(lambda: page.detail.shown is not None and page.detail.shown.name == "course.published")
    page.detail.go.click()
    assert went == [("course", {"course_id": page.detail.shown.target.id})]  # type: ignore[union-attr]


def test_changes_of_rights_have_their_own_list(desktop: Desktop) -> None:
    record = AuditRecord(
        id=90_000,
        subject_table="users",
        subject_key="1",
        action="role",
        previous="instructor",
        current="admin",
        reason="New head",
        performed_by=1,
        created_at=desktop.operations.context.clock.now(),
    )
    keep(desktop, record)
    page = opened(desktop, tab="audit")
    grid = page.grids[2]
    assert page.stack.currentWidget() is grid
    assert page.main_view() is grid.main_view()
    grid.search_for("what:role")
    settle(desktop)
    assert grid.model.cell(0, "action") == "Role"
    grid.table.set_current(0)
    wait(lambda: page.detail.shown is not None and page.detail.shown.id == 90_000)
    assert "After\nValue\nadmin\nReason\nNew head" in texts(page)


def test_tabs_are_changed_by_keyboard_and_clear_the_panel(
    desktop: Desktop, page: ActivityPage
) -> None:
    page.grids[0].table.set_current(0)
    wait(lambda: page.detail.shown is not None)
    page.tabs.tabs.setFocus()
    QTest.keyClick(page.tabs.tabs, KEY.Key_Right)
    settle(desktop)
    assert page.stack.currentWidget() is page.grids[1]
    assert page.grids[1].model.count == 28
    assert page.detail.shown is None or page.detail.shown.kind == "workflows"


def test_the_four_states(desktop: Desktop, page: ActivityPage) -> None:
    grid = page.grids[0]
    grid.model.asked.emit(grid.query)
    grid.states._late.timeout.emit()
    assert isinstance(grid.states.stack.currentWidget(), Skeleton)
    grid.states.refuse(EnvironmentFault("workspace.busy", path="x", cause="locked"))
    shown = grid.states.stack.currentWidget()
    assert isinstance(shown, StatePanel)
    next(one for one in shown.findChildren(QPushButton) if one.text() == "Try again").click()
    settle(desktop)
    assert grid.states.shows_rows
    page.open({"search": "nothing-like-it"})
    settle(desktop)
    shown = grid.states.stack.currentWidget()
    assert isinstance(shown, StatePanel)
    assert "No events match" in shown.accessibleName()
    wait(lambda: page.detail.shown is None)


def test_who_has_done_nothing_sees_what_shows_here(desktop: Desktop) -> None:
    desktop.operations.actor = Actor(999, "instructor")
    page = opened(desktop)
    for place, words in enumerate(("Nothing has happened yet", "No long work yet")):
        page.tabs.set_current(place)
        settle(desktop)
        shown = page.grids[place].states.stack.currentWidget()
        assert isinstance(shown, StatePanel)
        assert words in shown.accessibleName()


def test_their_models_keep_the_rules_of_models(desktop: Desktop, page: ActivityPage) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(grid.model, fatal) for grid in page.grids]
    for place in (1, 2, 0):
        page.tabs.set_current(place)
        settle(desktop)
    page.grids[0].search_for("status:completed")
    settle(desktop)
    assert len(testers) == 3
    assert page.grids[0].model.count


def test_rows_tell_whom_and_what_they_are_about(desktop: Desktop, page: ActivityPage) -> None:
    grid = page.grids[0]
    told = {str(grid.model.cell(row, "entity")) for row in range(40)}
    people = {one.full_name for one in records(desktop, User)}
    courses = {one.title for one in records(desktop, Course)}
    for one in told:
        name, _, course = one.partition(", ")
        assert one in people | courses or (name in people and course in courses)
