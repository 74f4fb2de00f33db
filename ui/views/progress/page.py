"""Progress: how far everyone has come in their courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.entities import Enrollment
from app.ports.grid import Filter, RowId
from app.queries.grids import PROGRESS
from ui.feedback.states import StateWords
from ui.models.wording import number_text
from ui.views.list_page import ListPage
from ui.widgets.basics import button
from ui.widgets.grid import GridAction, GridSpec, Selection, View
from ui.widgets.words import tr


class ProgressPage(ListPage):
    """One row an enrollment, with what was done in it."""

    TITLE = "Progress"
    TABLES = PROGRESS.tables

    def buttons(self) -> Sequence[QWidget]:
        return (
            self.admins_only(
                button(
                    self.look,
                    tr("Import progress"),
                    lambda: self.desk.go("imports", {"new": "progress"}),
                    icon="upload",
                )
            ),
        )

    def spec(self) -> GridSpec:
        return GridSpec(
            name="progress",
            definition=PROGRESS,
            nouns=(tr("learner"), tr("learners")),
            first_use=StateWords(
                icon="align-left",
                title=tr("Nobody has begun yet"),
                line=tr("Once people are enrolled, each lesson they do shows here."),
                primary=(tr("Enroll people"), lambda: self.desk.go("enrollments", {"enroll": 1})),
            ),
            views=(
                View(title="All"),
                View(title="In progress", search="status:active progress:>0"),
                View(title="Not begun", search="status:active progress:0"),
                View(title="Gone quiet", search="status:active late:>14"),
                View(title="Nearly done", search="status:active progress:>=80"),
            ),
            actions=(
                GridAction(
                    id="progress.person",
                    text=tr("Open the person"),
                    icon="user",
                    run=self._open_selected,
                    one_only=True,
                ),
            ),
            open=self._open_person,
            hint="progress:<20 late:>14",
        )

    def read_facts(self) -> None:
        active = Filter("status", "is", ("active",))

        def work(context: Context, actor: Actor) -> tuple[int, int]:
            everyone = PROGRESS.query(active)
            quiet = replace(everyone, filters=(active, Filter("late", "above", (14,))))
            return context.grids.count(everyone, actor), context.grids.count(quiet, actor)

        def done(found: tuple[int, int]) -> None:
            learning, quiet = found
            self.head.tell(
                tr(
                    "{learning} learning, {quiet} not seen for two weeks",
                    learning=number_text(learning),
                    quiet=number_text(quiet),
                )
            )

        self.operations.inquire(work, done)

    def _open_selected(self, selection: Selection) -> None:
        if selection.chosen:
            self._open_person(selection.chosen[0])

    def _open_person(self, key: RowId) -> None:
        self.operations.read(
            lambda rows: rows.get(Enrollment, int(key)).student_id,
            lambda student: self.desk.go("person", {"id": student}),
        )
