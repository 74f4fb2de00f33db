"""Enrollments: the grid of who learns what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import StatusAction
from app.domain.journal import ChangeSet
from app.ports.grid import RowId
from app.queries.grids import COURSES, ENROLLMENTS, WAITING
from ui.feedback.states import StateWords
from ui.feedback.toasts import Notice
from ui.models.staged import StagedEdit
from ui.models.wording import number_text
from ui.operations.jobs import Job
from ui.views.enrollments import changing
from ui.views.enrollments.changing import Changed, Summary
from ui.views.enrollments.enroll import EnrollSheet
from ui.views.enrollments.summary import SummaryPopover
from ui.views.enrollments.words import (
    ACTIONS,
    PAYMENTS,
    asked_words,
    done_words,
    payment_words,
)
from ui.views.page import Desk, Page
from ui.widgets.basics import button, column
from ui.widgets.grid import Editor, Grid, GridAction, GridSpec, Selection, View
from ui.widgets.page_head import PageHead
from ui.widgets.words import tr, trn

TABS = (
    View(title="All"),
    View(title="At risk", search="status:active progress:<20 late:>14"),
    View(title="Waiting list", elsewhere=True),
    View(title="Unpaid", search="payment:pending"),
)


class EnrollmentsPage(Page):
    """Everyone's enrollments, and those who wait for a seat."""

    TITLE = "Enrollments"
    TABLES = ENROLLMENTS.tables | WAITING.tables

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        outer = column(self)
        look = desk.look
        self.head = PageHead(
            look,
            tr(self.TITLE),
            self.admins_only(button(look, tr("Import"), self._import, icon="upload")),
            self.admins_only(
                button(look, tr("Enroll people"), self.enroll, kind="primary", icon="user-plus")
            ),
        )
        outer.addWidget(self.head)
        self.grid = Grid(desk, self._spec())
        self.waiting = Grid(desk, self._waiting_spec())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.waiting)
        outer.addWidget(self._stack, 1)
        self.grid.begun.connect(self.head.offer)
        self.grid.elsewhere.connect(self._go_to_waiting)
        self.waiting.elsewhere.connect(self._go_back)

    def load(self) -> None:
        self._shown().load()
        self._read_facts()

    def open(self, params: Mapping[str, Any]) -> None:
        search = params.get("search")
        if params.get("tab") == "waiting":
            self._go_to_waiting(next(at for at, one in enumerate(TABS) if one.elsewhere))
            if search is not None:
                self.waiting.search_for(str(search))
        elif search is not None:
            self._stack.setCurrentWidget(self.grid)
            self.grid.search_for(str(search))
        for grid, asked in zip((self.grid, self.waiting), params.get("lists", ()), strict=False):
            grid.ask_again(asked)
        if params.get("enroll"):
            self.enroll()

    def standing(self) -> Mapping[str, Any]:
        tab = "waiting" if self._shown() is self.waiting else None
        return {"tab": tab, "lists": [self.grid.asked(), self.waiting.asked()]}

    def main_view(self) -> QWidget:
        return self._shown().main_view()

    def take_changes(self, changes: ChangeSet) -> None:
        concerned = [one.take_changes(changes) for one in (self.grid, self.waiting)]
        if any(concerned):
            self._read_facts()

    # making

    def _spec(self) -> GridSpec:
        return GridSpec(
            name="enrollments",
            definition=ENROLLMENTS,
            nouns=(tr("enrollment"), tr("enrollments")),
            first_use=StateWords(
                icon="clipboard-list",
                title=tr("No enrollments yet"),
                line=tr("Enroll people in a course one by one, or import a list of them."),
                primary=(tr("Enroll people"), self.enroll) if self.for_admin else None,
                secondary=(tr("Import"), self._import) if self.for_admin else None,
            ),
            views=TABS,
            actions=(
                *(
                    GridAction(
                        id=f"enrollments.{action}",
                        text=tr(text),
                        icon=icon,
                        run=partial(self._ask_status, action),
                        why_not=self._why_not,
                    )
                    for action, (text, icon) in ACTIONS.items()
                ),
                *(
                    GridAction(
                        id=f"enrollments.payment_{payment}",
                        text=tr(text),
                        icon=icon,
                        run=partial(self._change_payment, payment),
                        why_not=self._why_not,
                        in_bar=payment == "completed",
                    )
                    for payment, (text, icon) in PAYMENTS.items()
                ),
                GridAction(
                    id="enrollments.person",
                    text=tr("Open the person"),
                    icon="user",
                    run=self._open_person_of,
                    in_bar=False,
                    one_only=True,
                ),
            ),
            open=self._open_person,
            editors={
                "status": Editor(offers=changing.reachable),
                "payment": Editor(offers=lambda _present: tuple(PAYMENTS)),
            },
            apply=self._apply,
            hint="course:python progress:<20",
        )

    def _waiting_spec(self) -> GridSpec:
        return GridSpec(
            name="waiting",
            definition=WAITING,
            nouns=(tr("person who waits"), tr("people who wait")),
            first_use=StateWords(
                icon="clock",
                title=tr("Nobody waits for a seat"),
                line=tr("Whoever enrolls in a full course waits here and gets the next free seat."),
            ),
            views=tuple(View(title=one.title, elsewhere=not one.elsewhere) for one in TABS),
            selects=False,
            hint="course:python",
        )

    # the two lists

    def _shown(self) -> Grid:
        return self.waiting if self._stack.currentWidget() is self.waiting else self.grid

    def _go_to_waiting(self, place: int) -> None:
        self.waiting.views.choose(place)
        self._stack.setCurrentWidget(self.waiting)
        self.waiting.load()
        self.waiting.main_view().setFocus()

    def _go_back(self, place: int) -> None:
        self._stack.setCurrentWidget(self.grid)
        self.grid.views.go(place)
        self.grid.main_view().setFocus()

    def _read_facts(self) -> None:
        def work(context: Context, actor: Actor) -> tuple[int, int]:
            grids = context.grids
            return (
                grids.count(ENROLLMENTS.query(), actor),
                grids.count(COURSES.query(), actor),
            )

        def done(found: tuple[int, int]) -> None:
            rows, courses = found
            inside = trn("in {n} course", "in {n} courses", courses)
            self.head.tell(f"{number_text(rows)} {inside}")

        self.operations.inquire(work, done)

    # doing

    def enroll(self) -> None:
        """Ask whom to enroll in what."""
        EnrollSheet(self.desk, self.window()).open()

    def _import(self) -> None:
        self.desk.go("imports", {"new": "enrollments"})

    def _why_not(self, selection: Selection) -> str | None:
        del selection
        actor = self.operations.actor
        return None if actor and actor.role == "admin" else tr("only admins change enrollments")

    def _ask_status(self, action: StatusAction, selection: Selection) -> None:
        """Say first what would be changed, then change it."""
        name = f"enrollments.{action}"

        def tell(summary: Summary) -> None:
            SummaryPopover(
                self.desk,
                self.window(),
                action,
                summary,
                lambda reason: self._change_status(action, selection, reason),
            ).hang(self.grid.action_anchor(name), above=bool(self.grid.selected.ids))

        self.operations.inquire(lambda c, a: changing.summarize(c, a, selection, action), tell)

    def _change_status(self, action: StatusAction, selection: Selection, reason: str) -> None:
        def work(context: Context, actor: Actor, job: Job) -> Changed:
            return changing.change_status(context, actor, job, selection, (action, reason))

        title, icon = asked_words(action, selection.count), ACTIONS[action][1]
        self.operations.job(title, icon, work, partial(self._tell, action))

    def _change_payment(self, payment: str, selection: Selection) -> None:
        def work(context: Context, actor: Actor, job: Job) -> Changed:
            return changing.change_payment(context, actor, job, selection, payment)

        title, icon = payment_words(payment, selection.count), PAYMENTS[payment][1]
        self.operations.job(title, icon, work, partial(self._tell, f"payment.{payment}"))

    def _apply(self, edits: tuple[StagedEdit, ...]) -> None:
        def work(context: Context, actor: Actor, job: Job) -> Changed:
            return changing.apply_edits(context, actor, job, edits)

        def done(changed: Changed) -> None:
            self.grid.applied(edits)
            self._tell("edit", changed)

        title = trn("Apply {n} change", "Apply {n} changes", len(edits))
        self.operations.job(title, "pencil", work, done)

    def _tell(self, what: str, changed: Changed) -> None:
        if what != "edit":
            # The changed rows may have left the list; a selection that is not seen misleads.
            self.grid.selected.clear()
        title, line = done_words(what, changed)
        undo = (tr("Undo"), lambda: self.desk.actions.trigger("edit.undo"))
        self.desk.notify(
            Notice(
                title=title,
                line=line,
                icon="circle-check" if changed.done else "circle-alert",
                tone="success" if changed.done else "warning",
                action=undo if changed.done else None,
                of_last_change=True,
            )
        )

    def _open_person(self, key: RowId) -> None:
        from app.domain.entities import Enrollment

        self.operations.read(
            lambda rows: rows.get(Enrollment, int(key)).student_id,
            lambda student: self.desk.go("person", {"id": student}),
        )

    def _open_person_of(self, selection: Selection) -> None:
        if selection.chosen:
            self._open_person(selection.chosen[0])
