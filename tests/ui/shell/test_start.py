"""What is not there yet when the first screen is painted: most of a start is loading."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from app.main import doors
from tests.support.window import close_desktop, settle
from ui.shell.application import Desktop
from ui.shell.memory import FileMemory
from ui.shell.window import MainWindow
from ui.theme import fonts
from ui.theme.look import Look
from ui.views.home.line import Line

LATE = {
    "alembic",
    "app.domain.commands",
    "app.domain.messages",
    "app.usecases.permissions",
    "markdown_it",
    "services.interchange",
    "services.workflows",
    "sqlalchemy",
    "ui.shell.palette",
    "ui.views.courses",
    "QStyle",
}
"""Modules, and a class of the toolkit whose names are made with its first use."""

PAINTED = """
import enum, sys
from app.main import main
from ui.shell.window import MainWindow

def kinds(one):
    for other in type.__subclasses__(one):
        yield other.__qualname__.partition(".")[0]
        yield from kinds(other)

named = MainWindow.setWindowTitle

def name(window, title):
    named(window, title)
    if title != "SmartCourse":
        print(*sys.modules, *kinds(enum.Enum), flush=True)
        window.close()

MainWindow.setWindowTitle = name
sys.exit(main())
"""

TOOLKIT = """
import builtins, sys, types
as_python_does = builtins.__import__
from app import main
from app.queries import machine

machine.window_fault = lambda environment: None
window = types.ModuleType("ui.shell.start")
window.Wishes, window.run = dict, lambda wishes, doors: (0, True)
sys.modules["ui.shell.start"] = window
main.main([])
print("PySide6.QtCore" in sys.modules, builtins.__import__ is as_python_does)
"""


def _told(program: str, home: Path, *words: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", program, *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


def test_the_first_screen_needs_little(demo_workspace: Path, tmp_path: Path) -> None:
    loaded = _told(PAINTED, tmp_path, "--workspace", str(demo_workspace))
    assert "ui.views.home.page" in loaded
    assert "Qt" in loaded
    assert LATE.intersection(loaded) == set()


def test_imports_are_python_s_own_once_the_toolkit_is_loaded(tmp_path: Path) -> None:
    assert _told(TOOLKIT, tmp_path) == ["True", "True"]


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, qapp: object) -> list[str]:
    """When faces are loaded, Home's lines painted, and the window's name given and sent."""
    seen: list[str] = []
    load, paint, name = fonts.load, Line.paintEvent, MainWindow.setWindowTitle

    def noted(files: Sequence[str]) -> list[str]:
        seen.append("first" if files == fonts.FIRST else "others")
        return load(files)

    def painted(line: Line, event: QPaintEvent) -> None:
        seen.append("painted")
        paint(line, event)

    def named(window: MainWindow, title: str) -> None:
        seen.append("named")
        name(window, title)
        QTimer.singleShot(0, window, lambda: seen.append("sent"))

    monkeypatch.setattr(fonts, "load", noted)
    monkeypatch.setattr(Line, "paintEvent", painted)
    monkeypatch.setattr(MainWindow, "setWindowTitle", named)
    return seen


@contextmanager
def _window(workspace: Path, place: str = "home") -> Iterator[Desktop]:
    folder = workspace.parent
    desktop = Desktop(FileMemory(folder / "memory.json"), doors(), home=folder / "data")
    desktop.safety.cares_for_time = False
    desktop.window.show()
    desktop.open(workspace, place)
    settle(desktop)
    try:
        yield desktop
    finally:
        close_desktop(desktop)


def test_the_first_screen_waits_for_no_face_that_it_does_not_need(
    demo_workspace: Path, loaded: list[str], qtbot: QtBot
) -> None:
    with _window(demo_workspace):
        qtbot.waitUntil(lambda: "others" in loaded)
        assert loaded[:2] == ["first", "named"]
        assert loaded.index("painted") < loaded.index("others")
        assert loaded.count("others") == 1
        # What the screen is told goes out once the window's thread has nothing else to do.
        assert loaded[loaded.index("others") - 1] == "sent"


def test_a_name_in_another_script_has_its_face_when_it_is_painted(
    demo_workspace: Path, loaded: list[str]
) -> None:
    with sqlite3.connect(demo_workspace / "workspace.db") as connection:
        connection.execute("UPDATE courses SET title = 'ภาษาไทย ' || id")
    connection.close()
    with _window(demo_workspace):
        assert loaded.index("others") < loaded.index("painted")
        assert loaded.count("others") == 1


def test_other_screens_begin_with_every_face(
    demo_workspace: Path, loaded: list[str], qtbot: QtBot
) -> None:
    with _window(demo_workspace, "courses"):
        qtbot.waitUntil(lambda: "others" in loaded)
        assert [one for one in loaded if one != "sent"][:3] == ["first", "named", "others"]


def test_code_is_written_in_its_own_face(loaded: list[str]) -> None:
    look = Look(sparing=True)
    look.prepare("Ada", "Ångström – Ελένη, Иван → 12 €")
    assert loaded == ["first"]
    assert look.font("editor").families()[0] == "JetBrains Mono"
    look.prepare("李")
    assert loaded == ["first", "others"]
    assert look.missing_fonts == []
