"""The palette's rows: what they are, their model, and how they are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.dataclass import dataclass
from ui.theme.look import Look, rtl
from ui.widgets.painting import draw_key_cap, key_cap_width, plate

Index = QModelIndex | QPersistentModelIndex

GROUP_HIGH, ENTRY_HIGH = 26, 36
INSET = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something to choose: `places` are the letters of `name` that were typed.

    `refused` tells why it cannot be chosen just now.
    """

    group: str
    icon: str
    name: str
    about: str
    run: Callable[[], object]
    places: tuple[int, ...] = ()
    keys: str = ""
    refused: str | None = None


Row = str | Entry


class PaletteModel(QAbstractListModel):
    """Entries under the headings of their groups; headings cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries, which come sorted by group."""
        self.beginResetModel()
        self._rows = []
        for group, held in groupby(entries, key=lambda entry: entry.group):
            self._rows += [group, *held]
        self.endResetModel()

    def row_at(self, row: int) -> Row:
        """A heading, or an entry."""
        return self._rows[row]

    def entry(self, index: Index) -> Entry | None:
        """The entry there, None for a heading or nowhere."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        return row if isinstance(row, Entry) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(row, str):
                return row
            parts = (row.name, row.refused or row.about, row.keys)
            return ", ".join(part for part in parts if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entry(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


class PaletteDelegate(QStyledItemDelegate):
    """Paints headings and entries: icon, name with what was typed in bold, about, key caps."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        scale = max(1.0, self._look.text_scale / 1.1)
        high = GROUP_HIGH if _entry_at(index) is None else ENTRY_HIGH
        return QSize(100, round(high * scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = _entry_at(index)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if entry is None:
                self._heading(painter, option, str(index.data()))
            else:
                self._entry(painter, option, entry)
        finally:
            painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        look, box = self._look, option.rect.adjusted(INSET + 10, 4, -INSET - 10, 0)
        painter.setFont(look.font("group-label"))
        painter.setPen(look.color("text-muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)

    def _entry(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        look, box, widget = self._look, option.rect, option.widget
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            ground = QRectF(box).adjusted(INSET, 1, -INSET, -1)
            plate(painter, ground, look.color("selection"), None, 6)
        text, muted = _tokens(chosen=chosen, refused=entry.refused is not None, look=look)
        place = _Runs(painter, widget, box.adjusted(INSET + 10, 0, -INSET - 10, 0))
        scale = widget.devicePixelRatioF()
        place.picture(look.pixmap(entry.icon, muted, 16, scale), 12)
        end = place.take_end(self._caps_width(entry.keys))
        if entry.keys:
            cap = "selection-text" if text == "selection-text" and look.theme != "light" else "text"
            self._caps(painter, end, entry.keys, cap)
        painter.setPen(look.color(text))
        place.name(entry, look)
        place.space(10)
        painter.setPen(look.color("text-muted" if muted == "text-disabled" else muted))
        place.text(entry.refused or entry.about, look.font("small"))

    def _caps_width(self, keys: str) -> int:
        names = keys.split("+") if keys else []
        return sum(key_cap_width(self._look, name) + 4 for name in names)

    def _caps(self, painter: QPainter, box: QRect, keys: str, token: str) -> None:
        x = box.left()
        for name in keys.split("+"):
            width = key_cap_width(self._look, name)
            cap = QRectF(x, box.center().y() - 8, width, 17)
            draw_key_cap(painter, self._look, cap, name, token)
            x += width + 4


def _entry_at(index: Index) -> Entry | None:
    model = index.model()
    return model.entry(index) if isinstance(model, PaletteModel) else None


def _tokens(*, chosen: bool, refused: bool, look: Look) -> tuple[str, str]:
    """The colours of a row's name and of its icon and context."""
    if chosen and look.theme == "high-contrast":
        return "selection-text", "selection-text"
    if refused:
        return "text-disabled", "text-disabled"
    return ("selection-text" if chosen else "text"), "text-muted"


def _bold(at: int, look: Look) -> QTextLayout.FormatRange:
    """One typed letter of a name, set off."""
    shape = QTextCharFormat()
    shape.setFontWeight(look.font("body", 700).weight())
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = at, 1, shape
    return made


class _Runs:
    """Puts pictures and texts side by side into a box, from the leading edge."""

    def __init__(self, painter: QPainter, widget: QWidget | None, box: QRect) -> None:
        self._painter, self._box = painter, box
        self._mirrored = widget is not None and rtl(widget)
        self._at, self._end = 0, box.width()

    def picture(self, pixmap: QPixmap, gap: int) -> None:
        side = round(pixmap.width() / pixmap.devicePixelRatio())
        spot = self._spot(side)
        self._painter.drawPixmap(spot.left(), spot.center().y() - side // 2 + 1, pixmap)
        self._at += side + gap

    def text(self, text: str, font: QFont) -> None:
        self._painter.setFont(font)
        metrics = QFontMetrics(self._painter.font())
        room = self._end - self._at
        if not text or room < 12:
            return
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = min(room, metrics.horizontalAdvance(shown))
        spot = self._spot(width)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self._painter.drawText(
            spot.adjusted(0, 0, 2, 0), flags | Qt.AlignmentFlag.AlignAbsolute, shown
        )
        self._at += width

    def name(self, entry: Entry, look: Look) -> None:
        """The entry's name with what was typed in bold, in whichever direction its script runs."""
        room = self._end - self._at
        metrics = QFontMetrics(look.font("body", 700))
        shown = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, max(0, room))
        layout = QTextLayout(shown, look.font("body"))
        layout.setFormats([_bold(at, look) for at in entry.places if at < len(shown)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room)
        layout.endLayout()
        width = min(room, round(line.naturalTextWidth()) + 1)
        spot = self._spot(width)
        top = spot.top() + (spot.height() - line.height()) / 2
        layout.draw(self._painter, QPointF(spot.left(), top))
        self._at += width

    def space(self, width: int) -> None:
        self._at += width

    def take_end(self, width: int) -> QRect:
        """Keep *width* at the far edge for something else."""
        self._end -= width
        box = self._box
        left = box.left() if self._mirrored else box.left() + self._end
        self._end -= 8 if width else 0
        return QRect(left, box.top(), width, box.height())

    def _spot(self, width: int) -> QRect:
        box = self._box
        left = box.right() - self._at - width if self._mirrored else box.left() + self._at
        return QRect(left, box.top(), width, box.height())
