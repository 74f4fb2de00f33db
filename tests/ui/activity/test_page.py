"""Activity: events, workflows and changes of rights; the current one in full; trying again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.domain.actor import SYSTEM, Actor
from app.domain.entities import EventRecord, WorkflowExecution
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.activity.page import EVENT, WORKFLOW, ActivityPage


@pytest.fixture
def page(desktop: Desktop) -> ActivityPage:
    desktop.window.go("activity", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, ActivityPage)
    return page


def spoil(desktop: Desktop) -> tuple[int, int]:
    """Let the newest event and workflow have failed; their ids."""

    def work(context: object, actor: Actor) -> tuple[int, int]:
        del context, actor
        with desktop.operations.context.store.unit_of_work(SYSTEM) as uow:
            event = max(uow.find(EventRecord), key=lambda one: one.id)
            workflow = max(uow.find(WorkflowExecution), key=lambda one: one.id)
            uow.save_all([replace(event, status="failed", error_message="The mail box is full")])
            uow.save_all([replace(workflow, status="failed", error_message="No paper")])
            uow.commit(None)
        return event.id, workflow.id

    found: list[tuple[int, int]] = []
    desktop.operations.write(work, found.append)
    settle(desktop)
    return found[0]


def status(desktop: Desktop, kind: type[EventRecord | WorkflowExecution], key: int) -> str:
    with desktop.operations.context.store.reading() as rows:
        return rows.get(kind, key).status


def test_the_current_event_is_told_in_full(desktop: Desktop, page: ActivityPage) -> None:
    assert page.detail.title.text() == page.grids[EVENT].model.cell(0, "type")
    page.grids[EVENT].table.set_current(3)
    settle(desktop)
    assert page.detail.payload.toPlainText().startswith("{")
    QTest.mouseClick(page.detail.copy, Qt.MouseButton.LeftButton)
    assert '"event_type"' in QGuiApplication.clipboard().text()
    QTest.mouseClick(page.detail.open_target, Qt.MouseButton.LeftButton)
    settle(desktop)
    assert desktop.window.trail.here.place != "activity"


def test_a_failed_event_is_tried_again_by_keyboard(desktop: Desktop, page: ActivityPage) -> None:
    event, _ = spoil(desktop)
    desktop.window.go("activity", {"event": event, "search": "status:failed"})
    settle(desktop)
    assert page.detail.problem.text() == "The mail box is full"
    page.grids[EVENT].table.set_current(0)
    QTest.keyClick(page.grids[EVENT].main_view(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    settle(desktop)
    assert status(desktop, EventRecord, event) == "completed"
    assert desktop.window.toasts.history[-1].notice.title == "1 event is tried again"


def test_a_failed_workflow_goes_on(desktop: Desktop, page: ActivityPage) -> None:
    _, workflow = spoil(desktop)
    QTest.mouseClick(
        page.tabs.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabs.tabRect(WORKFLOW).center()
    )
    settle(desktop)
    desktop.window.go("activity", {"workflow": workflow, "search": "status:failed"})
    settle(desktop)
    assert page.detail.problem.text() == "No paper"
    page.grids[WORKFLOW].table.set_current(0)
    desktop.window.actions_registry.trigger("activity.workflows.retry")
    settle(desktop)
    assert status(desktop, WorkflowExecution, workflow) == "completed"


def test_what_cannot_be_stopped_says_why(desktop: Desktop, page: ActivityPage) -> None:
    page.tabs.set_current(WORKFLOW)
    settle(desktop)
    page.grids[WORKFLOW].table.set_current(0)
    desktop.window.actions_registry.trigger("activity.workflows.cancel")
    settle(desktop)
    notice = desktop.window.toasts.history[-1].notice
    assert notice.tone == "danger"
    assert "workflow" in notice.title


def test_who_changed_what_is_listed(desktop: Desktop, page: ActivityPage) -> None:
    page.tabs.set_current(2)
    settle(desktop)
    assert page.grids[2].model.rowCount() > 0
    assert page.detail.title.text()
