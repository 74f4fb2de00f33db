"""A certificate's page on its ground: paper stays paper in every theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import USUAL_UP_TO, Look

MARGIN = 20
SHADOW = 10
RATIO = 595.28 / 841.89
"""Height by width while no page is here: A4 across."""
LEFT_BY_LARGE_TEXT = 0.9
"""Of its height, what the page takes where what is told below it needs the rest."""
STAMP_DEGREES = -24
PAUSE = 80
"""Milliseconds without a change of size before the page is drawn anew."""


class Paper(QWidget):
    """Shows one page, fitted to the width, with a stamp across where it is only a preview.

    Signals:
        resized(int): the page should be drawn this many device pixels wide.
    """

    resized = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image: QImage | None = None
        self._stamp = ""
        self._words = ""
        self._ground: tuple[object, QPixmap] | None = None
        self.setMinimumHeight(120)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._tell)
        look.changed.connect(self.update)

    @property
    def image(self) -> QImage | None:
        """The page that is shown."""
        return self._image

    @property
    def pixels(self) -> int:
        """How many device pixels wide the page is to be drawn."""
        return max(1, round(self._box().width() * self.devicePixelRatioF()))

    def show_page(self, image: QImage, stamp: str = "") -> None:
        """Show a page; *stamp* stands across it."""
        self._image, self._stamp, self._words = image, stamp, ""
        self.updateGeometry()
        self.update()

    def show_words(self, words: str) -> None:
        """Show words instead of a page."""
        self._image, self._stamp, self._words = None, "", words
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        share = LEFT_BY_LARGE_TEXT if self._look.text_scale > USUAL_UP_TO else 1.0
        return round(share * (width - 2 * MARGIN) * self._ratio()) + 2 * MARGIN

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(420))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), self._look.color("window"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self._image is not None:
                self._paint_page(painter, self._image)
            elif self._words:
                self._paint_words(painter)
        finally:
            painter.end()

    def _paint_page(self, painter: QPainter, image: QImage) -> None:
        box = self._box()
        painter.drawPixmap(0, 0, self._shaded(box))
        painter.drawImage(box, image)
        if self._look.theme == "high-contrast":
            painter.setPen(QPen(self._look.color("border"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        if self._stamp:
            self._paint_stamp(painter, box)

    def _shaded(self, box: QRectF) -> QPixmap:
        """The ground with the page's shadow: ten large plates over one another, so kept."""
        look, ratio = self._look, self.devicePixelRatioF()
        colors = (look.color("window").rgba(), look.color("shadow").rgba())
        key = (self.size(), box, ratio, colors)
        if self._ground is None or self._ground[0] != key:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(look.color("window"))
            painter = QPainter(made)
            try:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_shadow(painter, box)
            finally:
                painter.end()
            self._ground = (key, made)
        return self._ground[1]

    def _paint_shadow(self, painter: QPainter, box: QRectF) -> None:
        shade = QColor(self._look.color("shadow"))
        strength = shade.alpha() / 255
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW, 0, -1):
            shade.setAlphaF(strength * 0.13 * (1 - step / (SHADOW + 1)))
            painter.setBrush(shade)
            grown = box.adjusted(-step, -step + 3, step, step + 3)
            painter.drawRoundedRect(grown, step, step)

    def _paint_stamp(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        font = self._look.font("page-title")
        painter.setFont(font)
        painter.translate(box.center())
        painter.rotate(STAMP_DEGREES)
        scale = box.width() / 360
        painter.scale(scale, scale)
        # On paper, so in paper's own colours: no theme changes them.
        ink = QColor("#B02A20")
        ink.setAlphaF(0.30)
        pen = QPen(ink, 1.6)
        width = painter.fontMetrics().horizontalAdvance(self._stamp) + 32
        plate = QRectF(-width / 2, -19, width, 38)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(plate, 6, 6)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self._stamp)
        painter.restore()

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.color("text-muted"))
        box = self.rect().adjusted(MARGIN * 2, MARGIN, -MARGIN * 2, -MARGIN)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), self._words)

    def _ratio(self) -> float:
        if self._image is None or not self._image.width():
            return RATIO
        return self._image.height() / self._image.width()

    def _box(self) -> QRectF:
        """Where the page lies: as wide as fits, in the middle, on whole pixels."""
        room_w, room_h = self.width() - 2 * MARGIN, self.height() - 2 * MARGIN
        width = max(1.0, min(room_w, room_h / self._ratio()))
        height = width * self._ratio()
        left = round((self.width() - width) / 2)
        return QRectF(left, round((self.height() - height) / 2), round(width), round(height))

    def _tell(self) -> None:
        self.resized.emit(self.pixels)
