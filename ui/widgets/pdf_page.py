"""PDF files as pictures and text, by Qt's own reader; made for threads other than the GUI's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from app.domain.dataclass import dataclass
from app.domain.errors import BadInput

LARGEST = 6_000
"""Pixels to a side of a picture that is drawn."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's width and height in points."""

    width: float
    height: float


@contextmanager
def opened(data: bytes) -> Iterator[QPdfDocument]:
    """The document in *data*; raises `BadInput` (``pdf.unreadable``).

    The object belongs to the thread that opened it and is gone with the context.
    """
    document = QPdfDocument()
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    try:
        document.load(source)
        if document.status() != QPdfDocument.Status.Ready or document.pageCount() < 1:
            raise BadInput("pdf.unreadable")
        yield document
    finally:
        document.close()
        source.close()


def page_size(document: QPdfDocument, page: int = 0) -> PageSize:
    """A page's size."""
    size = document.pagePointSize(page)
    return PageSize(size.width(), size.height())


def drawn(document: QPdfDocument, width: int, page: int = 0) -> QImage:
    """A page on white paper, *width* pixels wide."""
    size = document.pagePointSize(page)
    width = max(1, min(width, LARGEST))
    height = max(1, min(LARGEST, round(width * size.height() / max(size.width(), 1))))
    ink = document.render(page, QSize(width, height))
    paper = QImage(width, height, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    try:
        painter.drawImage(0, 0, ink)
    finally:
        painter.end()
    return paper


def lines(document: QPdfDocument, page: int = 0) -> list[str]:
    """A page's text, line by line."""
    return [line for line in document.getAllText(page).text().splitlines() if line.strip()]
