"""What is let go anywhere on the window, whatever lies under it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.widgets.basics import TAKES_FILES, TAKES_TEXT

if TYPE_CHECKING:
    from ui.views.imports.dropped import Loose

ADDRESS = re.compile(r"https?://\S+")
WRITTEN_IN = (QLineEdit, QPlainTextEdit, QTextEdit)


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files and folders in what is dragged."""
    return [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()]


def loose(data: QMimeData) -> Loose:
    """What is dragged where it is no file."""
    text = data.text().strip()
    if data.hasUrls() or ADDRESS.fullmatch(text):
        return "link"
    if data.hasImage():
        return "picture"
    return "text" if text else "thing"


class Drops(QObject):
    """Watches a window's drags: files go to the window, not as a path into a field under them.

    Text fields take whatever is dropped as text, and a file manager gives a file's path as text
    too. So drags of files are taken before Qt looks for a widget, unless one wants files itself.
    What is no file is left to a field that is written in; anywhere else it is taken to be told of.
    """

    def __init__(
        self,
        window: QWidget,
        taken: Callable[[Sequence[Path]], object],
        refused: Callable[[Loose], object],
    ) -> None:
        super().__init__(window)
        self._window, self._taken, self._refused = window, taken, refused
        self._on = False

    def watch(self) -> None:
        """Begin; called once the window has a handle."""
        handle = self._window.windowHandle()
        if not self._on and handle is not None:
            self._on = True
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if not isinstance(event, QDropEvent):  # Entering and moving are of that class too.
            return False
        paths = dropped_paths(event.mimeData())
        wanted = any(map(_takes_files if paths else _takes_text, self._under(event)))
        # What this program drags itself, its own views know.
        if wanted or (not paths and event.source() is not None):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            if paths:
                self._taken(paths)
            else:
                self._refused(loose(event.mimeData()))
        return True

    def _under(self, event: QDropEvent) -> Iterator[QWidget]:
        under: QWidget | None = self._window.childAt(event.position().toPoint())
        while under is not None:
            yield under
            under = under.parentWidget()


def _takes_files(widget: QWidget) -> bool:
    return bool(widget.property(TAKES_FILES))


def _takes_text(widget: QWidget) -> bool:
    written_in = isinstance(widget, WRITTEN_IN) and not widget.isReadOnly()
    return bool(widget.property(TAKES_TEXT)) or (written_in and widget.isEnabled())
