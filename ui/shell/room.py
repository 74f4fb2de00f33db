"""Where the window begins: as is usual or was remembered, and never beyond the screen."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

USUAL = QSize(1280, 800)
FRAME = QMargins(8, 40, 8, 8)
"""What the system may put round the window; how much that is, it tells only once it is shown."""


def usual_size(available: QSize) -> QSize:
    """The usual size, or what is left of *available* for a window within its frame."""
    return USUAL.boundedTo(available.shrunkBy(FRAME))


def within(wanted: QRect, available: QRect) -> QRect:
    """Where a window goes that wants to be at *wanted*, so that its frame is in sight as well."""
    room = available.marginsRemoved(FRAME)
    size = wanted.size().boundedTo(room.size())
    left = max(room.left(), min(wanted.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(wanted.top(), room.bottom() + 1 - size.height()))
    return QRect(left, top, size.width(), size.height())


def take_usual_size(window: QWidget) -> None:
    """Give the window its first size; where it stands is the system's choice."""
    window.resize(usual_size(window.screen().availableGeometry().size()))


def stay_in_sight(window: QWidget) -> None:
    """Bring a window that stood on another screen onto one that is there.

    Qt does so too, but counts no frame below and a low one above.
    """
    if not (window.isMaximized() or window.isFullScreen()):
        # Before it is shown the window itself knows only of the first screen.
        stood = window.geometry()
        screen = QGuiApplication.screenAt(stood.center()) or window.screen()
        window.setGeometry(within(stood, screen.availableGeometry()))
