"""How far down or sideways something is scrolled, told in a way that other measures can take up."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar


def _bar(area: QAbstractScrollArea, *, sideways: bool) -> QScrollBar:
    return area.horizontalScrollBar() if sideways else area.verticalScrollBar()


def scrolled(area: QAbstractScrollArea, *, sideways: bool = False) -> float:
    """How far down (or sideways) an area is scrolled: from 0 to 1, the end."""
    bar = _bar(area, sideways=sideways)
    return bar.value() / bar.maximum() if bar.maximum() > 0 else 0.0


class ScrollBack(QObject):
    """Keeps an area scrolled so far while it fills, until somebody scrolls it."""

    def __init__(self, area: QAbstractScrollArea, share: float, *, sideways: bool) -> None:
        super().__init__(area)
        self._bar, self._share = _bar(area, sideways=sideways), share
        self._scrolls = False
        self._bar.rangeChanged.connect(self._follow)
        self._bar.valueChanged.connect(self._moved)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self._scrolls = True
        self._bar.setValue(round(self._share * self._bar.maximum()))
        self._scrolls = False

    @Slot()
    def _moved(self) -> None:
        if not self._scrolls:
            self._bar.rangeChanged.disconnect(self._follow)
            self._bar.valueChanged.disconnect(self._moved)
            self.deleteLater()


def scroll_back(area: QAbstractScrollArea, share: object, *, sideways: bool = False) -> None:
    """Scroll an area as far as another one was (`scrolled`), as soon as it is that long."""
    if isinstance(share, float) and share > 0:
        ScrollBack(area, share, sideways=sideways)
