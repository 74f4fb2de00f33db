"""Activity: events, workflows with their errors and retry, changes of rights and status."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.entities import EventRecord, WorkflowExecution
from app.domain.journal import ChangeSet
from app.ports.grid import Filter
from app.queries.activity import ActivityDetail, ActivityKind, activity_detail
from app.queries.grids import AUDIT, EVENTS, WORKFLOWS
from ui.feedback.toasts import Notice
from ui.operations.tasks import Ticket
from ui.views.activity.detail import Detail
from ui.views.activity.lists import Deeds, audit_spec, events_spec, workflows_spec
from ui.views.page import Desk, Page
from ui.widgets.basics import column, frame, row
from ui.widgets.grid import Grid, Selection
from ui.widgets.page_head import PageHead
from ui.widgets.tab_strip import TabStrip
from ui.widgets.words import tr, trn

KINDS: tuple[ActivityKind, ...] = ("events", "workflows", "audit")
EVENT, WORKFLOW, CHANGE = range(3)


class ActivityPage(Page):
    """Three lists as tabs; the current row in full beside them.

    Parameters: `tab` (events, workflows, audit); `event` or `workflow`, an id to show.
    """

    TITLE = "Activity"
    TABLES = EVENTS.tables | WORKFLOWS.tables | AUDIT.tables

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        deeds = Deeds(
            retry_events=self._retry_events,
            retry_workflow=partial(self._meddle, again=True),
            cancel_workflow=partial(self._meddle, again=False),
            why_not=self._why_not,
        )
        self.grids = (
            Grid(desk, events_spec(deeds)),
            Grid(desk, workflows_spec(deeds)),
            Grid(desk, audit_spec()),
        )
        self._ticket: Ticket | None = None
        self.head = PageHead(desk.look, tr(self.TITLE))
        titles = (tr("Events"), tr("Workflows"), tr("Rights and status"))
        self.tabs = TabStrip(desk.look, tr("Kinds of activity"), titles)
        self.detail = Detail(desk.look)
        self.detail.open_wanted.connect(self._go)
        self.detail.retry_wanted.connect(self._retry_shown)
        self.stack = QStackedWidget()
        for grid in self.grids:
            self.stack.addWidget(grid)
            grid.current_changed.connect(self._follow)
            grid.counted.connect(self._follow)
        body = frame("plain")
        across = row(body)
        across.addWidget(self.stack, 1)
        across.addWidget(self.detail)
        lines = column(self)
        for one in (self.head, self.tabs):
            lines.addWidget(one)
        lines.addWidget(body, 1)
        self.tabs.chosen.connect(self._choose)

    def load(self) -> None:
        self._shown().load()
        self._read_facts()

    def open(self, params: Mapping[str, Any]) -> None:
        if params.get("tab") in KINDS:
            self.tabs.set_current(KINDS.index(params["tab"]))
        for place, name in ((EVENT, "event"), (WORKFLOW, "workflow")):
            if params.get(name) is not None:
                self.tabs.set_current(place)
                self._read_detail(int(params[name]))
        if params.get("search") is not None:
            self._shown().search_for(str(params["search"]))
        for grid, asked in zip(self.grids, params.get("lists", ()), strict=False):
            grid.ask_again(asked)

    def standing(self) -> Mapping[str, Any]:
        lists = [grid.asked() for grid in self.grids]
        return {"tab": KINDS[self.tabs.current], "lists": lists}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.fit(self.width())

    def main_view(self) -> QWidget:
        return self._shown().main_view()

    def take_changes(self, changes: ChangeSet) -> None:
        concerned = [grid.take_changes(changes) for grid in self.grids]
        if any(concerned):
            self._read_facts()
            self._follow()

    # what is shown

    def _shown(self) -> Grid:
        return self.grids[self.tabs.current]

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.detail.clear()
        if self.isVisible():
            self.load()

    @Slot()
    def _follow(self) -> None:
        key = self._shown().current_id
        if key is None:
            self.detail.clear()
        else:
            self._read_detail(int(key))

    def _read_detail(self, key: int) -> None:
        kind = KINDS[self.tabs.current]
        if self._ticket is not None:
            self._ticket.drop()

        def show(found: ActivityDetail) -> None:
            if found.kind == KINDS[self.tabs.current]:
                self.detail.tell(found, self._why_not_admin())

        self._ticket = self.operations.read(
            lambda rows: activity_detail(rows, kind, key), show, lambda _: self.detail.clear()
        )

    def _read_facts(self) -> None:
        def done(found: tuple[int, int]) -> None:
            events, workflows = found
            if not events and not workflows:
                self.head.tell(tr("Nothing has failed"))
                return
            failed = trn("{n} event failed", "{n} events failed", events)
            self.head.tell(f"{failed}, {trn('{n} workflow', '{n} workflows', workflows)}")

        self.operations.inquire(_failures, done)

    # doing

    def _why_not(self, selection: Selection) -> str | None:
        del selection
        return self._why_not_admin()

    def _why_not_admin(self) -> str | None:
        actor = self.operations.actor
        admin = actor is not None and actor.role == "admin"
        return None if admin else tr("only admins retry or stop background work")

    def _retry_events(self, selection: Selection) -> None:
        """Only what was given up is tried again, whatever else is selected."""

        def work(context: Context, actor: Actor) -> int:
            ids = [int(one) for one in selection.resolve(context.grids, actor)]
            with context.store.reading() as rows:
                found = rows.get_many(EventRecord, ids)
            failed = [one.id for one in found.values() if one.status == "failed"]
            return context.background.retry_events(failed, actor) if failed else 0

        def told(count: int) -> None:
            if count:
                words = trn("{n} event is tried again", "{n} events are tried again", count)
                self._tell(words)
            else:
                self.desk.status(tr("Nothing here has failed"))

        self.operations.write(work, told)

    def _meddle(self, selection: Selection, *, again: bool) -> None:
        if selection.chosen:
            self._meddle_with(int(selection.chosen[0]), again=again)

    def _meddle_with(self, key: int, *, again: bool) -> None:
        def work(context: Context, actor: Actor) -> None:
            with context.store.reading() as rows:
                name = rows.get(WorkflowExecution, key).workflow_id
            background = context.background
            (background.retry_workflow if again else background.cancel_workflow)(name, actor)

        words = tr("The workflow goes on") if again else tr("The workflow is cancelled")
        self.operations.write(work, lambda _none: self._tell(words))

    @Slot()
    def _retry_shown(self) -> None:
        shown = self.detail.shown
        if shown is None:
            return
        if shown.kind == "events":
            grid = self.grids[EVENT]
            self._retry_events(Selection(query=grid.query, chosen=(shown.id,), count=1))
        else:
            self._meddle_with(shown.id, again=True)

    @Slot(object)
    def _go(self, place: tuple[str, Mapping[str, Any]] | None) -> None:
        if place is not None:
            self.desk.go(*place)

    def _tell(self, title: str) -> None:
        self.desk.notify(Notice(title=title, icon="circle-check", tone="success"))


def _failures(context: Context, actor: Actor) -> tuple[int, int]:
    failed = Filter("status", "is", ("failed",))
    grids = context.grids
    return grids.count(EVENTS.query(failed), actor), grids.count(WORKFLOWS.query(failed), actor)
