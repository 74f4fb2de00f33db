"""Charts as files: pictures as they are seen, numbers whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.domain.spreadsheets import quoted
from ui.charts.data import Cell, TwinTable
from ui.operations.whole_file import whole_file
from ui.theme.look import Look

PICTURE_SCALE = 2
"""Pixels of a picture for each of the screen's, so that it can be printed."""


def png(look: Look, widget: QWidget) -> bytes:
    """A widget as a PNG on the card's ground."""
    image = QImage(widget.size() * PICTURE_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PICTURE_SCALE)
    image.fill(look.color("surface"))
    widget.render(image)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def svg(look: Look, widget: QWidget, title: str) -> bytes:
    """A widget as an SVG drawing with its title."""
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(QPoint(0, 0), widget.size()))
    generator.setTitle(title)
    painter = QPainter(generator)
    try:
        painter.fillRect(QRect(QPoint(0, 0), widget.size()), look.color("surface"))
        widget.render(painter, QPoint(0, 0))
    finally:
        painter.end()
    return bytes(data.data())


def csv_bytes(tables: Sequence[tuple[str, TwinTable]]) -> bytes:
    """Tables as CSV (UTF-8 with a mark that spreadsheets know it by); titles where several."""
    text = io.StringIO()
    writer = csv.writer(text)
    for place, (title, table) in enumerate(tables):
        if place:
            writer.writerow([])
        if len(tables) > 1:
            writer.writerow([_safe(title)])
        writer.writerow([_safe(column.title) for column in table.columns])
        writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return quoted(cell)
    return round(cell, 4)


def write(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all; raises `EnvironmentFault` (``file.not_written``)."""
    with whole_file(path) as draft:
        draft.write_bytes(data)
    return path
