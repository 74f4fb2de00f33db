"""The real window on a real X server, with a hand on its mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.support.hand import Hand, hand
from ui.shell.application import Desktop


@pytest.fixture(scope="session", autouse=True)
def on_a_screen(qapp: QGuiApplication) -> None:
    """Offscreen there is neither a pointer nor a window manager."""
    if qapp.platformName() != "xcb":
        pytest.skip("needs a screen: python -m tests.support.screen pytest tests/ui/screen")


@pytest.fixture
def mouse() -> Iterator[Hand]:
    with hand() as made:
        yield made


@pytest.fixture
def window(desktop: Desktop, qtbot: QtBot) -> Desktop:
    """The window in the corner of the screen, with the keyboard."""
    desktop.window.move(20, 40)
    desktop.window.activateWindow()
    qtbot.waitUntil(desktop.window.isActiveWindow)
    return desktop
