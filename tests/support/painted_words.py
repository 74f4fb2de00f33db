"""Words that are painted by hand: cut where they should not be, or one over the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter

BOXED = ("box", "flags", "text")
SHORT = 14
"""Letters of a date, a state, a number or a heading: what is longer may be cut with dots."""


class PaintedWords:
    """What was found wrong with words while they were painted."""

    def __init__(self) -> None:
        self._found: dict[str, None] = {}
        self._inked: dict[tuple[float, float], list[tuple[str, QRectF]]] = {}

    def take(self) -> list[str]:
        """Every fault since this was asked last."""
        found, self._found, self._inked = list(self._found), {}, {}
        return found

    def ink(self, painter: QPainter, box: QRectF, flags: int, text: str) -> None:
        """A text is painted in a box: does it fit there, and leave others what is theirs?"""
        letters = painter.fontMetrics().tightBoundingRect(text)
        if letters.height() > box.height():
            self.note(f"{text!r} is {letters.height()} high, has {box.height()}")
        line = painter.boundingRect(box, flags, text)
        ink = QRectF(line.x(), 0, line.width(), letters.height())
        ink.moveTop(line.y() + painter.fontMetrics().ascent() + letters.y())
        # What one widget paints shares its origin.
        origin = painter.deviceTransform()
        others = self._inked.setdefault((origin.dx(), origin.dy()), [])
        for other, there in others:
            across = ink.intersected(there)
            if across.width() > 1 and across.height() > 1 and (other, there) != (text, ink):
                self.note(f"{text!r} is painted over {other!r}")
        others.append((text, ink))

    def note(self, fault: str) -> None:
        """Something is wrong."""
        self._found[fault] = None


@contextmanager
def watched_words() -> Iterator[PaintedWords]:
    """Watch what is painted from here on."""
    seen = PaintedWords()
    elide, draw = QFontMetrics.elidedText, QPainter.drawText

    def elided(metrics: QFontMetrics, text: str, *told: Any) -> str:
        shown = elide(metrics, text, *told)
        if shown != text and len(text) <= SHORT:
            seen.note(f"{text!r} is cut to {shown!r}")
        return shown

    def drawn(painter: QPainter, *told: Any) -> Any:
        if len(told) == len(BOXED) and isinstance(told[0], QRect | QRectF) and told[2]:
            box, flags, text = told
            seen.ink(painter, QRectF(box), int(flags), text)
        return draw(painter, *told)

    QFontMetrics.elidedText = elided  # type: ignore[method-assign,assignment]
    QPainter.drawText = drawn  # type: ignore[method-assign,assignment]
    try:
        yield seen
    finally:
        QFontMetrics.elidedText = elide  # type: ignore[method-assign]
        QPainter.drawText = draw  # type: ignore[method-assign]
