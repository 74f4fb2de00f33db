"""Line icons, drawn when they are looked at: in the colours and at the resolution of then."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

STROKES = ((14, 1.75), (20, 1.75), (10_000, 1.5))
"""Up to this size in pixels, the stroke's width in the drawing's 24 units times size/24 is this."""

DISABLED = "text-disabled"

Drawn = Callable[[str, str, int, float], QPixmap]
"""A picture by name, colour token, size and scale, in the look that is in force."""


@cache
def _shape(name: str, size: int, scale: float) -> QImage:
    """An icon's shape, in whichever colour: drawing it costs fifty times as much as filling it."""
    stroke = next(width for limit, width in STROKES if size <= limit) * 24 / size
    source = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", "#000000")
    source = source.replace('stroke-width="2"', f'stroke-width="{min(stroke, 2.6):.3f}"')
    side = round(size * scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        renderer = QSvgRenderer(QByteArray(source.encode()))
        renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    finally:
        painter.end()
    return image


def draw(name: str, color: str, size: int, scale: float) -> QPixmap:
    """One icon as a pixmap of *size* logical pixels at *scale* device pixels each."""
    image = _shape(name, size, scale).copy()
    painter = QPainter(image)
    try:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), QColor(color[:7]))
    finally:
        painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(scale)
    return pixmap


class LineIcon(QIconEngine):
    """An icon in *token*'s colour, in *on*'s where it is checked, greyed where it is disabled.

    It brings *gap* empty pixels after it (before it where negative). Whoever shows it need not
    take another when the colours change, and what is never shown is never drawn. *drawn* gives
    None once the look is gone, which an icon must not keep: the toolkit keeps icons of its own.
    """

    def __init__(
        self,
        drawn: Callable[[], Drawn | None],
        name: str,
        token: str,
        size: int,
        *,
        gap: int = 0,
        on: str | None = None,
    ) -> None:
        super().__init__()
        self._drawn, self._name, self._side, self._gap = drawn, name, size, gap
        self._token, self._on = token, on or token
        self._copies: list[LineIcon] = []

    def clone(self) -> QIconEngine:
        made = LineIcon(
            self._drawn, self._name, self._token, self._side, gap=self._gap, on=self._on
        )
        self._copies.append(made)  # Nobody else keeps it.
        return made

    def isNull(self) -> bool:
        return False

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        del mode, state
        own = QSize(self._side + abs(self._gap), self._side)
        fits = own.width() <= size.width() and own.height() <= size.height()
        return own if fits else own.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """The picture within *size* device pixels, *scale* of them to a logical one."""
        checked = state == QIcon.State.On
        token = self._on if checked else self._token
        token = DISABLED if mode == QIcon.Mode.Disabled else token
        draw_it = self._drawn()
        if draw_it is None:
            return QPixmap()
        picture = draw_it(self._name, token, self._side, scale)
        if self._gap:
            picture = _widened(picture, self._side, self._gap, scale)
        if picture.width() > size.width() or picture.height() > size.height():
            smooth = Qt.TransformationMode.SmoothTransformation
            return picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        return picture

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatioF()
        picture = self.scaledPixmap(rect.size() * scale, mode, state, scale)
        place = QRect(QPoint(), picture.deviceIndependentSize().toSize())
        place.moveCenter(rect.center())
        painter.drawPixmap(place.topLeft(), picture)


def icon(engine: QIconEngine) -> QIcon:
    """An icon that an engine draws.

    A copy, because the first one is bound to its engine: where both are garbage of the same
    collection, that engine is freed before the icon, which then frees it once more.
    """
    return QIcon(QIcon(engine))


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
