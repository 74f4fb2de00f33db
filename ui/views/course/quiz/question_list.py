"""The questions of a quiz in their order: chosen, moved by drag or Alt+arrows, copied, deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
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
from ui.views.course.quiz.drop_line import draw_drop_line
from ui.widgets.painting import plate
from ui.widgets.words import tip, tr

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
ICON_X, TEXT_X, RIGHT, INSET = 16, 42, 16, 6
FIXED = 1
"""Rows at the top that stay there: the introduction."""
MIME = "application/x-smartcourse-question"
GHOST_X, GHOST_Y, GHOST_HEIGHT = 34, 16, 28
KEYS = {
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Return: "write",
    Qt.Key.Key_Enter: "write",
}
ALT_KEYS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
CONTROL_KEYS = {Qt.Key.Key_D: "duplicate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row shows; `fault` is why the question cannot stand yet."""

    title: str
    icon: str
    points: str = ""
    fault: str = ""


class QuestionList(QListWidget):
    """One row a question.

    Signals:
        chosen(int): the row the keyboard is at.
        dropped(int, int): a row was dragged to another place.
        asked(str): up, down, duplicate, delete or write, for the current row.
    """

    chosen = Signal(int)
    dropped = Signal(int, int)
    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._gap: int | None = None
        self.setProperty("kind", "sunken")
        self.setAccessibleName(tr("Questions"))
        self.setItemDelegate(_Delegate(look, self))
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.currentRowChanged.connect(self.chosen)
        self.itemDoubleClicked.connect(lambda _item: self.asked.emit("write"))
        look.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def put(self, rows: Sequence[Row], current: int) -> None:
        """Show these rows; nothing is told of it."""
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        for place, one in enumerate(rows):
            self.tell(place, one)
        self.setCurrentRow(current)
        self.blockSignals(False)

    def tell(self, place: int, shown: Row) -> None:
        """Show one row anew."""
        item = self.item(place)
        item.setData(ROW, shown)
        told = (shown.title, shown.points, shown.fault)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(one for one in told if one))
        item.setToolTip(tip(shown.fault or shown.title))

    # dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        del actions
        held = self.currentRow()
        if held < FIXED:
            return
        drag = QDrag(self)
        data = QMimeData()
        data.setData(MIME, str(held).encode())
        drag.setMimeData(data)
        ghost = self.ghost(held)
        drag.setPixmap(ghost)
        drag.setHotSpot(QPoint(-GHOST_X // 2, GHOST_Y))
        drag.exec(Qt.DropAction.MoveAction)
        self._end_drag()

    def ghost(self, held: int) -> QPixmap:
        """What hangs at the pointer: the row that is dragged."""
        shown: Row = self.item(held).data(ROW)
        font, ratio = self._look.font("body"), self.devicePixelRatioF()
        metrics = QFontMetrics(font)
        width = min(240, metrics.horizontalAdvance(shown.title) + 50)
        made = QPixmap(round(width * ratio), round(GHOST_HEIGHT * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(0.5, 0.5, width - 1, GHOST_HEIGHT - 1)
            raised, edge = self._look.color("surface-raised"), self._look.color("border-strong")
            plate(painter, box, raised, edge, 6)
            top = (GHOST_HEIGHT - 16) // 2
            painter.drawPixmap(10, top, self._look.pixmap(shown.icon, "text-muted", 16, ratio))
            painter.setFont(font)
            painter.setPen(self._look.color("text"))
            elided = metrics.elidedText(shown.title, Qt.TextElideMode.ElideRight, width - 44)
            painter.drawText(box.adjusted(34, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, elided)
        finally:
            painter.end()
        return made

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        self._gap = self._gap_at(event.position().toPoint())
        self.viewport().update()
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        start = int(bytes(event.mimeData().data(MIME).data()))
        end = self._gap_at(event.position().toPoint())
        self._end_drag()
        # The builder moves the question and shows the list anew: nothing is moved here.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if end not in (start, start + 1):
            self.dropped.emit(start, end - int(end > start))

    def _gap_at(self, point: QPoint) -> int:
        """Before which row something would go; the introduction stays the first."""
        index = self.indexAt(point)
        if not index.isValid():
            return self.count()
        below = point.y() > self.visualRect(index).center().y()
        return max(FIXED, index.row() + int(below))

    def _end_drag(self) -> None:
        self._gap = None
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        last = self.visualItemRect(self.item(self.count() - 1)).bottom() + 1
        inside = self._gap < self.count()
        y = self.visualItemRect(self.item(self._gap)).top() if inside else last
        painter = QPainter(self.viewport())
        try:
            room = QRect(INSET + 4, y - 4, self.viewport().width() - 2 * INSET - 8, 9)
            draw_drop_line(painter, self._look, self, room)
        finally:
            painter.end()

    # keys

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._meant(event):
            # The outline has the same keys; here they are meant for the question.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._meant(event)
        if asked:
            self.asked.emit(asked)
        else:
            super().keyPressEvent(event)

    def _meant(self, event: QKeyEvent) -> str:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier:
            return ALT_KEYS.get(key, "")
        if held == Qt.KeyboardModifier.ControlModifier:
            return CONTROL_KEYS.get(key, "")
        return KEYS.get(key, "") if held == Qt.KeyboardModifier.NoModifier else ""


class _Delegate(QStyledItemDelegate):
    """Icon of the kind, the question, its points, a mark where it cannot stand yet."""

    def __init__(self, look: Look, view: QuestionList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(120, self._look.row("tree-row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(ROW)
        if not isinstance(shown, Row):
            return
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._row(painter, option, index, shown)
        finally:
            painter.restore()

    def _row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, shown: Row
    ) -> None:
        look, box, state = self._look, option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(painter, box, state, focused=index == self._view.currentIndex())
        strong = selected and look.theme == "high-contrast"
        muted, ink = ("selection-text",) * 2 if strong else ("text-muted", "text")
        self._picture(painter, box, ICON_X, shown.icon, muted)
        font = look.font("small", tabular=True)
        width = QFontMetrics(font).horizontalAdvance(shown.points)
        painter.setFont(font)
        painter.setPen(look.color(muted))
        self._text(painter, box, QRect(box.width() - RIGHT - width, 0, width, 0), shown.points)
        right = RIGHT + width + 6
        if shown.fault:
            right += 20
            tone = muted if strong else "warning"
            self._picture(painter, box, box.width() - right, "triangle-alert", tone)
        painter.setFont(look.font("body-strong" if selected else "body"))
        painter.setPen(look.color(ink))
        room = QRect(TEXT_X, 0, box.width() - TEXT_X - right - 6, 0)
        elided = painter.fontMetrics().elidedText(
            shown.title, Qt.TextElideMode.ElideRight, room.width()
        )
        self._text(painter, box, room, elided)

    def _ground(
        self, painter: QPainter, box: QRect, state: QStyle.StateFlag, *, focused: bool
    ) -> None:
        look = self._look
        inner = QRectF(box).adjusted(INSET, 1, -INSET, -1)
        if state & QStyle.StateFlag.State_Selected:
            active = self._view.isActiveWindow()
            token = "selection" if active else "selection-inactive"
            plate(painter, inner, look.color(token), None, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            plate(painter, inner, look.color("hover"), None, 6)
        if focused and self._view.hasFocus():
            ring = look.color("focus-on-selection")
            plate(painter, inner.adjusted(1, 1, -1, -1), None, ring, 5, width=2)

    def _text(self, painter: QPainter, box: QRect, place: QRect, text: str) -> None:
        left = box.width() - place.x() - place.width() if rtl(self._view) else place.x()
        target = QRect(box.x() + left, box.y(), place.width() + 2, box.height())
        side = Qt.AlignmentFlag.AlignRight if rtl(self._view) else Qt.AlignmentFlag.AlignLeft
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side
        painter.drawText(target, flags, text)

    def _picture(self, painter: QPainter, box: QRect, x: int, icon: str, token: str) -> None:
        pixmap = self._look.pixmap(icon, token, 16, self._view.devicePixelRatioF())
        left = box.width() - x - 16 if rtl(self._view) else x
        painter.drawPixmap(box.x() + left, box.y() + (box.height() - 16) // 2, pixmap)
