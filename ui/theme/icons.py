"""Line icons, recoloured from tokens and drawn at the screen's own resolution."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

SCALES = (1.0, 2.0)
"""Pixmaps put into an icon; Qt takes the nearest for the screen."""

STROKES = ((14, 1.75), (20, 1.75), (10_000, 1.5))
"""Up to this size in pixels, the stroke's width in the drawing's 24 units times size/24 is this."""


def draw(name: str, color: str, size: int, scale: float) -> QPixmap:
    """One icon as a pixmap of *size* logical pixels at *scale* device pixels each."""
    stroke = next(width for limit, width in STROKES if size <= limit) * 24 / size
    source = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", color[:7])
    source = source.replace('stroke-width="2"', f'stroke-width="{min(stroke, 2.6):.3f}"')
    pixmap = QPixmap(round(size * scale), round(size * scale))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        renderer = QSvgRenderer(QByteArray(source.encode()))
        renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    finally:
        painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def icon(name: str, color: str, size: int, disabled: str, on: str | None = None) -> QIcon:
    """An icon in *color*, in *disabled* where its control is, in *on* where it is checked."""
    made = QIcon()
    for scale in SCALES:
        drawn = draw(name, color, size, scale)
        made.addPixmap(drawn, QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(_tinted(drawn, disabled), QIcon.Mode.Disabled, QIcon.State.Off)
        if on:
            made.addPixmap(_tinted(drawn, on), QIcon.Mode.Normal, QIcon.State.On)
    return made


def spaced(name: str, color: str, size: int, gap: int, disabled: str) -> QIcon:
    """An icon that brings *gap* empty pixels after it, or before it where negative."""
    made = QIcon()
    for scale in SCALES:
        drawn = _widened(draw(name, color, size, scale), size, gap, scale)
        made.addPixmap(drawn, QIcon.Mode.Normal)
        made.addPixmap(_tinted(drawn, disabled), QIcon.Mode.Disabled)
    return made


def _tinted(picture: QPixmap, color: str) -> QPixmap:
    """The same picture in another colour: a fill costs a fiftieth of drawing it anew."""
    made = QPixmap(picture)
    painter = QPainter(made)
    try:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(made.rect(), QColor(color[:7]))
    finally:
        painter.end()
    return made


def _widened(picture: QPixmap, size: int, gap: int, scale: float) -> QPixmap:
    wide = QPixmap(round((size + abs(gap)) * scale), round(size * scale))
    wide.setDevicePixelRatio(scale)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    try:
        painter.drawPixmap(max(0, -gap), 0, picture)
    finally:
        painter.end()
    return wide
