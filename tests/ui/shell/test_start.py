"""What is not there yet when the first screen is painted: most of a start is loading."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
