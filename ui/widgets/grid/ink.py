"""What cells are painted with: colours, faces, and lines and shapes that are made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText

from ui.theme.fonts import written_in_first
from ui.theme.look import Look

LINES = 2000
"""Lines of one face that are kept: some screens full. The oldest goes when another comes, so that
no page pays for all of them at once."""
SHAPES = 6000


class Line(NamedTuple):
    """A text as it is written: cut where it had not enough room, its glyphs chosen and placed.

    `laid_out` is None for scripts of other faces than the interface's own: these stand higher, so
    that only a base line aligns them.
    """

    text: str
    width: float
    laid_out: QStaticText | None


class Face:
    """A font with its measures; `line(text, room)` is a line in it."""

    def __init__(self, font: QFont) -> None:
        metrics = QFontMetricsF(font)
        self.font = font
        self.half_capital = metrics.capHeight() / 2
        self.ascent = metrics.ascent()
        self.line: Callable[[str, float], Line] = lru_cache(LINES)(partial(_line, font, metrics))


def _line(font: QFont, metrics: QFontMetricsF, text: str, room: float) -> Line:
    width = metrics.horizontalAdvance(text)
    if width > room:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text)
    if not written_in_first(text):
        return Line(text, width, None)
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font)
    return Line(text, width, made)


class Ink:
    """A look's colours, faces and shapes, for painting many cells; made anew with it."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.body = Face(look.font("body"))
        self.strong = Face(look.font("body-strong"))
        self.small = Face(look.font("small"))
        self.pill = Face(look.font("pill"))
        self.number = Face(look.font("body", tabular=True))
        self.figure = Face(look.font("small", tabular=True))
        self.header = Face(look.font("table-header"))
        self.header_strong = Face(look.font("table-header", 600))
        self._shapes: dict[object, QPixmap] = {}
        self.contrast = look.theme == "high-contrast"
        self.color = look.color

    def shape(
        self,
        key: object,
        width: int,
        height: int,
        scale: float,
        paint: Callable[[QPainter], None],
    ) -> QPixmap:
        """A small picture, painted once."""
        found = self._shapes.get(key)
        if found is None:
            if len(self._shapes) > SHAPES:
                self._shapes.clear()
            found = QPixmap(round(width * scale), round(height * scale))
            found.setDevicePixelRatio(scale)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            try:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint(painter)
            finally:
                painter.end()
            self._shapes[key] = found
        return found

    def glyph(self, token: str, *, selected: bool) -> QColor:
        """The colour of a mark: on high contrast's selection everything is one colour."""
        return self.color("selection-text" if selected and self.contrast else token)
