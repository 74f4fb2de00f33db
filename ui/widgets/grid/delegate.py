"""Paints a list's rows: ground, hairline, ring, staged corner, and the cell itself."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPolygon
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.models.keyset import CHECK, KeysetModel
from ui.models.selected import SelectedRows
from ui.models.staged import StagedEdits
from ui.widgets.grid.cells import CellPainter

CORNER = 8
RING = 2
MARK = 3
"""How wide the bar at the head of the marked row is."""


class GridDelegate(QStyledItemDelegate):
    """One for both halves of a table.

    `hovered` is the row under the pointer, `current` (row, section) what the keyboard is at, None
    without a ring; `marked` is the row that a view beside shows, None where there is none; `ends`
    are the first and the last section, between which a row's ring runs.
    """

    def __init__(
        self, model: KeysetModel, selected: SelectedRows, staged: StagedEdits, cells: CellPainter
    ) -> None:
        super().__init__(model)
        self._model, self._selected, self._staged = model, selected, staged
        self.cells = cells
        self.hovered = -1
        self.current: tuple[int, int] | None = None
        self.marked: int | None = None
        self.by_cell = False
        self.ends = (CHECK, CHECK)
        self.window_active = True
        columns = model.definition.columns
        self._details = [0] + [model.section(one.detail) if one.detail else 0 for one in columns]
        status = [place for place, one in enumerate(columns, 1) if one.kind == "status"]
        self._pill = status[0] if status else -1
        self.first = 1

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(120, 36)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box: QRect = option.rect
        row, section = index.row(), index.column()
        found = self._model.row_at(row)
        key = None if found is None else found[0]
        selected = found is not None and self._selected.has(key)
        ink = self.cells.ink
        if selected:
            token = "selection" if self.window_active else "selection-inactive"
            painter.fillRect(box, ink.color(token))
        elif row in (self.hovered, self.marked):
            painter.fillRect(box, ink.color("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, ink.color("grid-line"))
        dark = selected and self.window_active
        if section == CHECK:
            if found is not None:
                self.cells.check(painter, box, checked=selected, selected=selected)
        elif found is None:
            self.cells.skeleton(painter, box, self._model.column_at(section), row)
        else:
            column = self._model.column_at(section)
            value = found[section]
            edit = self._staged.get(key, column.id) if len(self._staged) else None
            self.cells.cell(
                painter,
                box,
                column,
                value if edit is None else edit.value,
                found[self._details[section]] if self._details[section] else None,
                selected=dark,
                pill=section == self._pill,
                first=section == self.first,
            )
            if edit is not None:
                self._corner(painter, box, selected=dark)
        if row == self.marked and section == self.ends[0]:
            left = box.right() + 1 - MARK if self.cells.rtl else box.left()
            painter.fillRect(
                left, box.top(), MARK, box.height(), ink.glyph("accent", selected=dark)
            )
        if self.current is not None and self.current[0] == row:
            self._ring(painter, box, section, selected=selected)

    def _corner(self, painter: QPainter, box: QRect, *, selected: bool) -> None:
        x = box.right() + 1 if self.cells.rtl else box.left()
        inward = -CORNER if self.cells.rtl else CORNER
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.cells.ink.glyph("warning-solid", selected=selected))
        top = box.top()
        painter.drawPolygon(
            QPolygon([QPoint(x, top), QPoint(x + inward, top), QPoint(x, top + CORNER)])
        )

    def _ring(self, painter: QPainter, box: QRect, section: int, *, selected: bool) -> None:
        if self.current is None or (self.by_cell and self.current[1] != section):
            return
        inset = 3 if selected and self.cells.ink.contrast else 0
        color = self.cells.ink.color("focus-on-selection" if selected else "focus")
        area = box.adjusted(0, inset, 0, -inset)
        width = area.width()
        painter.fillRect(area.left(), area.top(), width, RING, color)
        painter.fillRect(area.left(), area.bottom() + 1 - RING, width, RING, color)
        starts, finishes = self.ends
        if self.by_cell:
            starts = finishes = section
        if self.cells.rtl:
            starts, finishes = finishes, starts
        if section == starts:
            painter.fillRect(area.left() + inset, area.top(), RING, area.height(), color)
        if section == finishes:
            painter.fillRect(
                area.right() + 1 - RING - inset, area.top(), RING, area.height(), color
            )


def rows_shown(view: QTableView) -> tuple[int, int]:
    """The first and the last row that a view shows, at least in part."""
    first = view.rowAt(0)
    last = view.rowAt(view.viewport().height() - 1)
    model = view.model()
    return max(first, 0), last if last >= 0 else max(0, model.rowCount() - 1)
