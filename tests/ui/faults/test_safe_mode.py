"""Two crashes within a minute: the next start leaves out what may be at fault, and no work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QThread, QTimer
from PySide6.QtWidgets import QApplication

from app.main import doors
from tests.support import project
from tests.support.window import close_desktop, settle
from ui.models.staged import StagedEdit
from ui.shell.application import Desktop, application
from ui.shell.logbook import Logbook
from ui.shell.memory import VERSION, FileMemory
from ui.shell.sentinel import Sentinel
from ui.shell.start import Session, Wishes
from ui.views.enrollments.page import EnrollmentsPage

START = "import sys; from app.main import main; sys.exit(main())"
PATIENCE = 60_000
NOBODY = 4_194_304
"""A process id that no process has."""


@contextmanager
def safe_session(folder: Path, workspace: Path) -> Iterator[Desktop]:
    """The window as a start makes it after two early crashes."""
    application([])
    sentinel = Sentinel(folder)
    crashed = {"running": True, "pid": NOBODY, "began": 1.0, "crashes": 1}
    (folder / "session.json").write_text(json.dumps(crashed))
    sentinel.begin()
    assert sentinel.loops
    memory = FileMemory(folder / "memory.json")
    memory.forget_for_now()
    desktop = Desktop(memory, doors(), home=folder)
    session = Session(desktop, Logbook(folder), sentinel, safe=True)
    session.begin(Wishes(), workspace)
    deadline = QDeadlineTimer(PATIENCE)
    while not desktop.operations.is_open and not deadline.hasExpired():
        QApplication.processEvents()
    settle(desktop)
    try:
        yield desktop
    finally:
        close_desktop(desktop)
        for one in desktop.findChildren(QTimer):
            one.stop()


def enrollments(desktop: Desktop) -> EnrollmentsPage:
    desktop.window.go("enrollments", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, EnrollmentsPage)
    return page


def test_safe_mode_is_told_leaves_layout_and_upkeep_out_and_keeps_work(
    demo_workspace: Path, tmp_path: Path
) -> None:
    staged = [[7, "status", "dropped", "active", ""]]
    values = {"rail.compact": True, f"enrollments.staged.{demo_workspace}": staged}
    (tmp_path / "memory.json").write_text(json.dumps({"version": VERSION, "values": values}))
    with safe_session(tmp_path, demo_workspace) as desktop:
        told = desktop.window.toasts.history[0].notice
        assert told.title == "Safe mode"
        assert "ended twice at its start" in told.line
        assert told.action is not None
        assert told.action[0] == "Diagnostics"
        assert desktop.memory.get("rail.compact") is None
        assert not desktop.safety._daily.isActive()
        page = enrollments(desktop)
        assert [one.row for one in page.grid.staged.all] == [7]
        page.grid.staged.stage(
            StagedEdit(row=8, column="status", value="dropped", was="active", label="")
        )
        desktop.memory.put("rail.compact", False)
        settle(desktop)
    after = FileMemory(tmp_path / "memory.json")
    assert after.get("rail.compact") is True
    staged = after.get(f"enrollments.staged.{demo_workspace}")
    assert [one[0] for one in staged] == [7, 8]


def until(true: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(PATIENCE)
    while not true():
        assert not deadline.hasExpired()
        QThread.msleep(20)


def killed_start(workspace: Path, home: Path) -> dict[str, object]:
    """Start the program, and kill it once it has opened the workspace; how it counts crashes."""
    folders = {
        f"XDG_{name}_HOME": str(home / name.lower())
        for name in ("DATA", "CONFIG", "STATE", "CACHE")
    }
    surroundings = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    words = [sys.executable, "-c", START, "--workspace", str(workspace)]
    with subprocess.Popen(words, cwd=project.ROOT, env=surroundings) as process:
        try:
            lock = workspace / "workspace.lock"
            until(lambda: lock.exists() and f'"pid": {process.pid},' in lock.read_text())
            stored = json.loads((home / "state/smartcourse/session.json").read_text())
        finally:
            process.kill()
    assert isinstance(stored, dict)
    return stored


@pytest.mark.lane_work
def test_a_program_that_is_killed_at_its_start_counts_it(
    demo_workspace: Path, tmp_path: Path
) -> None:
    assert [killed_start(demo_workspace, tmp_path)["crashes"] for _ in range(3)] == [0, 1, 2]


def test_a_forgotten_layout_keeps_what_waits_to_be_applied(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path / "memory.json")
    memory.put("enrollments.staged./w", [[1, "status", "dropped", "active", ""]])
    memory.put("enrollments.columns", ["status"])
    memory.forget_layout()
    assert memory.get("enrollments.columns") is None
    assert memory.get("enrollments.staged./w") is not None
