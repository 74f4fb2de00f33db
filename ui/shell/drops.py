"""Files that are let go anywhere on the window, whatever lies under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.basics import TAKES_FILES


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files and folders in what is dragged."""
    return [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()]


class Drops(QObject):
    """Watches a window's drags: files go to the window, not as a path into a field under them.

    Text fields take whatever is dropped as text, and a file manager gives a file's path as text
    too. So drags of files are taken before Qt looks for a widget, unless one wants files itself.
    """

    def __init__(self, window: QWidget, taken: Callable[[Sequence[Path]], object]) -> None:
        super().__init__(window)
        self._window, self._taken = window, taken
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
        if not paths or self._wanted_at(event):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._taken(paths)
        return True

    def _wanted_at(self, event: QDropEvent) -> bool:
        under: QWidget | None = self._window.childAt(event.position().toPoint())
        while under is not None:
            if under.property(TAKES_FILES):
                return True
            under = under.parentWidget()
        return False
