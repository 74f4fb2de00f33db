"""Drags as the system delivers them: to the window, which finds what lies under them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction


def files(paths: Sequence[Path]) -> QMimeData:
    """What a file manager drags: addresses, and the same as text."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(str(path) for path in paths))
    return data


def let_go(window: QWidget, at: QPoint, data: QMimeData) -> bool:
    """Drag into the window, move and let go there; whether it was taken."""
    handle = window.windowHandle()
    entered = QDragEnterEvent(at, COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(handle, entered)
    QApplication.sendEvent(handle, QDragMoveEvent(at, COPY, data, LEFT, NO_KEYS))
    dropped = QDropEvent(QPointF(at), COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(handle, dropped)
    return dropped.isAccepted()
