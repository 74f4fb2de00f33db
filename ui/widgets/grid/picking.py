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
        self._anchor = -1

    def start_at(self, row: int) -> None:
        """Ranges go from this row now; -1 for none."""
        self._anchor = row

    def toggle(self, row: int, *, ranged: bool) -> None:
        """Select a row, or no longer; *ranged* all from where one began."""
        if ranged and self._anchor >= 0:
            self._ranged(min(self._anchor, row), max(self._anchor, row))
            return
        key = self._model.id_at(row)
        if key is not None:
            self._selected.toggle(key)
        self._anchor = row

    def point_at(self, row: int) -> None:
        """A menu is asked for on a row: where others are selected, they are not what is meant."""
        selected, key = self._selected, self._model.id_at(row)
        if (selected.ids or selected.everything) and not selected.has(key):
            selected.only(() if key is None else (key,))
            self._anchor = row
