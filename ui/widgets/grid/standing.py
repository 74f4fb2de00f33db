"""Where the keyboard is in a list: at a thing, not at a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView

from app.ports.grid import RowId
from ui.widgets.grid.left import Left
from ui.widgets.scrolled import scroll_back, scrolled

if TYPE_CHECKING:
    from ui.widgets.grid.grid import Grid


class Standing(QObject):
    """Follows the keyboard's row to wherever changes put it (docs/grid.md).

    Else a row that comes above would put another thing under the next Delete.

    Signals:
        changed(): the keyboard is at another thing, or at none.
    """

    changed = Signal()

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid, self._model, self._table = grid, grid.model, grid.table
        self.key: RowId | None = None
        self._sought: RowId | None = None
        self._place = 0
        self._left: Left | None = None
        self._grabs = False
        self._following = False
        self._table.frozen.selectionModel().currentChanged.connect(self._moved)
        self._model.modelAboutToBeReset.connect(self._leave)
        grid.desk.look.changed.connect(self._restyle)
        for told in (self._model.dataChanged, self._model.counted, self._model.arrived):
            told.connect(self._look)

    @property
    def in_sight(self) -> bool:
        """Whether the keyboard's row is among those that are seen."""
        first, last = self._table.rows_on_screen()
        return first <= self._table.current_row <= last

    def seek(self, key: RowId, otherwise: Callable[[], object]) -> None:
        """Go to a row that has just come; where the list lacks it, *otherwise* has it shown."""
        model = self._model
        model.refresh()
        query = model.query

        def found(ids: tuple[RowId, ...]) -> None:
            if key in ids:
                self._place = ids.index(key)
            else:
                self._place = 0
                otherwise()
            self._sought, self._grabs = key, True
            self._look()

        self._grid.desk.operations.inquire(lambda c, a: c.grids.ids(query, a), found)

    def go_back(self, left: Left) -> None:
        """Be where another list was left, once the rows are there that are being read."""
        self._sought, self._place, self._grabs = left.key, max(0, left.row), False
        self._left = left

    def _look(self) -> None:
        """Rows were read: go on standing where it was, or arrive where one wanted to be."""
        if self._sought is not None:
            self._approach(self._sought)
        self._follow()
        if self._left is not None and self._sought is None and self._model.count is not None:
            self._look_as(self._left)
            self._left = None

    def _look_as(self, left: Left) -> None:
        """See what another list saw, from the top; its keyboard's row, if that was to be seen."""
        self._look_from(left.top, left.sideways, holds_current=left.in_sight)

    def _look_from(self, top: int, sideways: float, *, holds_current: bool) -> None:
        top = min(top, self._model.rowCount() - 1)
        self._table.scroll_to(top, QAbstractItemView.ScrollHint.PositionAtTop)
        if holds_current:
            self._table.scroll_to(self._table.current_row)
        scroll_back(self._table.main, sideways, sideways=True)

    @Slot()
    def _restyle(self) -> None:
        """Rows may be of another height: what was seen stays, from the top and sideways."""
        sideways = scrolled(self._table.main, sideways=True)
        rows = self._table.frozen.verticalHeader()
        before, seen, (top, _) = (
            rows.defaultSectionSize(),
            self.in_sight,
            self._table.rows_on_screen(),
        )
        self._table.restyle()
        if rows.defaultSectionSize() != before:
            self._look_from(top, sideways, holds_current=seen)

    def _approach(self, key: RowId) -> None:
        row = self._model.row_of(key)
        if row is not None:
            self._sought = None
            self._table.set_current(row, None if self._left is None else self._left.section)
            self._stand_at(key)
            if self._grabs:
                self._grid.main_view().setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._model.id_now(self._place) is None:
            # Rows are read where one looks.
            self._table.scroll_to(self._place)
        elif not self._model.is_reading:
            self._sought = None

    def _follow(self) -> None:
        row = self._table.current_row
        here = self._model.id_now(row)
        if here is None or here == self.key:
            return
        where = None if self.key is None else self._model.row_of(self.key)
        if where is not None:
            self._following = True
            self._table.carry_current(where)
            self._following = False
        elif self.key is None or not self._model.is_reading:
            self._stand_at(here)

    def _stand_at(self, key: RowId) -> None:
        if key != self.key:
            self.key = key
            self.changed.emit()

    def _moved(self) -> None:
        if not self._following:
            self.key = self._model.id_at(self._table.current_row)
            self.changed.emit()

    def _leave(self) -> None:
        self.key = None
