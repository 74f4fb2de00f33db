"""Which rows keys and the mouse select, and from where a range of them goes."""

from __future__ import annotations

from collections.abc import Callable

from ui.models.keyset import KeysetModel
from ui.models.selected import SelectedRows


class Picking:
    """Selects rows of a model; *ranged* has all between two rows selected, also those not read."""

    def __init__(
        self, model: KeysetModel, selected: SelectedRows, ranged: Callable[[int, int], object]
    ) -> None:
        self._model, self._selected, self._ranged = model, selected, ranged
        self._anchor = self._reached = -1

    def start_at(self, row: int) -> None:
        """Ranges go from this row now; -1 for none."""
        self._anchor, self._reached = row, -1

    def moved(self, row: int) -> None:
        """The keyboard went to a row: unless a range was taken there, the next one begins there."""
        if row != self._reached:
            self._reached = -1

    def toggle(self, row: int, *, ranged: bool) -> None:
        """Select a row, or no longer; *ranged* all from where one began."""
        if ranged and self._anchor >= 0:
            self._ranged(min(self._anchor, row), max(self._anchor, row))
            return
        key = self._model.id_at(row)
        if key is not None:
            self._selected.toggle(key)
        self.start_at(row)

    def extend(self, before: int, step: int) -> int:
        """Take a range along to the next row, which is answered; towards its start it shrinks."""
        row = min(max(before + step, 0), self._model.rowCount() - 1)
        if before != self._reached or not self._selected.has(self._model.id_at(before)):
            self._anchor = before
        self._reached = row
        if abs(row - self._anchor) < abs(before - self._anchor):
            self._let_go(before)
            return row
        keys = [key for one in (before, row) if (key := self._model.id_at(one)) is not None]
        if len(keys) == 2:
            self._selected.add(keys)
        else:
            self._ranged(min(before, row), max(before, row))
        return row

    def _let_go(self, row: int) -> None:
        key = self._model.id_at(row)
        if key is not None and self._selected.has(key):
            self._selected.toggle(key)

    def point_at(self, row: int) -> None:
        """A menu is asked for on a row: where others are selected, they are not what is meant."""
        selected, key = self._selected, self._model.id_at(row)
        if (selected.ids or selected.everything) and not selected.has(key):
            selected.only(() if key is None else (key,))
            self.start_at(row)
