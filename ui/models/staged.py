"""Edits of cells that wait to be applied."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.domain.dataclass import dataclass
from app.ports.grid import Cell, RowId


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedEdit:
    """A cell's new value that is not applied yet; `was` is what it showed, `label` whose it is."""

    row: RowId
    column: str
    value: str
    was: Cell
    label: str = ""


class StagedEdits(QObject):
    """The edits of one list, in the order in which they were made.

    Signals:
        changed(): there are other edits now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits: dict[tuple[RowId, str], StagedEdit] = {}

    def __len__(self) -> int:
        return len(self._edits)

    @property
    def all(self) -> tuple[StagedEdit, ...]:
        """Every edit."""
        return tuple(self._edits.values())

    def get(self, row: Cell, column: str) -> StagedEdit | None:
        """The edit of a cell."""
        return self._edits.get((row, column)) if isinstance(row, int | str) else None

    def stage(self, edit: StagedEdit) -> None:
        """Keep an edit; one that gives the cell back what it had is no edit."""
        key = (edit.row, edit.column)
        before = self._edits.get(key)
        was = edit.was if before is None else before.was
        if edit.value == was:
            self._edits.pop(key, None)
        else:
            self._edits[key] = StagedEdit(
                row=edit.row, column=edit.column, value=edit.value, was=was, label=edit.label
            )
        self.changed.emit()

    def drop(self, edits: Iterable[StagedEdit]) -> None:
        """Forget edits: applied, or given up."""
        for edit in edits:
            self._edits.pop((edit.row, edit.column), None)
        self.changed.emit()

    def to_memory(self) -> list[list[Cell]]:
        """For what is remembered between sessions."""
        return [[one.row, one.column, one.value, one.was, one.label] for one in self.all]

    def from_memory(self, stored: object) -> None:
        """Take up what was remembered; anything else is forgotten."""
        if not isinstance(stored, list):
            return
        for one in stored:
            match one:
                case [int() | str() as row, str() as column, str() as value, was, str() as label]:
                    self._edits[(row, column)] = StagedEdit(
                        row=row, column=column, value=value, was=was, label=label
                    )
                case _:
                    continue
        self.changed.emit()
