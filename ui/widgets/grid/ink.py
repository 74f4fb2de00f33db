"""What cells are painted with: colours, fonts, and texts and shapes that are made once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText

from ui.theme.look import Look

CACHED = 6000
"""Texts, and shapes, that are kept: some screens full."""
OWN_SCRIPTS = "\u052f"
"""The last letter of Latin, Greek and Cyrillic, which the interface's own face has."""


class Ink:
    """A look's colours, fonts and measured texts, for painting many cells; made anew with it."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.font_body = look.font("body")
        self.font_strong = look.font("body-strong")
        self.font_small = look.font("small")
        self.font_pill = look.font("pill")
        self.font_number = look.font("body", tabular=True)
        self.font_figure = look.font("small", tabular=True)
        self._metrics: dict[int, QFontMetricsF] = {}
        self._widths: dict[tuple[int, str], float] = {}
        self._fitted: dict[tuple[int, str, int], str] = {}
        self._texts: dict[tuple[int, str], QStaticText] = {}
        self._shapes: dict[object, QPixmap] = {}
        self.contrast = look.theme == "high-contrast"
        self.color = look.color

    def metrics(self, font: QFont) -> QFontMetricsF:
        """A font's measures."""
        found = self._metrics.get(id(font))
        if found is None:
            found = self._metrics[id(font)] = QFontMetricsF(font)
        return found

    def width(self, font: QFont, text: str) -> float:
        """How wide a text is."""
        key = (id(font), text)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > CACHED:
                self._widths.clear()
            found = self._widths[key] = self.metrics(font).horizontalAdvance(text)
        return found

    def fitted(self, font: QFont, text: str, room: float) -> str:
        """A text, cut where it has not enough room."""
        if self.width(font, text) <= room:
            return text
        key = (id(font), text, int(room))
        found = self._fitted.get(key)
        if found is None:
            if len(self._fitted) > CACHED:
                self._fitted.clear()
            cut = self.metrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            found = self._fitted[key] = cut
        return found

    def laid_out(self, font: QFont, text: str) -> QStaticText | None:
        """A text whose glyphs have been chosen and placed.

        None for scripts of other faces: these stand higher, so that only a base line aligns them.
        """
        if not text.isascii() and max(text) > OWN_SCRIPTS:
            return None
        key = (id(font), text)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > CACHED:
                self._texts.clear()
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(font=font)
            self._texts[key] = found
        return found

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
            if len(self._shapes) > CACHED:
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
