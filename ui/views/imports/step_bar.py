"""Where one is among the steps: a check for what is done, the number of what is now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import Look, rtl
from ui.widgets.painting import plate
from ui.widgets.words import tr

CIRCLE = 20
LINE = 40
HEIGHT = 44


class StepBar(QWidget):
    """Steps by name; where they do not fit, the present one and how many there are."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._names: tuple[str, ...] = ()
        self._here = 0
        self._done = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def set_steps(self, names: Sequence[str], here: int, *, done: bool = False) -> None:
        """Show these steps; *done* tells that the last one is through."""
        self._names, self._here, self._done = tuple(names), here, done
        self.setAccessibleName(
            tr("Step {n} of {count}: {name}", n=here + 1, count=len(names), name=names[here])
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._natural(), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._natural() <= self.width():
                self._paint_all(painter)
            else:
                self._paint_short(painter)
        finally:
            painter.end()

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._look.font("body"), self._look.font("card-title")

    def _natural(self) -> int:
        body, strong = self._fonts()
        wide = 0
        for place, name in enumerate(self._names):
            font = strong if place == self._here else body
            wide += CIRCLE + 10 + QFontMetrics(font).horizontalAdvance(name) + 10
        return wide + max(0, len(self._names) - 1) * (LINE + 10)

    def _paint_all(self, painter: QPainter) -> None:
        x = 0
        for place, name in enumerate(self._names):
            if place:
                y = self.height() / 2
                box = QRectF(self._left(x, LINE), y - 0.5, LINE, 1)
                painter.fillRect(box, self._look.color("border-strong"))
                x += LINE + 10
            x = self._paint_step(painter, x, place, name) + 10

    def _paint_short(self, painter: QPainter) -> None:
        end = self._paint_step(painter, 0, self._here, self._names[self._here])
        words = tr("{n} of {count}", n=self._here + 1, count=len(self._names))
        self._text(painter, end + 10, words, self._fonts()[0], "text-muted")

    def _paint_step(self, painter: QPainter, x: int, place: int, name: str) -> int:
        look = self._look
        circle = QRectF(self._left(x, CIRCLE), (self.height() - CIRCLE) / 2, CIRCLE, CIRCLE)
        through = place < self._here or self._done
        now = place == self._here
        if through or now:
            plate(painter, circle, look.color("accent"), None, CIRCLE / 2)
        else:
            edge = circle.adjusted(0.5, 0.5, -0.5, -0.5)
            plate(painter, edge, None, look.color("border-control"), CIRCLE / 2)
        if through:
            pixmap = look.pixmap("check", "on-accent", 14, self.devicePixelRatioF())
            painter.drawPixmap(round(circle.left()) + 3, round(circle.top()) + 3, pixmap)
        else:
            painter.setFont(look.font("badge", 600))
            painter.setPen(look.color("on-accent" if now else "text-muted"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(place + 1))
        body, strong = self._fonts()
        later = not through and not now
        return self._text(
            painter,
            x + CIRCLE + 10,
            name,
            strong if now else body,
            "text-muted" if later else "text",
        )

    def _text(self, painter: QPainter, x: int, words: str, font: QFont, token: str) -> int:
        wide = QFontMetrics(font).horizontalAdvance(words) + 2
        painter.setFont(font)
        painter.setPen(self._look.color(token))
        box = QRectF(self._left(x, wide), 0, wide, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return x + wide

    def _left(self, x: float, width: float) -> float:
        return self.width() - x - width if rtl(self) else x
