"""Every course in a list; new ones made, copied, or imported in the wizard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.journal import ChangeSet
from app.ports.grid import Filter, GridQuery, RowId
from app.queries.grids import COURSES
from ui.feedback.states import StateWords
from ui.views.courses.new_course import NewCourse
from ui.views.courses.selected import SelectedCourses
from ui.views.page import Desk, Page
from ui.widgets.basics import Button, Text, button, column, frame, label, row
from ui.widgets.grid import Grid, GridSpec, View
from ui.widgets.words import tr, trn

STATUSES = ("published", "draft", "archived")


class CoursesPage(Page):
    """Parameters: `search`, what the list shall show; `new` or `import`, to ask for either."""

    TITLE = "Courses"
    TABLES = COURSES.tables

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.selected = SelectedCourses(desk)
        self.facts: Text = label(desk.look, "", "body", "muted")
        self.import_button: Button = button(
            desk.look, tr("Import folder"), self.ask_import, icon="folder-open"
        )
        self.new_button: Button = button(
            desk.look, tr("New course"), self.ask_new, kind="primary", icon="plus"
        )
        self.grid = Grid(desk, self._spec())
        lines = column(self)
        lines.addWidget(self._head())
        lines.addWidget(self.grid, 1)

    def _head(self) -> QWidget:
        look = self.look
        head = frame("pagehead", height=look.size("pagehead"))
        across = row(head, margins=(24, 0, 24, 0), gap=8)
        words = frame("plain")
        lines = column(words, gap=2)
        lines.addStretch(1)
        lines.addWidget(label(look, tr("Courses"), "page-title"))
        lines.addWidget(self.facts)
        lines.addStretch(1)
        across.addWidget(words, 1)
        across.addWidget(self.import_button)
        across.addWidget(self.new_button)
        return head

    def _spec(self) -> GridSpec:
        return GridSpec(
            name="courses",
            definition=COURSES,
            nouns=(tr("course"), tr("courses")),
            first_use=StateWords(
                icon="book-open",
                title=tr("No courses yet"),
                line=tr("Write one here, or drop a folder of Markdown files on this page."),
                primary=(tr("New course"), self.ask_new),
                secondary=(tr("Import folder"), self.ask_import),
            ),
            views=(
                View(title=tr("All")),
                View(title=tr("Published"), search="status:published"),
                View(title=tr("Drafts"), search="status:draft"),
                View(title=tr("Archived"), search="status:archived"),
            ),
            actions=self.selected.actions(),
            open=self.open_course,
            two_lines=True,
            hint=tr("Filter courses"),
        )

    # the page

    def open(self, params: Mapping[str, Any]) -> None:
        if params.get("search"):
            self.grid.search_for(str(params["search"]))
        self.grid.ask_again(params)
        if params.get("new"):
            self.ask_new()
        if params.get("import"):
            self.ask_import()

    def standing(self) -> Mapping[str, Any]:
        return self.grid.asked()

    def load(self) -> None:
        self.grid.load()
        self.operations.inquire(_counts, self._tell)

    def take_changes(self, changes: ChangeSet) -> None:
        if self.grid.take_changes(changes) and self.isVisible():
            self.operations.inquire(_counts, self._tell)
        elif not self.TABLES.isdisjoint(changes.tables):
            self._stale = True

    def main_view(self) -> QWidget:
        return self.grid.main_view()

    def _tell(self, counts: dict[str, int]) -> None:
        words = (
            trn("{n} published", "{n} published", counts["published"]),
            trn("{n} draft", "{n} drafts", counts["draft"]),
            trn("{n} archived", "{n} archived", counts["archived"]),
        )
        told = [one for one, name in zip(words, STATUSES, strict=True) if counts[name]]
        self.facts.setText(", ".join(told))
        self.facts.setVisible(bool(told))
        # With nothing to show the list itself offers both; one primary is enough.
        self.new_button.setVisible(bool(told))
        self.import_button.setVisible(bool(told))

    def open_course(self, row_id: RowId) -> None:
        """Go to a course."""
        self.desk.go("course", {"course_id": int(row_id)})

    # making

    def ask_new(self) -> None:
        """Ask for a new course's title."""
        NewCourse(self.desk, self, self.open_course).open()

    def ask_import(self) -> None:
        """Let a folder be chosen."""
        dialog = QFileDialog(self, tr("Import a course from a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._import_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _import_folder(self, name: str) -> None:
        self.desk.go("imports", {"path": name})


def _counts(context: Context, actor: Actor) -> dict[str, int]:
    made: dict[str, int] = {}
    for status in STATUSES:
        only = (Filter("status", "is", (status,)),)
        query = GridQuery(grid=COURSES.id, sort=COURSES.sort, filters=only)
        made[status] = context.grids.count(query, actor)
    return made
