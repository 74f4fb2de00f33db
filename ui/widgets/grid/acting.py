"""What can be done with a list and its rows: one registry for bar, menu, palette and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.ports.grid import GridRow
from ui.feedback.toasts import Notice
from ui.widgets.actions import ActionSpec
from ui.widgets.grid.clipboard import tsv
from ui.widgets.grid.exporting import export_list
from ui.widgets.grid.spec import GridAction
from ui.widgets.grid.wordings import for_whom_text
from ui.widgets.words import literal, tr, trn

if TYPE_CHECKING:
    from ui.widgets.grid.grid import Grid

COPIED = 100_000
"""Rows that fit a clipboard."""
WIDEST_HEAD = 320
"""Of a menu's first line, which may name something long."""

Own = Mapping[str, tuple[str, str, Callable[[], object], str]]


class Acting(QObject):
    """Registers a list's actions while it is shown, and runs them."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._registered: list[str] = []
        grid.selection_bar.triggered.connect(self._run_named)
        grid.table.menu_wanted.connect(self._menu)
        grid.table.copied.connect(self.copy)
        grid.bar.export.clicked.connect(lambda _checked: self.export())

    def why_not(self, action: GridAction) -> str | None:
        """Why an action cannot be done with what is selected, or None."""
        selection = self._grid.selection()
        if not selection.count:
            return tr("select rows first")
        if action.one_only and selection.count > 1:
            return tr("it is for one row at a time")
        return action.why_not(selection) if action.why_not else None

    def run(self, action: GridAction) -> None:
        """Do it with the selected rows, if it may be done."""
        if self.why_not(action) is None:
            action.run(self._grid.selection())

    def copy(self) -> None:
        """Put the selected rows into the clipboard, as a table."""
        grid = self._grid
        selection, query = grid.selection(), grid.query
        columns = [name for name, _ in grid.table.columns()]
        definition = grid.spec.definition

        def done(rows: tuple[GridRow, ...]) -> None:
            QGuiApplication.clipboard().setText(tsv(definition, columns, rows))
            words = trn("{n} row copied", "{n} rows copied", len(rows))
            grid.desk.notify(Notice(title=words, icon="copy"))

        grid.desk.operations.inquire(
            lambda c, a: c.grids.rows(query, a, selection.resolve(c.grids, a)[:COPIED]), done
        )

    def export(self) -> None:
        """Write all rows that match into a file."""
        grid = self._grid
        if grid.spec.export is not None:
            grid.spec.export(grid.query)
        else:
            export_list(grid.desk, grid.spec, grid.query, grid.table)

    def register(self) -> None:
        """Make the list's actions known."""
        if self._registered:
            return
        for one in self._grid.spec.actions:
            self._add(
                ActionSpec(
                    id=one.id,
                    text=one.text,
                    icon=one.icon,
                    run=partial(self.run, one),
                    shortcut=one.shortcut,
                    why_not=partial(self.why_not, one),
                )
            )
        for key, (text, icon, run, shortcut) in self._own().items():
            name = f"{self._grid.spec.name}.list.{key}"
            self._add(ActionSpec(id=name, text=text, icon=icon, run=run, shortcut=shortcut))

    def forget(self) -> None:
        """Take the actions back: the list is not shown any more."""
        for name in self._registered:
            self._grid.desk.actions.remove(name)
        self._registered = []

    def _own(self) -> Own:
        grid = self._grid
        return {
            "select_all": (tr("Select all that match"), "list-checks", grid.select_all, ""),
            "copy": (tr("Copy rows"), "copy", self.copy, ""),
            "filter": (tr("Filter this list"), "search", grid.focus_search, "Ctrl+F"),
            "clear": (tr("Clear all filters"), "x", grid.clear_filters, ""),
            "columns": (tr("Choose columns"), "columns-3", grid.choose_columns, ""),
            "density": (
                tr("Switch row height"),
                "rows-3",
                grid.layout_memory.toggle_density,
                "",
            ),
            "save_view": (tr("Save this view"), "save", grid.save_view, ""),
            "export": (tr("Export this list"), "download", self.export, ""),
        }

    def _add(self, spec: ActionSpec) -> None:
        self._grid.desk.actions.add(spec)
        self._registered.append(spec.id)

    def _run_named(self, name: str) -> None:
        for one in self._grid.spec.actions:
            if one.id == name:
                self.run(one)

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self._grid)
        self._grid.desk.look.dress(menu)
        menu.setToolTipsVisible(True)
        self._grid.desk.actions.refresh()
        self._head(menu)
        for name in self._registered:
            if name.endswith(".list.select_all"):
                menu.addSeparator()
            menu.addAction(self._grid.desk.actions.action(name))
        menu.popup(point)

    def _head(self, menu: QMenu) -> None:
        """Say first whom or what the actions below are for."""
        grid = self._grid
        selection = grid.selection()
        if not selection.count:
            return
        row = grid.model.row_of(selection.chosen[0]) if len(selection.chosen) == 1 else None
        words = for_whom_text(
            grid.spec, selection.count, grid.model.row_at(-1 if row is None else row)
        )
        shown = menu.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST_HEAD)
        menu.addAction(literal(shown)).setEnabled(False)
        menu.addSeparator()
