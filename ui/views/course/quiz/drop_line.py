"""The line that shows where what is dragged would go."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.look import Look, rtl

RING = 7


def draw_drop_line(painter: QPainter, look: Look, widget: QWidget, box: QRect) -> None:
    """A line through the middle of *box*, with a ring where one begins to read."""
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = box.center().y() + 0.5
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawLine(box.left(), round(y), box.right(), round(y))
        painter.setBrush(look.color("surface"))
        ring = box.right() - RING if rtl(widget) else box.left()
        painter.drawEllipse(QRectF(ring + 1, round(y) - RING / 2, RING, RING))
    finally:
        painter.restore()
