"""A plain table for rows that are wholly here, painted like the grids."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.queries.grid import GridColumn
from ui.models.listing import ListingModel, ListRow, side
from ui.theme.look import Look, rtl
from ui.widgets.grid.cells import GUTTER, PAD, CellPainter

RING = 2


class ListingDelegate(QStyledItemDelegate):
    """Paints rows as grids do."""

    def __init__(self, view: Listing, model: ListingModel, look: Look) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.cells = CellPainter(look)
        self.cells.lead = GUTTER

    def restyle(self, look: Look) -> None:
        """Take another look's colours and fonts."""
        self.cells = CellPainter(look)
        self.cells.lead = GUTTER

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(80, 36)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box: QRect = option.rect
        cells, row = self.cells, index.row()
        cells.rtl = rtl(self._view)
        cells.scale = self._view.devicePixelRatioF()
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, cells.ink.color("selection"))
        elif here:
            painter.fillRect(box, cells.ink.color("selection-inactive"))
        elif row == self._view.hovered:
            painter.fillRect(box, cells.ink.color("hover"))
        painter.fillRect(
            QRectF(box.left(), box.bottom(), box.width(), 1), cells.ink.color("grid-line")
        )
        if index.column() == len(self._model.columns) - 1:
            # The last column ends where the page's gutter begins.
            box = box.adjusted(
                GUTTER - PAD if cells.rtl else 0, 0, 0 if cells.rtl else PAD - GUTTER, 0
            )
        column = self._model.columns[index.column()]
        value = self._model.rows[row][index.column()]
        detail = self._model.cell(row, column.detail) if column.detail else None
        cells.cell(
            painter,
            box,
            column,
            value,
            detail,
            selected=selected,
            pill=self._is_pill(index.column()),
            first=index.column() == 0,
        )

    def _is_pill(self, place: int) -> bool:
        states = [n for n, one in enumerate(self._model.columns) if one.kind == "status"]
        return bool(states) and states[0] == place


class ListingHeader(QHeaderView):
    """The names of the columns."""

    def __init__(self, look: Look, model: ListingModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look, self._model = look, model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setFixedHeight(look.size("table-header"))
        self.setAccessibleName("Columns")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not rect.isValid() or section >= len(self._model.columns):
            return
        painter.save()
        try:
            look = self._look
            painter.fillRect(rect, look.color("surface"))
            painter.fillRect(
                QRectF(rect.left(), rect.bottom(), rect.width(), 1), look.color("border")
            )
            painter.setFont(look.font("table-header"))
            painter.setPen(look.color("text-muted"))
            lead = GUTTER if section == 0 else PAD
            end = GUTTER if section == len(self._model.columns) - 1 else PAD
            mirrored = rtl(self)
            room = rect.adjusted(end if mirrored else lead, 0, -(lead if mirrored else end), 0)
            column = self._model.columns[section]
            text = painter.fontMetrics().elidedText(
                str(self._model.headerData(section, Qt.Orientation.Horizontal) or ""),
                Qt.TextElideMode.ElideRight,
                room.width(),
            )
            painter.drawText(room, side(column) | Qt.AlignmentFlag.AlignVCenter, text)
        finally:
            painter.restore()


class Listing(QTableView):
    """The table; *stretch* names the column that takes the room that is left.

    Signals:
        opened(int): Enter or a double click on a row.
        moved(int): the keyboard is at another row.
    """

    opened = Signal(int)
    moved = Signal(int)

    def __init__(self, look: Look, name: str, columns: Sequence[GridColumn], stretch: str) -> None:
        super().__init__()
        self._look, self._stretch = look, stretch
        self.hovered = -1
        self.listing = ListingModel(columns, self)
        self.setHorizontalHeader(ListingHeader(look, self.listing))
        self.setModel(self.listing)
        self._delegate = ListingDelegate(self, self.listing, look)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._behave()
        self._fit_rows()
        look.changed.connect(self._restyle)

    def _behave(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)

    def show_rows(
        self, rows: Sequence[ListRow], columns: Sequence[GridColumn] | None = None
    ) -> None:
        """Show other rows, of other columns where these are given."""
        if columns is None:
            self.listing.set_rows(rows)
        else:
            self.listing.set_columns(columns, rows)
        self._share()

    def stretch(self, column: str) -> None:
        """Let another column take what is left."""
        self._stretch = column

    @property
    def current(self) -> int:
        """The row the keyboard is at, -1 for none."""
        return self.currentIndex().row()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current < 0 and self.listing.rowCount():
            first = self.listing.index(0, 0)
            rows = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(first, rows.ClearAndSelect | rows.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(self.current)
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def _share(self) -> None:
        """Columns have their widths; one takes what is left."""
        columns, larger = self.listing.columns, max(1.0, self._look.text_scale)
        widths = {one.id: round(one.width * larger) for one in columns}
        left = self.viewport().width() - sum(widths.values())
        for place, one in enumerate(columns):
            self.setColumnHidden(place, not one.shown)
            shared = max(one.width, widths[one.id] + left)
            self.setColumnWidth(place, shared if one.id == self._stretch else widths[one.id])

    def _fit_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(self._look.row("grid-row"))
        self.horizontalHeader().setFixedHeight(self._look.size("table-header"))

    @Slot()
    def _restyle(self) -> None:
        self._delegate.restyle(self._look)
        self._fit_rows()
        self._share()
        self.viewport().update()
