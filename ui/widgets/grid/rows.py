"""Paints a list's rows: ground, hairline, the cells, ring, staged corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPolygon

from app.ports.grid import GridRow
from ui.models.keyset import CHECK, KeysetModel
from ui.models.selected import SelectedRows
from ui.models.staged import StagedEdits
from ui.widgets.grid.cells import CellPainter

CORNER = 8
RING = 2
MARK = 3
"""How wide the bar at the head of the marked row is."""


class Span(NamedTuple):
    """Where a section's cells are in a view; `place` is where if the view were not scrolled."""

    section: int
    left: int
    width: int
    place: int


class RowPainter:
    """One for both halves of a table, which paint whole rows with it.

    A delegate would be asked for cell after cell, each time through Qt's index, option and rules;
    what belongs to a row is looked up and filled once here.

    `hovered` is the row under the pointer, `current` (row, section) what the keyboard is at, None
    without a ring; `marked` is the row that a view beside shows, None where there is none; `ends`
    are the first and the last section, between which a row's ring runs.
    """

    def __init__(
        self, model: KeysetModel, selected: SelectedRows, staged: StagedEdits, cells: CellPainter
    ) -> None:
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

    def ground(self, painter: QPainter, area: QRect) -> None:
        """What rows are painted on."""
        painter.fillRect(area, self.cells.ink.color("surface"))

    def paint(self, painter: QPainter, row: int, band: QRect, spans: Sequence[Span]) -> None:
        """Paint the cells that a row has in these sections, which *band* encloses."""
        found = self._model.row_at(row)
        selected = found is not None and self._selected.has(found[0])
        self._stripe(painter, band, row, selected=selected)
        top, height = band.top(), band.height()
        boxes = [(one, QRect(one.left, top, one.width, height)) for one in spans]
        if found is None:
            for one, box in boxes:
                if one.section != CHECK:
                    self.cells.skeleton(painter, box, row * 7 + one.place)
        else:
            self._cells(painter, found, boxes, selected=selected)
        if row == self.marked:
            self._mark(painter, boxes, selected=selected and self.window_active)
        if self.current is not None and self.current[0] == row:
            for one, box in boxes:
                self._ring(painter, box, one.section, selected=selected)

    def _stripe(self, painter: QPainter, band: QRect, row: int, *, selected: bool) -> None:
        ink = self.cells.ink
        if selected:
            token = "selection" if self.window_active else "selection-inactive"
            painter.fillRect(band, ink.color(token))
        elif row in (self.hovered, self.marked):
            painter.fillRect(band, ink.color("hover"))
        painter.fillRect(band.left(), band.bottom(), band.width(), 1, ink.color("grid-line"))

    def _cells(
        self,
        painter: QPainter,
        found: GridRow,
        boxes: Iterable[tuple[Span, QRect]],
        *,
        selected: bool,
    ) -> None:
        cells, columns, details = self.cells, self._model.definition.columns, self._details
        dark = selected and self.window_active
        edited = len(self._staged) > 0
        for one, box in boxes:
            section = one.section
            if section == CHECK:
                cells.check(painter, box, checked=selected, selected=selected)
                continue
            column = columns[section - 1]
            edit = self._staged.get(found[0], column.id) if edited else None
            cells.cell(
                painter,
                box,
                column,
                found[section] if edit is None else edit.value,
                found[details[section]] if details[section] else None,
                selected=dark,
                pill=section == self._pill,
                first=section == self.first,
            )
            if edit is not None:
                self._corner(painter, box, selected=dark)

    def _mark(
        self, painter: QPainter, boxes: Iterable[tuple[Span, QRect]], *, selected: bool
    ) -> None:
        color = self.cells.ink.glyph("accent", selected=selected)
        for one, box in boxes:
            if one.section == self.ends[0]:
                left = box.right() + 1 - MARK if self.cells.rtl else box.left()
                painter.fillRect(left, box.top(), MARK, box.height(), color)

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
