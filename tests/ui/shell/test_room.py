"""The window is in sight as a whole: the first one, and one remembered from a larger screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QMainWindow

from app.main import doors
from tests.support.window import close_desktop
from ui.shell.application import Desktop, application
from ui.shell.memory import FileMemory
from ui.shell.room import FRAME, USUAL, usual_size, within
from ui.shell.window import MainWindow
from ui.theme.look import Look


@contextmanager
def _window(memory: FileMemory, folder: Path) -> Iterator[MainWindow]:
    """The window as it comes, at the size that it takes itself."""
    application([])
    desktop = Desktop(memory, doors(), home=folder / "data", look=Look(theme="light"))
    desktop.window.show()
    QApplication.processEvents()
    try:
        yield desktop.window
    finally:
        close_desktop(desktop)


def _is_in_sight(window: MainWindow) -> bool:
    """Whether its height is; the screen of the tests is narrower than the least window."""
    screen = window.screen().availableGeometry()
    frame = window.frameGeometry()
    return screen.top() <= frame.top() and frame.bottom() <= screen.bottom()


@pytest.mark.parametrize("screen", [(1280, 800), (1366, 728), (1920, 1040), (1100, 760)])
def test_the_first_window_fits_its_screen_with_its_frame(screen: tuple[int, int]) -> None:
    size = usual_size(QSize(*screen))
    whole = size.grownBy(FRAME)
    assert whole.width() <= screen[0]
    assert whole.height() <= screen[1]
    assert (size == USUAL) == (screen == (1920, 1040))


@pytest.mark.parametrize(
    "stood",
    [(3000, 40, 1280, 700), (-900, -50, 1280, 700), (0, 0, 2560, 1400), (200, 300, 1100, 740)],
)
def test_a_window_that_stood_elsewhere_comes_into_sight(stood: tuple[int, int, int, int]) -> None:
    for screen in (QRect(0, 0, 1366, 768), QRect(1920, 200, 1366, 768)):
        placed = within(QRect(*stood), screen)
        assert screen.contains(placed.marginsAdded(FRAME))
        assert placed.size() == QRect(*stood).size().boundedTo(placed.size())


def test_a_window_in_sight_stays_where_it_is() -> None:
    stood = QRect(100, 90, 1100, 720)
    assert within(stood, QRect(0, 0, 1920, 1080)) == stood


def test_the_first_window_is_in_sight(tmp_path: Path) -> None:
    with _window(FileMemory(tmp_path / "m.json"), tmp_path) as window:
        assert _is_in_sight(window)
        window.resize(1280, 1200)
        window.reset_layout()
        QApplication.processEvents()
        assert _is_in_sight(window)


def test_one_remembered_from_a_larger_screen_is_in_sight(tmp_path: Path, qapp: object) -> None:
    memory = FileMemory(tmp_path / "m.json")
    large = QMainWindow()
    large.setGeometry(300, 500, 1280, 1300)
    stored = large.saveGeometry().toBase64().data()
    memory.put("window.geometry", bytes(stored).decode())
    with _window(memory, tmp_path) as window:
        assert _is_in_sight(window)
