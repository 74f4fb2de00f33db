"""Buttons that draw themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from ui.theme.look import Look
from ui.widgets.basics import enters


class PaintedButton(QAbstractButton):
    """Knows whether the mouse is over it, and takes Enter as well as the space bar."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._look = look
        self._hovered = False
        self.setText(text)
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enters(self, event):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            self._ground(painter)
            self._paint(painter)
        finally:
            painter.end()

    def _ground(self, painter: QPainter) -> None:
        """What lies below, where it is drawn apart."""

    def _paint(self, painter: QPainter) -> None:
        raise NotImplementedError
