"""The tree of an outline: keys, dragging with a drop line, what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    QTimer,
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
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from app.domain.commands import FIRST
from app.domain.dataclass import dataclass
from app.queries.courses_outline import OutlineLesson, OutlineModule
from ui.models.outline import MIME, OutlineModel
from ui.models.outline_moves import Item, Spot, kind_of, nudged, shifted
from ui.theme.look import Look, rtl
from ui.views.course.outline_delegate import CHEVRON_X, ICON_X, OutlineDelegate
from ui.views.course.words import TYPE_ICONS
from ui.widgets.painting import plate
from ui.widgets.words import tr

SPRING_MS = 600
RING = 7
GHOST_X, GHOST_Y = 34, 16
Key = Qt.Key
ALT_STEPS = {Key.Key_Up: -1, Key.Key_Down: 1}
ALT_SHIFTS = {Key.Key_Left: -1, Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class MoveAsked:
    """Rows shall go to a spot."""

    items: tuple[Item, ...]
    spot: Spot


class OutlineView(QTreeView):
    """Shows an `OutlineModel`.

    Signals:
        opened(Item): a lesson or module was clicked, to be looked at.
        write_asked(Item): it was chosen by Enter or a double click, to be written in.
        move_asked(MoveAsked): rows were dragged or nudged to another place.
        delete_asked(): Delete was pressed.
        refused(str): what is dragged may not go where it is; empty once it may.
    """

    opened = Signal(object)
    write_asked = Signal(object)
    move_asked = Signal(object)
    delete_asked = Signal()
    refused = Signal(str)

    def __init__(self, look: Look, outline: OutlineModel) -> None:
        super().__init__()
        self._look = look
        self.outline = outline
        self._spot: Spot | None = None
        self._line: tuple[int, int] | None = None
        self.setProperty("kind", "sunken")
        self.setModel(outline)
        self.setItemDelegate(OutlineDelegate(look, self))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setExpandsOnDoubleClick(False)
        self._spring = QTimer(self)
        self._spring.setSingleShot(True)
        self._spring.setInterval(SPRING_MS)
        self._spring.timeout.connect(self._spring_open)
        self._sprung = QModelIndex()
        self.doubleClicked.connect(self._activate)
        look.changed.connect(self._restyle)

    def chosen(self) -> tuple[Item, ...]:
        """The selected modules and lessons, in the outline's order."""
        found = {
            (type(item), item.id): item
            for index in self.selectionModel().selectedIndexes()
            if (item := self.outline.item(index)) is not None
        }
        ordered: list[Item] = []
        for module in self.outline.modules:
            every: Sequence[Item] = (module, *module.lessons)
            ordered += [one for one in every if (type(one), one.id) in found]
        return tuple(ordered)

    def show_item(self, index: QModelIndex) -> None:
        """Make a row the current one, alone, and bring it into sight."""
        if index.isValid() and index != self.currentIndex():
            # Whatever keys are still held, such as those of "Add a lesson": they would add to it.
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, only)
        if index.isValid():
            self.scrollTo(index)

    def select_current(self) -> None:
        """Select the current row."""
        select = QItemSelectionModel.SelectionFlag.Select
        self.selectionModel().select(self.currentIndex(), select)

    # keys

    def event(self, event: QEvent) -> bool:
        # Alt+Left and Alt+Right mean "back" and "forward" elsewhere in the window.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if (alt and event.key() in {**ALT_STEPS, **ALT_SHIFTS}) or event.key() in (
                Key.Key_Delete,
                Key.Key_F2,
            ):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # What a title's editor did not want is not meant for the tree.
            return
        key = Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in ALT_STEPS:
            self._ask(nudged(self.outline.modules, self.chosen(), ALT_STEPS[key]))
        elif alt and key in ALT_SHIFTS:
            step = ALT_SHIFTS[key] * (-1 if rtl(self) else 1)
            self._ask(shifted(self.outline.modules, self.chosen(), step))
        elif key == Key.Key_Delete:
            self.delete_asked.emit()
        elif key in (Key.Key_Return, Key.Key_Enter) and not event.modifiers():
            self._activate(self.currentIndex())
        elif key == Key.Key_Escape and len(self.chosen()) > 1:
            self.setCurrentIndex(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, spot: Spot | None) -> None:
        if spot is not None:
            self.move_asked.emit(MoveAsked(self.chosen(), spot))

    def _activate(self, index: QModelIndex) -> None:
        item = self.outline.item(index)
        if item is not None:
            self.write_asked.emit(item)

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        x = event.position().x()
        at_chevron = (self.viewport().width() - x if rtl(self) else x) < CHEVRON_X + 16
        if isinstance(self.outline.item(index), OutlineModule) and at_chevron:
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self.state() == QAbstractItemView.State.DragSelectingState
        super().mouseReleaseEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and plain and not dragged:
            item = self.outline.item(index)
            if item is not None and index == self.currentIndex():
                self.opened.emit(item)

    # dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        del actions
        indexes = self.selectionModel().selectedIndexes()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self.outline.mimeData(indexes))
        ghost = self.ghost()
        drag.setPixmap(ghost)
        drag.setHotSpot(QPoint(-GHOST_X // 2, GHOST_Y))
        drag.exec(Qt.DropAction.MoveAction)
        self._end_drag()

    def ghost(self) -> QPixmap:
        """What hangs at the pointer: the row, or how many rows."""
        chosen = self.chosen()
        first = chosen[0]
        text = first.title if len(chosen) == 1 else f"{first.title} +{len(chosen) - 1}"
        font = self._look.font("body")
        width = min(220, QFontMetrics(font).horizontalAdvance(text) + 50)
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(width * ratio), round(28 * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(0.5, 0.5, width - 1, 27)
            raised, edge = self._look.color("surface-raised"), self._look.color("border-strong")
            plate(painter, box, raised, edge, 6)
            name = TYPE_ICONS[first.type] if isinstance(first, OutlineLesson) else "folder-open"
            painter.drawPixmap(10, 6, self._look.pixmap(name, "text-muted", 16, ratio))
            painter.setFont(font)
            painter.setPen(self._look.color("text"))
            elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width - 44)
            painter.drawText(box.adjusted(34, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, elided)
        finally:
            painter.end()
        return made

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        spot, line, why = self._spot_at(event.position().toPoint())
        self._spot, self._line = spot, line
        self.refused.emit(why)
        self._watch_spring(event.position().toPoint())
        self.viewport().update()
        if spot is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        spot, _, _ = self._spot_at(event.position().toPoint())
        self._end_drag()
        if spot is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self._ask(spot)

    def _end_drag(self) -> None:
        self._spot = self._line = None
        self._spring.stop()
        self.refused.emit("")
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def _watch_spring(self, point: QPoint) -> None:
        index = self.indexAt(point)
        shut = isinstance(self.outline.item(index), OutlineModule) and not self.isExpanded(index)
        if not shut:
            self._spring.stop()
            self._sprung = QModelIndex()
        elif index != self._sprung:
            self._sprung = index
            self._spring.start()

    def _spring_open(self) -> None:
        if self._sprung.isValid():
            self.expand(self._sprung)

    def _spot_at(self, point: QPoint) -> tuple[Spot | None, tuple[int, int] | None, str]:
        """Where a drop at *point* would go, the line (x, y) that shows it, or why it may not."""
        kind = kind_of(self.chosen())
        if kind is None:
            return None, None, tr("Modules and lessons cannot be moved together.")
        index = self.indexAt(point)
        item = self.outline.item(index)
        box = self.visualRect(index)
        below = point.y() > box.center().y()
        if kind is OutlineModule:
            return self._module_spot(index, item, below=below)
        if item is None:
            return self._end_spot()
        if isinstance(item, OutlineModule):
            return self._head_spot(index, item, below=below)
        module = self.outline.item(index.parent())
        after = item.id if below else self._lesson_before(index)
        y = box.bottom() + 1 if below else box.top()
        return Spot(module.id if module else None, after), (ICON_X, y), ""

    def _lesson_before(self, index: QModelIndex) -> int:
        before = self.outline.item(index.siblingAtRow(index.row() - 1)) if index.row() else None
        return before.id if before is not None else FIRST

    def _head_spot(
        self, index: QModelIndex, item: OutlineModule, *, below: bool
    ) -> tuple[Spot | None, tuple[int, int] | None, str]:
        """On a module: at its head; in the upper half, at the end of the module before."""
        box = self.visualRect(index)
        if below or index.row() == 0:
            after = FIRST if self.isExpanded(index) or not item.lessons else item.lessons[-1].id
            return Spot(item.id, after), (ICON_X, box.bottom() + 1), ""
        before = self.outline.modules[index.row() - 1]
        last = before.lessons[-1].id if before.lessons else FIRST
        return Spot(before.id, last), (ICON_X, box.top()), ""

    def _end_spot(self) -> tuple[Spot | None, tuple[int, int] | None, str]:
        if not self.outline.modules:
            return None, None, tr("There is no module to put a lesson into.")
        module = self.outline.modules[-1]
        last = module.lessons[-1].id if module.lessons else FIRST
        return Spot(module.id, last), (ICON_X, self._bottom()), ""

    def _module_spot(
        self, index: QModelIndex, item: Item | None, *, below: bool
    ) -> tuple[Spot | None, tuple[int, int] | None, str]:
        modules = self.outline.modules
        if item is None:
            return Spot(None, modules[-1].id), (CHEVRON_X, self._bottom()), ""
        if isinstance(item, OutlineLesson):
            index, below = index.parent(), True
        row = index.row()
        if not below:
            after = modules[row - 1].id if row else FIRST
            return Spot(None, after), (CHEVRON_X, self.visualRect(index).top()), ""
        following = self.outline.index(row + 1, 0)
        y = self.visualRect(following).top() if following.isValid() else self._bottom()
        return Spot(None, modules[row].id), (CHEVRON_X, y), ""

    def _bottom(self) -> int:
        last = self.outline.index(len(self.outline.modules) - 1, 0)
        count = self.outline.rowCount(last)
        if count and self.isExpanded(last):
            last = self.outline.index(count - 1, 0, last)
        return self.visualRect(last).bottom() + 1

    # looks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._line is None:
            return
        painter = QPainter(self.viewport())
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            accent = self._look.color("accent")
            x, y = self._line
            width = self.viewport().width()
            painter.setPen(QPen(accent, 2))
            left, right = (10, width - x) if rtl(self) else (x, width - 10)
            painter.drawLine(left, y, right, y)
            painter.setBrush(self._look.color("surface-sunken"))
            ring = right if rtl(self) else left
            painter.drawEllipse(QRectF(ring - RING / 2, y - RING / 2, RING, RING))
        finally:
            painter.end()

    def drawBranches(
        self, painter: QPainter, rect: object, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Nothing: the delegate paints the whole row."""

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def index_of(self, item: Item) -> QModelIndex:
        """Where a module or lesson stands."""
        if isinstance(item, OutlineModule):
            return self.outline.find(module_id=item.id)
        return self.outline.find(lesson_id=item.id)
