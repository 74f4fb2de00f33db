"""From a start's wishes to a running window, and from its end to an exit code."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import (
    user_config_path,
    user_data_path,
    user_documents_path,
    user_log_path,
    user_state_path,
)
from PySide6.QtCore import QThread, QTimer

from app.domain.dataclass import dataclass
from ui.feedback.toasts import Notice
from ui.operations import collecting
from ui.operations.doors import Doors
from ui.shell.application import Desktop, application
from ui.shell.holder import window_may_hold
from ui.shell.logbook import Logbook, connect_incidents
from ui.shell.memory import FileMemory
from ui.shell.sentinel import SOON, Sentinel
from ui.shell.signals import Terminator
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.shell.single import Doorbell

NAME = "smartcourse"
KNOCKS, KNOCK_MS = 30, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line asked for."""

    workspace: Path | None = None
    demo: bool = False
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's own folders for this program, by what lies in them."""

    data: Path
    config: Path
    state: Path
    logs: Path


def user_folders() -> Folders:
    """Where this system keeps them."""
    return Folders(
        user_data_path(NAME), user_config_path(NAME), user_state_path(NAME), user_log_path(NAME)
    )


def run(wishes: Wishes, doors: Doors) -> tuple[int, bool]:
    """Run the window until it is closed: the exit code, and whether all came to its end in time."""
    app = application([])
    folders = user_folders()
    memory = FileMemory(folders.config / "window.json")
    target = _target(wishes, folders, memory)
    if target is not None and _handed_over(target, wishes):
        return 0, True
    # File dialogs begin where the process stands, which is where it happened to be started.
    os.chdir(_documents())
    logbook = Logbook(folders.logs)
    logbook.install()
    sentinel = Sentinel(folders.state)
    sentinel.begin()
    safe = wishes.safe or sentinel.loops
    if safe:
        memory.forget_for_now()
    session = Session(Desktop(memory, doors, home=folders.data), logbook, sentinel, safe=safe)
    session.begin(wishes, target)
    app.applicationStateChanged.connect(collecting.rest)
    terminator = Terminator(session.desktop.window.close, app)
    code = app.exec()
    terminator.give_back()
    whole = session.desktop.ended_in_time
    sentinel.end()
    logbook.remove()
    return code, whole


def _documents() -> Path:
    """The user's documents, or else the user's folder."""
    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def _handed_over(target: Path, wishes: Wishes) -> bool:
    """Whether a window that has the workspace open took the wishes."""
    told = {**asdict(wishes), "workspace": str(target)}
    for _ in range(KNOCKS):
        if not window_may_hold(target):
            return False
        from ui.shell.single import hand_over  # the network's module, for second starts only

        if hand_over(target, told):
            return True
        # It is still opening the workspace and will listen in a moment.
        QThread.msleep(KNOCK_MS)
    return False


def _target(wishes: Wishes, folders: Folders, memory: FileMemory) -> Path | None:
    """The workspace that will be open, as far as one can say before."""
    if wishes.workspace is not None:
        return wishes.workspace.expanduser().absolute()
    if wishes.demo:
        return folders.data / "demo"
    last = memory.get("workspace.last", "")
    if last:
        return Path(last)
    usual = folders.data / "workspace"
    return usual if (usual / "workspace.db").exists() else None


class Session:
    """The window with what surrounds it: log, sentinel, doorbell."""

    def __init__(
        self, desktop: Desktop, logbook: Logbook, sentinel: Sentinel, *, safe: bool
    ) -> None:
        self.desktop = desktop
        self._sentinel, self._safe = sentinel, safe
        self._logbook = logbook
        desktop.logs = logbook.folder
        desktop.safety.cares_for_time = not safe
        connect_incidents(logbook, self._incident)
        desktop.operations.broken.connect(logbook.record)
        desktop.ready.connect(self._ready)
        self._bell: Doorbell | None = None
        minute = QTimer(desktop)
        minute.setSingleShot(True)
        minute.setInterval(SOON * 1000)
        minute.timeout.connect(sentinel.survived)
        minute.start()

    def begin(self, wishes: Wishes, target: Path | None) -> None:
        """Show the window; what it shows comes once it is painted."""
        desktop = self.desktop
        if target is None:
            desktop.workspaces.welcome()
            desktop.operations.collector.begin()
        desktop.window.show()
        if self._safe:
            self._tell_safe()
        if target is not None:
            start = desktop.workspaces.demo if wishes.demo else lambda: desktop.open(target)
            QTimer.singleShot(0, desktop, start)

    def _ready(self) -> None:
        """A workspace is open and shown: now there is time for what only later starts need."""
        from ui.shell.single import Doorbell

        if self._bell is None:
            self._bell = Doorbell(self._rung, self.desktop)
            self.desktop.operations.collector.begin()
        self._bell.listen(self.desktop.operations.context.folder)

    def _tell_safe(self) -> None:
        line = tr("The remembered layout and the daily upkeep are left out this time.")
        if self._sentinel.loops:
            line = tr("SmartCourse ended twice at its start. {rest}", rest=line)
        self.desktop.window.toasts.show_notice(
            Notice(
                title=tr("Safe mode"),
                line=line,
                icon="shield-alert",
                tone="warning",
                action=(
                    tr("Diagnostics"),
                    lambda: self.desktop.window.actions_registry.trigger("help.diagnostics"),
                ),
                stays=True,
            )
        )

    def _incident(self, name: str) -> None:
        self.desktop.window.toasts.show_notice(
            Notice(
                title=tr("Something unforeseen went wrong"),
                line=tr("What was saved is safe. Incident {name} is in the log.", name=name),
                icon="circle-alert",
                tone="danger",
                action=(
                    tr("Diagnostics"),
                    lambda: self.desktop.window.actions_registry.trigger("help.diagnostics"),
                ),
                stays=True,
            )
        )

    def _rung(self, wishes: dict[str, Any]) -> None:
        desktop = self.desktop
        desktop.raise_window()
        wanted = wishes.get("workspace")
        here = desktop.operations.context.folder if desktop.operations.is_open else None
        if wanted and Path(str(wanted)) != here and here is not None:
            desktop.open(Path(str(wanted)))
