"""The running program: application object, look, operations, window, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.context import Context
from app.domain.actor import Actor
from app.domain.errors import SmartCourseError
from app.queries.lookup import acting_user
from ui.operations.operations import Operations
from ui.shell.memory import FileMemory
from ui.shell.window import MainWindow
from ui.theme.look import Look

DESKTOP_FILE = "org.smartcourse.SmartCourse"


def application(arguments: Sequence[str]) -> QApplication:
    """The application object, in Fusion, with our name."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setDesktopFileName(DESKTOP_FILE)
    made = QApplication([sys.argv[0], *arguments])
    made.setApplicationName("SmartCourse")
    made.setStyle("Fusion")
    return made


class Desktop(QObject):
    """One window on one workspace, from its opening to its end."""

    def __init__(self, memory: FileMemory, look: Look | None = None) -> None:
        super().__init__()
        self.memory = memory
        self.look = look or Look(theme=memory.get("theme", "light"))
        self.look.dress_application()
        self.operations = Operations(self)
        self.window = MainWindow(self.look, self.operations, memory)
        self.window.closing.connect(self.end)

    def open(self, opener: Callable[[Path], Context], folder: Path, place: str = "home") -> None:
        """Open a workspace as its only admin and show a screen."""

        def opened(context: Context) -> None:
            self.operations.compute(
                lambda: _actor(context), lambda actor: self._begin(actor, place)
            )

        self.operations.open(opener, folder, opened, self._refused)

    def end(self) -> None:
        """Give everything up; called once the window goes."""
        self.memory.save()
        self.operations.close()

    def _begin(self, actor: Actor, place: str) -> None:
        self.operations.actor = actor
        self.window.rail.set_workspace(self.operations.context.settings.institution)
        self.window.go(place)
        self.window.standard.refresh_undo()

    def _refused(self, error: SmartCourseError) -> None:
        self.window.tell(error)


def _actor(context: Context) -> Actor:
    with context.store.reading() as rows:
        return acting_user(rows, None)
