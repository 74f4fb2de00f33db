"""The rounded label beside the point that the pointer or the arrow keys have reached."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.dataclass import dataclass
from ui.theme.look import Look, rtl
from ui.widgets.painting import plate

PADDING = 10
LINE = 18
AWAY = 12
"""Pixels between the point and the label."""


@dataclass(frozen=True, slots=True)
class HoverText:
    """A title, then lines of a figure and what it counts."""

    title: str
    lines: tuple[tuple[str, str], ...]

    @property
    def spoken(self) -> str:
        """The same in one sentence."""
        parts = [f"{figure} {words}".strip() for figure, words in self.lines]
        return f"{self.title}: {', '.join(parts)}"


class HoverLabel(QWidget):
    """Painted, because a graphics text item has square corners; it never takes the pointer."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._room = parent
        self._text = HoverText("", ())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> HoverText:
        """What it says."""
        return self._text

    def show_at(self, text: HoverText, point: QPoint) -> None:
        """Say *text* beside a point of the parent, on the side where there is room."""
        self._text = text
        self.resize(self._size())
        room = self._room.rect()
        after = QRect(point.x() + AWAY, 0, self.width(), self.height())
        before = QRect(point.x() - AWAY - self.width(), 0, self.width(), self.height())
        first, second = (before, after) if rtl(self) else (after, before)
        box = first if room.left() <= first.left() and first.right() <= room.right() else second
        x = max(room.left(), min(box.left(), room.right() - self.width()))
        y = max(room.top(), min(point.y() - self.height() // 2, room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.raise_()
        self.update()

    def _size(self) -> QSize:
        plain = QFontMetrics(self._look.font("small"))
        bold = QFontMetrics(self._look.font("small", 600))
        widths = [plain.horizontalAdvance(self._text.title)]
        for figure, words in self._text.lines:
            gap = plain.horizontalAdvance(" ") if figure else 0
            widths.append(bold.horizontalAdvance(figure) + gap + plain.horizontalAdvance(words) + 2)
        line = round(LINE * self._look.text_scale)
        return QSize(max(widths) + 2 * PADDING, line * (1 + len(self._text.lines)) + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self._look
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = look.color("border-strong") if look.theme == "high-contrast" else None
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            plate(painter, box, look.color("tooltip"), edge, 6)
            painter.setPen(look.color("on-tooltip"))
            line = round(LINE * look.text_scale)
            row = QRect(PADDING, 6, self.width() - 2 * PADDING, line)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.setFont(look.font("small"))
            painter.drawText(row, flags, self._text.title)
            for figure, words in self._text.lines:
                row.translate(0, line)
                self._line(painter, row, figure, words)
        finally:
            painter.end()

    def _line(self, painter: QPainter, row: QRect, figure: str, words: str) -> None:
        look = self._look
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        right = rtl(self)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(look.font("small", 600))
        painter.drawText(row, side | absolute, figure)
        shift = QFontMetrics(look.font("small", 600)).horizontalAdvance(figure)
        shift += QFontMetrics(look.font("small")).horizontalAdvance(" ") if figure else 0
        painter.setFont(look.font("small"))
        rest = row.adjusted(0, 0, -shift, 0) if right else row.adjusted(shift, 0, 0, 0)
        painter.drawText(rest, side | absolute, words)
