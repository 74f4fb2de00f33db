"""Pictures as scanners of QR codes want them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from app.domain.errors import BadInput
from app.ports.scanning import GrayPicture

LARGEST = 3_000
"""Pixels to a side: a photo has more, and a QR code on it is read as well with fewer."""


def read_picture(path: Path) -> QImage:
    """A picture file, turned as its camera was held; raises `BadInput` (``verify.no_picture``)."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST:
        reader.setScaledSize(size.scaled(LARGEST, LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise BadInput("verify.no_picture", name=path.name)
    return image


def gray(image: QImage) -> GrayPicture:
    """The picture in shades of gray on white; what is transparent becomes paper."""
    size = image.size()
    if max(size.width(), size.height()) > LARGEST:
        size = size.scaled(QSize(LARGEST, LARGEST), Qt.AspectRatioMode.KeepAspectRatio)
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    try:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(paper.rect(), image)
    finally:
        painter.end()
    shades = paper.convertToFormat(QImage.Format.Format_Grayscale8)
    width, stride = shades.width(), shades.bytesPerLine()
    data = bytes(shades.constBits())
    rows = (data[y * stride : y * stride + width] for y in range(shades.height()))
    return GrayPicture(pixels=b"".join(rows), width=width, height=shades.height())
