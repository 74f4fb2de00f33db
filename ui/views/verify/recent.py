"""The checks of this session, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTime,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.domain.dataclass import dataclass
from ui.theme.look import Look
from ui.views.verify.checking import Check
from ui.views.verify.words import face
from ui.widgets.words import tr

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
KEPT = 50
ROW, ABOVE = 48, 6


@dataclass(frozen=True, slots=True)
class Kept:
    """A check with the local time at which it was made."""

    check: Check
    at: QTime


class RecentChecks(QAbstractListModel):
    """What was checked; the newest is row 0."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[Kept] = []

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._kept)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._kept):
            return None
        kept = self._kept[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return kept.check.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            word = face(kept.check.verdict.verdict).word
            return tr("{what}: {word}", what=kept.check.what, word=word)
        if role == Qt.ItemDataRole.UserRole:
            return kept
        return None

    @property
    def kept(self) -> Sequence[Kept]:
        """What was checked, newest first."""
        return tuple(self._kept)

    def take(self, kept: Sequence[Kept]) -> None:
        """List what another list has kept."""
        self.beginResetModel()
        self._kept = list(kept)
        self.endResetModel()

    def add(self, check: Check) -> None:
        """Put a check at the head."""
        if len(self._kept) == KEPT:
            self.beginRemoveRows(QModelIndex(), KEPT - 1, KEPT - 1)
            self._kept.pop()
            self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._kept.insert(0, Kept(check, QTime.currentTime()))
        self.endInsertRows()


class RecentDelegate(QStyledItemDelegate):
    """An icon in the verdict's colour, what was checked, the verdict and the time."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del index
        lines = sum(QFontMetrics(self._look.font(one)).height() for one in ("body-strong", "small"))
        return QSize(option.rect.width(), max(ROW, lines + 2 * ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        kept = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(kept, Kept):
            return
        painter.save()
        try:
            self._paint(painter, option, kept)
        finally:
            painter.restore()

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, kept: Kept) -> None:
        look, box, state = self._look, option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, look.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.color("hover"))
        shown = face(kept.check.verdict.verdict)
        bright = selected and look.theme == "high-contrast"
        tone = "selection-text" if bright else shown.tone or "neutral"
        picture = look.pixmap(shown.icon, tone, 16, option.widget.devicePixelRatioF())
        high = QFontMetrics(look.font("body-strong")).height()
        low = QFontMetrics(look.font("small")).height()
        top = box.top() + (box.height() - high - low) // 2
        place = QRect(box.left() + 16, top + (high - 16) // 2, 16, 16)
        painter.drawPixmap(self._visual(option, place), picture)
        text = QRect(box.left() + 42, top, box.width() - 58, high)
        self._words(
            painter,
            option,
            text,
            kept.check.what,
            ("body-strong", "selection-text" if selected else "text"),
        )
        at = QLocale().toString(kept.at, QLocale.FormatType.ShortFormat)
        below = QRect(text.left(), top + high, text.width(), low)
        muted = "selection-text" if bright else "text-muted"
        self._words(painter, option, below, f"{shown.word}, {at}", ("small", muted))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.color("focus-on-selection" if selected else "focus"))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _visual(self, option: QStyleOptionViewItem, box: QRect) -> QRect:
        return QStyle.visualRect(option.direction, option.rect, box)

    def _words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRect,
        text: str,
        manner: tuple[str, str],
    ) -> None:
        """Write *text* in a type style and a colour, cut in the middle where it is too long."""
        style, token = manner
        font = self._look.font(style)
        painter.setFont(font)
        painter.setPen(self._look.color(token))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            self._visual(option, box), QStyle.visualAlignment(option.direction, start), cut
        )


class RecentList(QListView):
    """The list; Enter or a click shows a check again.

    Signals:
        chosen(Check): this one.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, model: RecentChecks) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self.setAccessibleName(tr("Recent checks"))
        self.setModel(model)
        self.setItemDelegate(RecentDelegate(look, self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        kept = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(kept, Kept):
            self.chosen.emit(kept.check)
