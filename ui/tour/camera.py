"""Pictures of the window as a person would see it, in every theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.look import Look
from ui.theme.tokens import THEMES, ThemeName


class Camera:
    """Takes pictures into a folder: NN-name-theme.png.

    *settle* lets the window come to rest after a change of theme.
    """

    def __init__(
        self,
        folder: Path,
        look: Look,
        window: QWidget,
        settle: Callable[[], None],
        themes: tuple[ThemeName, ...] = THEMES,
    ) -> None:
        self._folder, self._look, self._window = folder, look, window
        self._settle, self.themes = settle, themes
        self._taken = 0

    def take(self, name: str) -> list[str]:
        """Take the window in every theme and give it back in its own; the files' names."""
        if not self.themes:
            return []
        self._taken += 1
        own = self._look.theme
        names = []
        for theme in sorted(self.themes, key=lambda one: one != own):
            self._turn(theme)
            names.append(f"{self._taken:02}-{name}-{theme}.png")
            picture(self._window).save(str(self._folder / names[-1]))
        self._turn(own)
        return names

    def _turn(self, theme: ThemeName) -> None:
        if self._look.theme != theme:
            self._look.change(theme=theme)
            self._settle()


def picture(window: QWidget) -> QImage:
    """The window with the dialogs and menus over it."""
    made = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    origin = window.mapToGlobal(QPoint(0, 0))
    painter = QPainter(made)
    try:
        for one in _over(window):
            spot = one.mapToGlobal(QPoint(0, 0)) - origin
            painter.drawPixmap(spot, one.grab())
            if not one.windowFlags() & Qt.WindowType.FramelessWindowHint:
                painter.setPen(one.palette().mid().color())
                painter.drawRect(QRect(spot, one.size()).adjusted(-1, -1, 0, 0))
    finally:
        painter.end()
    return made


def _over(window: QWidget) -> list[QWidget]:
    shown = [
        one
        for one in QApplication.topLevelWidgets()
        if one is not window and one.isVisible() and one.windowType() != Qt.WindowType.Desktop
    ]
    return sorted(shown, key=lambda one: one.windowType() == Qt.WindowType.Popup)
