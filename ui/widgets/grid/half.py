"""One half of a table: a view that gives keys and mouse to the table it is a part of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from ui.models.keyset import KeysetModel
from ui.widgets.grid.header import GridHeader
from ui.widgets.grid.rows import RowPainter, Span

CONTENTS = 120
"""How wide a column is made by a double click on the edge of its head, if the head is no wider."""


class Keys(Protocol):
    """What a half asks its table."""

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Whether the table has dealt with a key."""
        ...

    def pressed(self, index: QModelIndex, event: QMouseEvent) -> None:
        """The mouse was pressed on a cell."""
        ...

    def menu_by_key(self) -> None:
        """The keyboard asks for the current row's menu."""
        ...

    def menu_at(self, index: QModelIndex, point: QPoint) -> None:
        """The mouse asks for a menu at a point of the screen, on a cell or below them all."""
        ...


class Half(QTableView):
    """A view over the shared model.

    Signals:
        hovered(int): the row under the pointer, -1 for none.
        focused(bool, bool): the focus came (or went), by the keyboard.
        scrolled(): other rows or columns are seen.
        resized(): it has more or less room, also for a scroll bar that came or went.
    """

    hovered = Signal(int)
    focused = Signal(bool, bool)
    scrolled = Signal()
    resized = Signal()

    def __init__(
        self, model: KeysetModel, rows: RowPainter, header: GridHeader, table: Keys
    ) -> None:
        super().__init__()
        self._table, self._rows, self._model = table, rows, model
        self._hovered = -1
        self.setHorizontalHeader(header)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        # Rows cover what is below: nothing behind them is painted, and what is scrolled is moved.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        heads = self.verticalHeader()
        heads.hide()
        heads.setMinimumSectionSize(16)
        heads.setSectionResizeMode(heads.ResizeMode.Fixed)

    def set_row_height(self, height: int) -> None:
        """Give every row this height."""
        self.verticalHeader().setDefaultSectionSize(height)

    def rows_shown(self) -> tuple[int, int]:
        """The first and the last row that are seen, at least in part."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return max(first, 0), last if last >= 0 else max(0, self._model.rowCount() - 1)

    def dataChanged(
        self,
        topLeft: QModelIndex | QPersistentModelIndex,
        bottomRight: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        first, last = self.rows_shown()
        # For several rows that are out of sight Qt would paint all that is in sight again.
        if topLeft.row() <= last and bottomRight.row() >= first:
            super().dataChanged(topLeft, bottomRight, roles)

    def sizeHintForColumn(self, column: int) -> int:
        del column
        return CONTENTS

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, event.rect())
        finally:
            painter.end()

    def _paint(self, painter: QPainter, area: QRect) -> None:
        self._rows.ground(painter, area)
        row, spans = self.rowAt(area.top()), self._spans(area)
        if row < 0 or not spans:
            return
        left = min(one.left for one in spans)
        width = sum(one.width for one in spans)
        band = QRect(left, self.rowViewportPosition(row), width, self.rowHeight(row))
        for below in range(row, self._model.rowCount()):
            if band.top() > area.bottom():
                return
            self._rows.paint(painter, below, band, spans)
            band.translate(0, band.height())

    def _spans(self, area: QRect) -> list[Span]:
        """Where the cells are that an area shows."""
        header = self.horizontalHeader()
        found: list[Span] = []
        for section in map(header.logicalIndex, range(header.count())):
            width, left = header.sectionSize(section), header.sectionViewportPosition(section)
            if width and left <= area.right() and left + width > area.left():
                found.append(Span(section, left, width, header.sectionPosition(section)))
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._table.key_pressed(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid():
            self._table.pressed(index, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            # Qt measures the keyboard's point from the corner of the head, not of the rows: in
            # terms of the rows it lies on another one.
            self._table.menu_by_key()
        else:
            self._table.menu_at(self.indexAt(event.pos()), event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self.focused.emit(True, by_key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False, False)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not self.isColumnHidden(index.column()):
            super().scrollTo(index, hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        row = self.currentIndex().row()
        top = self.rowViewportPosition(row)
        if event.size().height() < event.oldSize().height() > top >= 0:
            # A bar that comes below, or larger text, leaves less room for rows. The columns that
            # one looks at have as much as before: `scrollTo` would leave them for the cell's own.
            over = top + self.rowHeight(row) - self.viewport().height()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + max(0, min(over, top)))
        self.resized.emit()

    def update_row(self, row: int) -> None:
        """Paint one row again."""
        if row >= 0:
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, top, self.viewport().width(), height)

    def global_point(self, index: QModelIndex) -> QPoint:
        """The lower edge of a cell, on the screen."""
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.hovered.emit(row)
