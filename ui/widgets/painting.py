"""Painting that delegates and painted controls share, right in both reading directions."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme.look import rtl


def plate(
    painter: QPainter,
    box: QRectF,
    fill: QColor | None,
    edge: QColor | None,
    radius: float,
    *,
    width: float = 1.0,
) -> None:
    """A rounded box, filled, edged or both."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, radius, radius)


def draw_pixmap(painter: QPainter, widget: QWidget, pixmap: QPixmap, x: int) -> None:
    """A pixmap *x* from the leading edge, in the middle of the widget's height."""
    width = round(pixmap.width() / pixmap.devicePixelRatio())
    height = round(pixmap.height() / pixmap.devicePixelRatio())
    left = widget.width() - x - width if rtl(widget) else x
    painter.drawPixmap(left, (widget.height() - height) // 2, pixmap)
