"""Painted parts of the start card: the mark, and a choice with an icon and two lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import Look, rtl
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import draw_pixmap, plate

MARK = 40


class Mark(QWidget):
    """The program's mark."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(MARK)
        self.setAccessibleName("SmartCourse")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            left = self.width() - MARK if rtl(self) else 0
            plate(painter, QRectF(left, 0, MARK, MARK), self._look.color("accent"), None, 10)
            scale = self.devicePixelRatioF()
            picture = self._look.pixmap("graduation-cap", "on-accent", 24, scale)
            draw_pixmap(painter, self, picture, (MARK - 24) // 2)
        finally:
            painter.end()


class Choice(PaintedButton):
    """A wide button: icon, what it does, what that means."""

    def __init__(
        self, look: Look, icon: str, title: str, line: str, run: Callable[[], object]
    ) -> None:
        super().__init__(look, title)
        self._icon, self._line = icon, line
        self.setAccessibleDescription(line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked: run())

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(self._look.font("small")).boundingRect(
            QRect(0, 0, 340, 200), Qt.TextFlag.TextWordWrap, self._line
        )
        title = QFontMetrics(self._look.font("body-strong")).height()
        return QSize(300, title + lines.height() + 30)

    def _paint(self, painter: QPainter) -> None:
        look, box = self._look, QRectF(self.rect())
        on = self.isEnabled()
        ground = "surface-sunken" if not on else "hover" if self._hovered else "surface"
        edge = "border-strong" if on else "border"
        plate(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), look.color(ground), look.color(edge), 8)
        if self.hasFocus():
            plate(painter, box.adjusted(1, 1, -1, -1), None, look.color("focus"), 8, width=2)
        token = "accent" if on else "text-disabled"
        picture = look.pixmap(self._icon, token, 20, self.devicePixelRatioF())
        draw_pixmap(painter, self, picture, 16)
        width = self.width() - 52 - 14
        left = 14 if rtl(self) else 52
        title = QFontMetrics(look.font("body-strong")).height()
        leading = Qt.AlignmentFlag.AlignRight if rtl(self) else Qt.AlignmentFlag.AlignLeft
        side = leading | Qt.AlignmentFlag.AlignAbsolute
        painter.setFont(look.font("body-strong"))
        painter.setPen(look.color("text" if on else "text-disabled"))
        painter.drawText(QRect(left, 13, width, title), side, self.text())
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text-muted"))
        lower = QRect(left, 15 + title, width, self.height() - title - 20)
        painter.drawText(lower, side | Qt.TextFlag.TextWordWrap, self._line)
