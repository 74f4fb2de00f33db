"""Which rows are selected, by id: some, or all that match but some."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, Signal

from app.ports.grid import Cell, RowId


class SelectedRows(QObject):
    """The selection of a list.

    Signals:
        changed(): another set of rows is selected.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[RowId, None] = {}
        self._everything = False

    def has(self, key: Cell) -> bool:
        """Whether a row is selected."""
        return (key in self._ids) != self._everything

    @property
    def everything(self) -> bool:
        """Whether all that match are selected, but `ids`."""
        return self._everything

    @property
    def ids(self) -> tuple[RowId, ...]:
        """The rows that are selected, or with `everything` those that are not."""
        return tuple(self._ids)

    def count(self, total: int) -> int:
        """How many rows are selected, of *total* that match."""
        return max(0, total - len(self._ids)) if self._everything else len(self._ids)

    def toggle(self, key: RowId) -> None:
        """Select a row, or no longer."""
        if key in self._ids:
            del self._ids[key]
        else:
            self._ids[key] = None
        self.changed.emit()

    def add(self, keys: Iterable[RowId]) -> None:
        """Select some rows besides."""
        for key in keys:
            if self._everything:
                self._ids.pop(key, None)
            else:
                self._ids[key] = None
        self.changed.emit()

    def drop(self, keys: Collection[Cell]) -> None:
        """Forget rows that are no longer in the list."""
        kept = {key: None for key in self._ids if key not in keys}
        if len(kept) < len(self._ids):
            self._ids = kept
            self.changed.emit()

    def only(self, keys: Iterable[RowId]) -> None:
        """Select these rows and no others."""
        self._ids, self._everything = dict.fromkeys(keys), False
        self.changed.emit()

    def all(self) -> None:
        """Select all that match."""
        self._ids, self._everything = {}, True
        self.changed.emit()

    def take(self, keys: Iterable[RowId], *, everything: bool) -> None:
        """Select what another selection was: its `ids` and `everything`."""
        self._ids, self._everything = dict.fromkeys(keys), everything
        self.changed.emit()

    def clear(self) -> None:
        """Select nothing."""
        if self._ids or self._everything:
            self._ids, self._everything = {}, False
            self.changed.emit()
