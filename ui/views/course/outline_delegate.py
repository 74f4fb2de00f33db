"""Paints the rows of an outline."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.queries.courses_outline import OutlineLesson, OutlineModule
from ui.models.outline import Role
from ui.models.wording import EMPTY
from ui.theme.look import Look, rtl
from ui.views.course.words import TYPE_ICONS, duration
from ui.widgets.painting import plate
from ui.widgets.words import tr

Index = QModelIndex | QPersistentModelIndex
INSET = 6
CHEVRON_X, MODULE_X = 12, 30
ICON_X, LESSON_X = 32, 56
RIGHT = 14
DOT = 7
BAR, BAR_HIGH = 3, 14


class OutlineDelegate(QStyledItemDelegate):
    """Modules in bold with their time, lessons with icon, time and marks."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del index
        return QSize(option.rect.width(), self._look.row("tree-row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(Role.ITEM)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box: QRect = option.rect
            box = QRect(0, box.y(), self._view.viewport().width(), box.height())
            ink = self._ground(painter, option, index, box)
            if isinstance(item, OutlineModule):
                self._module(painter, box, item, index, ink)
            elif isinstance(item, OutlineLesson):
                self._lesson(painter, box, item, index, ink)
        finally:
            painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, box: QRect
    ) -> QColor | None:
        """Paint the plate; the one colour of all glyphs where the selection asks for it."""
        look, state = self._look, option.state
        inner = QRectF(box).adjusted(INSET, 1, -INSET, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            token = "selection" if self._view.isActiveWindow() else "selection-inactive"
            plate(painter, inner, look.color(token), None, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            plate(painter, inner, look.color("hover"), None, 6)
        if self._view.hasFocus() and index == self._view.currentIndex():
            ring = look.color("focus-on-selection" if selected else "focus")
            plate(painter, inner.adjusted(1, 1, -1, -1), None, ring, 5, width=2)
        one_color = selected and look.theme == "high-contrast" and self._view.isActiveWindow()
        return look.color("selection-text") if one_color else None

    def _module(
        self, painter: QPainter, box: QRect, item: OutlineModule, index: Index, ink: QColor | None
    ) -> None:
        look = self._look
        opened = self._view.isExpanded(self._view.model().index(index.row(), 0))
        chevron = (
            "chevron-down" if opened else "chevron-left" if rtl(self._view) else "chevron-right"
        )
        token = "selection-text" if ink else "text-muted"
        self._pixmap(painter, box, CHEVRON_X, chevron, token)
        right = self._minutes(painter, box, duration(item.minutes) if item.minutes else EMPTY, ink)
        if not item.is_published:
            right += 20
            self._pixmap(painter, box, box.width() - right, "eye-off", token)
        tone = ink or look.color("text" if item.is_published else "text-muted")
        self._title(painter, box, (MODULE_X, right), item.title, (tone, "card-title"))

    def _lesson(
        self, painter: QPainter, box: QRect, item: OutlineLesson, index: Index, ink: QColor | None
    ) -> None:
        look = self._look
        is_open = bool(index.data(Role.OPEN))
        token = "selection-text" if ink else "accent" if is_open else "text-muted"
        if is_open:
            bar = QRectF(INSET + 2, box.y() + (box.height() - BAR_HIGH) / 2, BAR, BAR_HIGH)
            tone = ink or look.color("accent")
            plate(painter, self._mirrored(bar, box), tone, None, BAR / 2)
        self._pixmap(painter, box, ICON_X, TYPE_ICONS[item.type], token)
        right = self._minutes(painter, box, str(item.minutes) if item.minutes else EMPTY, ink)
        if index.data(Role.UNSAVED):
            right += DOT + 6
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink or look.color("warning-solid"))
            x, y = box.width() - right, box.y() + (box.height() - DOT) / 2
            painter.drawEllipse(self._mirrored(QRectF(x, y, DOT, DOT), box))
        elif item.is_empty:
            right += 20
            alert = "selection-text" if ink else "warning"
            self._pixmap(painter, box, box.width() - right, "triangle-alert", alert)
        style = "body-strong" if is_open else "body"
        ink = ink or look.color("text")
        self._title(painter, box, (LESSON_X, right), item.title, (ink, style))

    def _minutes(self, painter: QPainter, box: QRect, text: str, ink: QColor | None) -> int:
        """Paint how long it takes; the width that is taken at the end of the row."""
        font = self._look.font("small", tabular=True)
        width = QFontMetrics(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(ink or self._look.color("text-muted"))
        place = QRectF(box.width() - RIGHT - width - 2, box.y(), width + 2, box.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self._mirrored(place, box), flags | Qt.AlignmentFlag.AlignRight, text)
        return RIGHT + width + 6

    def _title(
        self,
        painter: QPainter,
        box: QRect,
        room: tuple[int, int],
        text: str,
        told_in: tuple[QColor, str],
    ) -> None:
        (left, right), (ink, style) = room, told_in
        font = self._look.font(style)
        place = QRectF(left, box.y(), box.width() - left - right, box.height())
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.setFont(font)
        painter.setPen(QPen(ink))
        side = Qt.AlignmentFlag.AlignRight if rtl(self._view) else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self._mirrored(place, box), flags, shown)

    def _pixmap(self, painter: QPainter, box: QRect, x: int, name: str, token: str) -> None:
        size = 16 if x == ICON_X else 14
        picture = self._look.pixmap(name, token, size, self._view.devicePixelRatioF())
        place = QRectF(x, box.y() + (box.height() - size) / 2, size, size)
        place = self._mirrored(place, box)
        painter.drawPixmap(place.toRect().topLeft(), picture)

    def _mirrored(self, place: QRectF, box: QRect) -> QRectF:
        if not rtl(self._view):
            return place
        return QRectF(box.width() - place.right(), place.y(), place.width(), place.height())

    # renaming in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option, index
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Title"))
        editor.setFont(self._look.font("body"))
        editor.setMaxLength(255)
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        is_module = isinstance(index.data(Role.ITEM), OutlineModule)
        box: QRect = option.rect
        left = (MODULE_X if is_module else LESSON_X) - 10
        width = self._view.viewport().width() - left - INSET
        x = INSET if rtl(self._view) else left
        editor.setGeometry(x, box.y(), width, box.height())
