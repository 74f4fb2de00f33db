"""Painting that delegates and painted controls share, right in both reading directions."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme.look import Look, rtl


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


def initials(name: str) -> str:
    """Two letters that stand for a person: of the first and the last word of the name."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def draw_avatar(painter: QPainter, look: Look, box: QRectF, name: str, email: str) -> None:
    """A person's initials on the colour that belongs to the address."""
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.avatar(email))
        painter.drawEllipse(box)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(look.avatar_font(box.height()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))
    finally:
        painter.restore()


def draw_key_cap(
    painter: QPainter, look: Look, box: QRectF, text: str, token: str = "text"
) -> None:
    """A key's name in a small frame, in a token's colour."""
    edge = look.color("border-strong" if token == "text" else token)
    plate(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), None, edge, 4)
    painter.setPen(look.color(token))
    painter.setFont(look.font("badge"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def key_cap_width(look: Look, text: str) -> int:
    """How wide `draw_key_cap` needs its box to be."""
    return QFontMetrics(look.font("badge")).horizontalAdvance(text) + 12
