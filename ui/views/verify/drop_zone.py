"""The place where a file or a picture of a certificate is let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFrame

from ui.theme.look import Look
from ui.widgets.basics import TAKES_FILES, TAKES_TEXT, button, column, frame, label, row
from ui.widgets.words import tr

RADIUS = 10


def given_files(data: QMimeData) -> list[Path]:
    """The local files that were dropped or copied."""
    return [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()]


def is_welcome(data: QMimeData) -> bool:
    """Whether there is anything in it that can be checked."""
    return bool(given_files(data)) or data.hasImage() or data.hasText()


class DropZone(QFrame):
    """Takes files, pictures and texts by drag, by a button, and from the clipboard.

    Signals:
        choosing(): a file is to be chosen in a dialog.
        pasting(): what the clipboard holds is to be checked.
        dropped(QMimeData): something was let go.
    """

    choosing = Signal()
    pasting = Signal()
    dropped = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._over = False
        self.setProperty("kind", "plain")
        self.setProperty(TAKES_FILES, True)
        self.setProperty(TAKES_TEXT, True)
        self.setAccessibleName(tr("Drop a certificate here"))
        self.setAcceptDrops(True)
        self._lines = column(self, margins=(24, 0, 24, 0), gap=14)
        words = frame("plain")
        texts = column(words, gap=4)
        self._title = label(look, tr("Drop a certificate here"), "section-title")
        line = tr("Its PDF, or a picture or photo of its QR code.")
        self._line = label(look, line, "body", "muted", wraps=True)
        texts.addStretch(1)
        texts.addWidget(self._title)
        texts.addWidget(self._line)
        self._lines.addWidget(words, 1)
        holder = frame("plain")
        across = row(holder, gap=8)
        self.choose = button(look, tr("Choose a file"), self.choosing.emit, icon="folder-open")
        self.paste = button(look, tr("Paste"), self.pasting.emit, icon="copy", kind="quiet")
        across.addStretch(1)
        across.addWidget(self.choose)
        across.addWidget(self.paste)
        across.addStretch(1)
        self._lines.addWidget(holder, 1, Qt.AlignmentFlag.AlignTop)
        self._words, self._texts, self._buttons = words, texts, holder
        self.set_low(low=False)
        look.changed.connect(self.update)

    def set_low(self, *, low: bool) -> None:
        """Take less room, once there is a verdict to look at."""
        way = QBoxLayout.Direction
        middle = Qt.AlignmentFlag.AlignHCenter if not low else Qt.AlignmentFlag.AlignLeading
        self._low = low
        self._fit()
        self._lines.setDirection(way.LeftToRight if low else way.TopToBottom)
        for text in (self._title, self._line):
            text.setAlignment(middle | Qt.AlignmentFlag.AlignVCenter)
        if low and self._texts.count() == 3:
            self._texts.addStretch(1)
        elif not low and self._texts.count() == 4:
            self._texts.takeAt(3)
        self._lines.setStretch(1, 0 if low else 1)
        top = Qt.AlignmentFlag.AlignVCenter if low else Qt.AlignmentFlag.AlignTop
        self._lines.setAlignment(self._buttons, top)

    def _fit(self) -> None:
        """As high as usual, or as its words need: beside the buttons they may take two lines."""
        usual = 72 if self._low else 156
        title, line = self._title.fontMetrics().height(), self._line.heightForWidth(self._room())
        words = title + 4 + line
        needed = words + (16 if self._low else 76)
        self.setFixedHeight(max(usual, needed))

    def _room(self) -> int:
        """The width that its words have."""
        buttons = self._buttons.sizeHint().width() + 14 if self._low else 0
        return max(120, self.width() - 48 - buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self._look
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = look.color("accent" if self._over else "border-control")
            pen = QPen(edge, 2 if self._over else 1)
            if not self._over:
                pen.setDashPattern([5, 4])
            painter.setPen(pen)
            painter.setBrush(look.color("accent-soft" if self._over else "surface-sunken"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        finally:
            painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_welcome(event.mimeData()):
            event.acceptProposedAction()
            self._hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _hover(self, over: bool) -> None:
        self._over = over
        self.update()


def given_image(data: QMimeData) -> QImage | None:
    """The picture that was dropped or copied, if there is one."""
    if not data.hasImage():
        return None
    image = data.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None
