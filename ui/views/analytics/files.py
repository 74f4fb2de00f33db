"""Giving charts away as files: asked for a place, written off the GUI thread, told in a notice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.charts.card import Picture
from ui.charts.data import TwinTable
from ui.charts.export import csv_bytes, write
from ui.feedback.folders import show_folder
from ui.feedback.toasts import Notice
from ui.views.page import Desk
from ui.widgets.words import tr

Ask = Callable[[str, str, Callable[[Path], None]], None]
"""Asks for a file: its proposed name, its suffix, and what to do with the chosen path."""


class Files:
    """What the screen saves. `ask` may be replaced where nobody is there to be asked."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        self._desk, self._page = desk, page
        self.ask: Ask = self._ask

    def save_picture(self, picture: Picture) -> None:
        """One card as a file."""
        self.ask(picture.name, picture.form, lambda path: self._write(path, picture.data))

    def save_tables(self, name: str, tables: Sequence[tuple[str, TwinTable]]) -> None:
        """Every card's numbers in one file."""
        data = csv_bytes(tables)
        self.ask(name, "csv", lambda path: self._write(path, data))

    def save_pages(self, name: str, widget: QWidget) -> None:
        """A widget on pages of paper."""
        data = pdf(widget)
        self.ask(name, "pdf", lambda path: self._write(path, data))

    @staticmethod
    def copy(text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def _ask(self, name: str, suffix: str, done: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._page, tr("Save {name}", name=name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
        dialog.selectFile(f"{name}.{suffix}")
        dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, path: Path, data: bytes) -> None:
        self._desk.operations.compute(lambda: write(path, data), self._told)

    def _told(self, path: Path) -> None:
        notify = self._desk.notify
        notify(
            Notice(
                title=tr("“{name}” is saved.", name=path.name),
                line=str(path.parent),
                icon="circle-check",
                tone="success",
                action=(tr("Open folder"), lambda: show_folder(path.parent, notify)),
            )
        )


def pdf(widget: QWidget) -> bytes:
    """A widget on A4 pages as wide as it is, cut where a page ends."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(10, 10, 10, 10),
        )
    )
    painter = QPainter(writer)
    try:
        scale = writer.width() / widget.width()
        page = int(writer.height() / scale)
        top = 0
        while top < widget.height():
            painter.save()
            painter.scale(scale, scale)
            painter.setClipRect(0, 0, widget.width(), page)
            painter.translate(0, -top)
            widget.render(painter, widget.rect().topLeft())
            painter.restore()
            top += page
            if top < widget.height():
                writer.newPage()
    finally:
        painter.end()
    buffer.close()
    return bytes(data.data())
