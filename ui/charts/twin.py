"""A chart's numbers as a table: read by keyboard and screen reader, copied as text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.charts.data import TwinColumn, TwinTable
from ui.models.wording import percent_text
from ui.theme.look import Look, rtl
from ui.widgets.painting import plate
from ui.widgets.words import tr

Index = QModelIndex | QPersistentModelIndex

PADDING = 12
BAR_HEIGHT = 4
AFTER_BAR = 14
"""Pixels between a bar and its figure."""
LEAST_BAR = 24
ARROW = 6 + 13
"""Pixels of the arrow after a heading, with what parts them."""


class TwinModel(QAbstractTableModel):
    """The rows of a `TwinTable`; nothing in it can be changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = TwinTable()

    @property
    def table(self) -> TwinTable:
        """What is shown."""
        return self._table

    def set_table(self, table: TwinTable) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.text(row, column)
        if role == Qt.ItemDataRole.UserRole:
            return self._table.rows[row][column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._table.columns[column])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self._table.columns[column].title
            return f"{title}: {self._table.text(row, column)}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        column = self._table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(column: TwinColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.kind == "number" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class TwinHeader(QHeaderView):
    """Names of columns, muted; the one that the rows are in the order of has an arrow."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setAccessibleName(tr("Columns"))
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.size("table-header"))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        look, model = self._look, self.model()
        if not isinstance(model, TwinModel):
            return
        column = model.table.columns[logicalIndex]
        current = model.table.sorted_by == logicalIndex
        painter.save()
        try:
            painter.fillRect(rect, look.color("surface"))
            line = QRectF(rect.left(), rect.bottom(), rect.width(), 1)
            painter.fillRect(line, look.color("grid-line"))
            painter.setFont(look.font("table-header", 600 if current else None))
            painter.setPen(look.color("text" if current else "text-muted"))
            box = rect.adjusted(PADDING, 0, -PADDING, 0)
            side = QStyle.visualAlignment(self.layoutDirection(), _alignment(column))
            painter.drawText(box, side | Qt.AlignmentFlag.AlignAbsolute, column.title)
            if current:
                self._arrow(painter, box, column)
        finally:
            painter.restore()

    def _arrow(self, painter: QPainter, box: QRect, column: TwinColumn) -> None:
        width = QFontMetrics(painter.font()).horizontalAdvance(column.title) + ARROW
        arrow = self._look.pixmap("arrow-down", "accent", 13, self.devicePixelRatioF())
        leads = (column.kind == "number") != rtl(self)
        x = box.right() - width + 1 if leads else box.left() + width - 13
        painter.drawPixmap(x, box.center().y() - 6, arrow)


def figure_width(look: Look) -> int:
    """Pixels for the figure after a bar, with what parts them."""
    font = look.font("small", tabular=True)
    return QFontMetrics(font).horizontalAdvance(percent_text(100)) + AFTER_BAR


class TwinDelegate(QStyledItemDelegate):
    """Cells with a hairline below; percentages with a bar."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, TwinModel):
            return
        column = model.table.columns[index.column()]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        try:
            look, box = self._look, QRect(option.rect)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            ground = "selection" if selected else "hover" if hovered else "surface"
            painter.fillRect(box, look.color(ground))
            line = QRectF(box.left(), box.bottom(), box.width(), 1)
            painter.fillRect(line, look.color("grid-line"))
            text = "selection-text" if selected else "text"
            self._cell(painter, box.adjusted(PADDING, 0, -PADDING, 0), index, column, text)
            if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
                self._ring(painter, box, index, selected=selected)
        finally:
            painter.restore()

    def _cell(
        self, painter: QPainter, box: QRect, index: Index, column: TwinColumn, tone: str
    ) -> None:
        look, figure = self._look, figure_width(self._look)
        text = str(index.data())
        empty = index.data(Qt.ItemDataRole.UserRole) is None
        if column.kind == "bar" and not empty:
            self._bar(painter, box, float(index.data(Qt.ItemDataRole.UserRole)), tone)
            box = QStyle.visualRect(
                self._view.layoutDirection(), box, box.adjusted(box.width() - figure, 0, 0, 0)
            )
        plain = tone == "text" and (empty or column.kind == "bar")
        painter.setPen(look.color("text-muted" if plain else tone))
        name = index.column() == 0
        style = "body-strong" if name else "small" if column.kind == "bar" else "body"
        painter.setFont(look.font(style, tabular=column.kind != "text"))
        side = Qt.AlignmentFlag.AlignRight if column.kind == "bar" else _alignment(column)
        side = QStyle.visualAlignment(self._view.layoutDirection(), side)
        metrics = QFontMetrics(painter.font())
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(box, flags, elided)

    def _bar(self, painter: QPainter, box: QRect, value: float, tone: str) -> None:
        look, layout = self._look, self._view.layoutDirection()
        width = max(LEAST_BAR, box.width() - figure_width(look))
        y = box.center().y() - BAR_HEIGHT // 2 + 1
        track = QRect(box.left(), y, width, BAR_HEIGHT)
        fill = QRect(box.left(), y, round(width * min(100.0, max(0.0, value)) / 100), BAR_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate(painter, QRectF(QStyle.visualRect(layout, box, track)), look.color("track"), None, 2)
        token = "success-solid" if value >= 100 else "accent"
        if tone == "selection-text" and look.theme == "high-contrast":
            token = tone
        if fill.width():
            plate(painter, QRectF(QStyle.visualRect(layout, box, fill)), look.color(token), None, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _ring(self, painter: QPainter, box: QRect, index: Index, *, selected: bool) -> None:
        color = self._look.color("focus-on-selection" if selected else "focus")
        painter.fillRect(QRect(box.left(), box.top(), box.width(), 2), color)
        painter.fillRect(QRect(box.left(), box.bottom() - 1, box.width(), 2), color)
        last = index.model().columnCount() - 1
        ends = (last, 0) if rtl(self._view) else (0, last)
        if index.column() == ends[0]:
            painter.fillRect(QRect(box.left(), box.top(), 2, box.height()), color)
        if index.column() == ends[1]:
            painter.fillRect(QRect(box.right() - 1, box.top(), 2, box.height()), color)


class TwinView(QTableView):
    """The table. Ctrl+C copies it as text with tabs; Enter, or a click, goes to a row's rows.

    Signals:
        chosen(int): a row was clicked, or Enter pressed on it.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.twin = TwinModel(self)
        self.setModel(self.twin)
        self.setItemDelegate(TwinDelegate(look, self))
        self.setHorizontalHeader(TwinHeader(look, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.clicked.connect(self._clicked)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_table(self, table: TwinTable) -> None:
        """Show other rows."""
        self.twin.set_table(table)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        for place, column in enumerate(table.columns):
            mode = (
                QHeaderView.ResizeMode.Stretch if column.stretch else (QHeaderView.ResizeMode.Fixed)
            )
            header.setSectionResizeMode(place, mode)
        self._share()
        if table.rows:
            self.setCurrentIndex(self.twin.index(0, 0))

    def _share(self) -> None:
        """Columns have their widths; all give of what they do not need to the one that is cut."""
        columns, scale = self.twin.table.columns, self.look.text_scale
        needs = [self._needs(place) for place in range(len(columns))]
        widths = [0 if one.stretch else round(one.width * scale) for one in columns]
        lacking = -(self.viewport().width() - sum(widths))
        lacking += sum(need for one, need in zip(columns, needs, strict=True) if one.stretch)
        for place, column in enumerate(columns):
            if not column.stretch:
                given = max(0, min(lacking, widths[place] - needs[place]))
                lacking -= given
                self.horizontalHeader().resizeSection(place, widths[place] - given)

    def _needs(self, place: int) -> int:
        """The width in which nothing of a column is cut."""
        table, look = self.twin.table, self.look
        column = table.columns[place]
        arrow = ARROW if table.sorted_by == place else 0
        head = QFontMetrics(look.font("table-header", 600)).horizontalAdvance(column.title) + arrow
        if column.kind == "bar":
            return max(head, figure_width(look) + LEAST_BAR) + 2 * PADDING
        metrics = QFontMetrics(look.font("body-strong" if place == 0 else "body"))
        words = (table.text(row, place) for row in range(len(table.rows)))
        return max(head, *map(metrics.horizontalAdvance, words), 0) + 2 * PADDING + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def full_height(self) -> int:
        """What all rows take, with the header."""
        rows = self.twin.rowCount() * self.verticalHeader().defaultSectionSize()
        return rows + self.horizontalHeader().sizeHint().height() + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().row())
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(as_text(self.twin.table))
            return
        super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def _restyle(self) -> None:
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(20)
        vertical.setDefaultSectionSize(self.look.row("grid-row") - 4)
        self.horizontalHeader().updateGeometry()
        self._share()
        self.viewport().update()


def as_text(table: TwinTable) -> str:
    """The table as lines with tabs, as it is read."""
    lines = ["\t".join(column.title for column in table.columns)]
    lines += [
        "\t".join(table.text(row, column) for column in range(len(table.columns)))
        for row in range(len(table.rows))
    ]
    return "\n".join(lines)
