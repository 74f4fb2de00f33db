"""A list at the side of a screen: rows with an icon under headings, chosen one at a time."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import (
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
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.domain.dataclass import dataclass
from ui.theme.look import Look, rtl
from ui.widgets.painting import plate
from ui.widgets.words import tip

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
ICON_X, TEXT_X, RIGHT, INSET = 16, 42, 16, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """A row. `key` names it (None: a heading); `detail` stands at its end, `below` under it."""

    title: str
    key: Hashable | None = None
    icon: str = ""
    tone: str = "text-muted"
    detail: str = ""
    below: str = ""
    strong: bool = False


class SideList(QListWidget):
    """Headings and rows; only rows can be chosen.

    Signals:
        chosen(object): the key of the row that the keyboard is at.
        opened(object): the key of a row on which Enter or a double click asked for more.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "sunken")
        self.setAccessibleName(name)
        self.setItemDelegate(_Delegate(look, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.currentItemChanged.connect(self._chosen)
        self.itemActivated.connect(self._opened)
        look.changed.connect(self._restyle)

    def put(self, rows: Sequence[SideRow], current: Hashable | None = None) -> None:
        """Show these rows with *current* chosen, else the first; nothing is told of it."""
        self.blockSignals(True)
        self.clear()
        for one in rows:
            item = QListWidgetItem()
            item.setData(ROW, one)
            told = (one.title, one.below, one.detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(t for t in told if t))
            whole = "\n".join(t for t in (one.title, one.below) if t)
            item.setToolTip(tip(whole) if one.key is not None else "")
            if one.key is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        keys = [one.key for one in rows]
        at = keys.index(current) if current is not None and current in keys else -1
        if at < 0:
            at = next((place for place, key in enumerate(keys) if key is not None), -1)
        self.setCurrentRow(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.blockSignals(False)
        self.viewport().update()

    @property
    def current(self) -> Hashable | None:
        """The key of the chosen row."""
        item = self.currentItem()
        return item.data(ROW).key if self.currentRow() >= 0 else None

    def keys(self) -> list[Hashable]:
        """The keys of the rows, in order."""
        shown = [self.item(place).data(ROW) for place in range(self.count())]
        return [one.key for one in shown if one.key is not None]

    def choose(self, key: Hashable) -> None:
        """Go to a row."""
        for place in range(self.count()):
            if self.item(place).data(ROW).key == key:
                self.setCurrentRow(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        shown = item.data(ROW) if item is not None else None
        if isinstance(shown, SideRow) and shown.key is not None:
            self.chosen.emit(shown.key)

    def _opened(self, item: QListWidgetItem) -> None:
        shown = item.data(ROW)
        if isinstance(shown, SideRow) and shown.key is not None:
            self.opened.emit(shown.key)

    @Slot()
    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Delegate(QStyledItemDelegate):
    """Paints headings and rows."""

    def __init__(self, look: Look, view: SideList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        shown: SideRow = index.data(ROW)
        if shown.key is None:
            return QSize(120, self._look.row("tree-row") + (8 if index.row() else 4))
        if shown.below:
            lines = sum(QFontMetrics(self._look.font(one)).height() for one in ("body", "small"))
            return QSize(120, lines + 14)
        return QSize(120, self._look.row("tree-row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(ROW)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if shown.key is None:
                self._heading(painter, option.rect, shown)
            else:
                self._row(painter, option, index, shown)
        finally:
            painter.restore()

    def _heading(self, painter: QPainter, box: QRect, shown: SideRow) -> None:
        look = self._look
        low = box.adjusted(0, max(0, box.height() - look.row("tree-row")), 0, 0)
        right = self._detail(painter, low, shown.detail, "text-muted")
        room = QRect(ICON_X, 0, box.width() - ICON_X - right - 6, 0)
        tone = "text" if shown.strong else "text-muted"
        self._text(painter, low, room, shown.title, "card-title" if shown.strong else "label", tone)

    def _row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, shown: SideRow
    ) -> None:
        look, box = self._look, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, focused=index == self._view.currentIndex())
        one_color = selected and look.theme == "high-contrast" and self._view.isActiveWindow()
        muted = "selection-text" if one_color else "text-muted"
        tone = "selection-text" if one_color else shown.tone
        lines = [box]
        if shown.below:
            first = QFontMetrics(look.font("body")).height()
            lines = [
                QRect(box.x(), box.y() + 6, box.width(), first),
                QRect(box.x(), box.y() + 6 + first, box.width(), box.height() - 14 - first),
            ]
        self._picture(painter, lines[0], shown.icon, tone)
        right = self._detail(painter, lines[0], shown.detail, muted)
        room = QRect(TEXT_X, 0, box.width() - TEXT_X - right - 6, 0)
        style = "body-strong" if selected or shown.strong else "body"
        ink = "selection-text" if one_color else "text"
        self._text(painter, lines[0], room, shown.title, style, ink)
        if shown.below:
            room = QRect(TEXT_X, 0, box.width() - TEXT_X - RIGHT, 0)
            self._text(painter, lines[1], room, shown.below, "small", muted)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, focused: bool) -> None:
        look, state = self._look, option.state
        inner = QRectF(option.rect).adjusted(INSET, 1, -INSET, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            token = "selection" if self._view.isActiveWindow() else "selection-inactive"
            plate(painter, inner, look.color(token), None, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            plate(painter, inner, look.color("hover"), None, 6)
        if focused and self._view.hasFocus():
            ring = look.color("focus-on-selection" if selected else "focus")
            plate(painter, inner.adjusted(1, 1, -1, -1), None, ring, 5, width=2)

    def _detail(self, painter: QPainter, box: QRect, text: str, token: str) -> int:
        """Paint what stands at the end; the width that is taken there."""
        if not text:
            return RIGHT - 6
        width = QFontMetrics(self._look.font("small", tabular=True)).horizontalAdvance(text)
        place = QRect(box.width() - RIGHT - width, 0, width, 0)
        self._text(painter, box, place, text, "small", token)
        return RIGHT + width

    def _text(  # noqa: PLR0917 - what is painted, where and how
        self, painter: QPainter, box: QRect, place: QRect, text: str, style: str, token: str
    ) -> None:
        font = self._look.font(style, tabular=style == "small")
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 2)
        mirrored = rtl(self._view)
        left = box.width() - place.x() - place.width() if mirrored else place.x()
        target = QRect(box.x() + left, box.y(), place.width() + 2, box.height())
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(self._look.color(token))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side
        painter.drawText(target, flags, shown)

    def _picture(self, painter: QPainter, box: QRect, icon: str, token: str) -> None:
        if not icon:
            return
        pixmap = self._look.pixmap(icon, token, 16, self._view.devicePixelRatioF())
        left = box.width() - ICON_X - 16 if rtl(self._view) else ICON_X
        painter.drawPixmap(box.x() + left, box.y() + (box.height() - 16) // 2, pixmap)
