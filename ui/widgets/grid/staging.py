"""Edits of cells: offered, kept until applied, and kept through a crash."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.ports.grid import Cell
from ui.feedback.toasts import Notice
from ui.models.staged import StagedEdit, StagedEdits
from ui.models.wording import choice_text
from ui.widgets.grid.bars import StagedBar
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.widgets.grid.grid import Grid


class Staging(QObject):
    """The staged edits of one list with their bar."""

    def __init__(self, grid: Grid, edits: StagedEdits) -> None:
        super().__init__(grid)
        self._grid, self._edits = grid, edits
        self.bar = StagedBar(grid.desk.look, self._revert, self._apply)
        edits.from_memory(grid.desk.memory.get(self._name))
        edits.changed.connect(self._tell)
        grid.table.edited.connect(self._offer)
        self._count()

    def _offer(self, row: int, name: str) -> None:
        """Offer a cell's values in a menu below it."""
        grid = self._grid
        editor, found = grid.spec.editors.get(name), grid.model.row_at(row)
        if editor is None or found is None:
            return
        value, key = grid.cell(found, name), found[0]
        offers = editor.offers(value)
        if not offers or not isinstance(key, int | str):
            grid.desk.notify(Notice(title=tr("This cell cannot be changed"), icon="lock"))
            return
        column = grid.spec.definition.column(name)
        staged = self._edits.get(key, name)
        present: Cell = staged.value if staged else value
        menu = QMenu(grid)
        grid.desk.look.dress(menu)
        for offer in dict.fromkeys([str(value), *offers] if value is not None else offers):
            action = menu.addAction(choice_text(column, offer))
            action.setCheckable(True)
            action.setChecked(offer == present)
            edit = StagedEdit(
                row=key, column=name, value=offer, was=value, label=str(found[1] or "")
            )
            action.triggered.connect(partial(self._stage, edit))
        menu.popup(grid.table.menu_point())

    def _stage(self, edit: StagedEdit, checked: bool = False) -> None:
        del checked
        self._edits.stage(edit)

    def _apply(self) -> None:
        if self._grid.spec.apply is not None:
            self._grid.spec.apply(self._edits.all)

    def _revert(self) -> None:
        self._edits.drop(self._edits.all)

    def _tell(self) -> None:
        self._count()
        memory = self._grid.desk.memory
        memory.put(self._name, self._edits.to_memory())
        memory.keep()

    def _count(self) -> None:
        self.bar.tell(len(self._edits))
        self._grid.desk.staged(self._grid.spec.name, len(self._edits))

    @property
    def _name(self) -> str:
        operations = self._grid.desk.operations
        place = operations.context.folder if operations.is_open else ""
        return f"{self._grid.spec.name}.staged.{place}"
