"""A short list that is wholly in memory: a report, a log, a preview of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ports.grid import Cell
from app.queries.grid import NUMBERS, TIMES, GridColumn
from ui.models.wording import cell_text
from ui.widgets.words import tip, tr

Index = QModelIndex | QPersistentModelIndex
ListRow = tuple[Cell, ...]
"""A row's cells in the order of the columns."""


class ListingModel(QAbstractTableModel):
    """Rows of cells, described by the same columns as a grid's."""

    def __init__(self, columns: Sequence[GridColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[ListRow, ...] = ()

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def set_columns(self, columns: Sequence[GridColumn], rows: Sequence[ListRow]) -> None:
        """Show other rows of another kind."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def cell(self, row: int, column: str) -> Cell:
        """A cell's value; None where there is no such column."""
        for place, one in enumerate(self.columns):
            if one.id == column:
                return self.rows[row][place]
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            text = cell_text(self.columns[index.column()], self.rows[index.row()][index.column()])
            return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(column) | Qt.AlignmentFlag.AlignVCenter
        return tr(column.title) if role == Qt.ItemDataRole.DisplayRole else None


def side(column: GridColumn) -> Qt.AlignmentFlag:
    """Numbers and dates stand right, so that they can be compared."""
    trailing = column.kind in NUMBERS - {"percent"} or column.kind in TIMES
    return Qt.AlignmentFlag.AlignRight if trailing else Qt.AlignmentFlag.AlignLeft
