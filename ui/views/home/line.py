"""A line that leads somewhere: icon, what it is, facts below, and where it goes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.domain.dataclass import dataclass
from ui.theme.look import Look, rtl
from ui.widgets.basics import enters
from ui.widgets.painting import plate

INSET = 16
ICON_ROOM = 28
GAP = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LineText:
    """What a line says; `verb` is what a click does, `aside` a muted word in its place."""

    icon: str
    title: str
    facts: str = ""
    verb: str = ""
    aside: str = ""
    tone: str = "text-muted"


class Line(QAbstractButton):
    """Clicked by mouse, Space or Enter; the whole line is the target."""

    def __init__(self, look: Look, text: LineText, *, last: bool = False) -> None:
        super().__init__()
        self.look, self.line, self._last = look, text, last
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = (text.title, text.facts, text.verb or text.aside)
        self.setAccessibleName(". ".join(part for part in parts if part))
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        height = 48 if self.line.facts else 40
        return QSize(240, round(height * max(1.0, self.look.text_scale)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enters(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        look = self.look
        if self.isDown() or self.underMouse():
            ground = QRectF(self.rect()).adjusted(1, 0, -1, -1)
            painter.fillRect(ground, look.color("pressed" if self.isDown() else "hover"))
        if not self._last:
            line = QRectF(INSET, self.height() - 1, self.width() - 2 * INSET, 1)
            painter.fillRect(line, look.color("grid-line"))
        room = QRect(INSET, 0, self.width() - 2 * INSET, self.height())
        icon = look.pixmap(self.line.icon, self.line.tone, 16, self.devicePixelRatioF())
        x = room.right() - 15 if rtl(self) else room.left()
        painter.drawPixmap(x, (self.height() - 16) // 2, icon)
        room = self._less(room, ICON_ROOM, leading=True)
        room = self._less(room, self._end(painter, room) + GAP, leading=False)
        self._words(painter, room)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = QRectF(self.rect()).adjusted(3, 2, -3, -3)
            plate(painter, ring, None, look.color("focus"), 6, width=2)

    def _end(self, painter: QPainter, room: QRect) -> int:
        """Draw the verb, or the word in its place; how wide it is."""
        look, line = self.look, self.line
        text = line.verb or line.aside
        font = look.font("button") if line.verb else look.font("small", tabular=True)
        painter.setFont(font)
        painter.setPen(look.color("link" if line.verb else "text-muted"))
        painter.drawText(room, self._flags(leading=False), text)
        return QFontMetrics(font).horizontalAdvance(text)

    def _words(self, painter: QPainter, room: QRect) -> None:
        look, line = self.look, self.line
        title, facts = room, room
        if line.facts:
            high = QFontMetrics(look.font("body-strong")).height()
            low = QFontMetrics(look.font("small")).height()
            top = (self.height() - high - low) // 2
            title = QRect(room.left(), top, room.width(), high)
            facts = QRect(room.left(), top + high, room.width(), low)
        for text, box, style, token in (
            (line.title, title, "body-strong", "text"),
            (line.facts, facts, "small", "text-muted"),
        ):
            if not text:
                continue
            font = look.font(style)
            painter.setFont(font)
            painter.setPen(look.color(token))
            elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(box, self._flags(leading=True), elided)

    def _flags(self, *, leading: bool) -> Qt.AlignmentFlag:
        right = leading == rtl(self)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute

    def _less(self, room: QRect, pixels: int, *, leading: bool) -> QRect:
        if leading == rtl(self):
            return room.adjusted(0, 0, -pixels, 0)
        return room.adjusted(pixels, 0, 0, 0)
