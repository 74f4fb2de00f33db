"""The program as the system sees it: started twice, asked to end, killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QThread

from app.bootstrap import open_workspace
from tests.support import project

START = "import sys; from app.main import main; sys.exit(main())"
PATIENCE = 60_000


@contextmanager
def _started(workspace: Path, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    folders = {
        f"XDG_{name}_HOME": str(home / name.lower())
        for name in ("DATA", "CONFIG", "STATE", "CACHE")
    }
    surroundings = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-c", START, "--workspace", str(workspace)],
        cwd=project.ROOT,
        env=surroundings,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _until(true: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(PATIENCE)
    while not true():
        assert not deadline.hasExpired()
        QThread.msleep(20)


def _is_held(workspace: Path, process: subprocess.Popen[bytes]) -> bool:
    try:
        signed = json.loads((workspace / "workspace.lock").read_text())
    except (OSError, ValueError):
        return False
    return bool(signed.get("pid") == process.pid)


def test_a_second_start_ends_and_a_request_to_end_closes_the_first(
    demo_workspace: Path, tmp_path: Path
) -> None:
    with _started(demo_workspace, tmp_path) as first:
        _until(lambda: _is_held(demo_workspace, first))
        with _started(demo_workspace, tmp_path) as second:
            assert second.wait(PATIENCE / 1000) == 0
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        assert first.wait(PATIENCE / 1000) == 0
    session = json.loads((tmp_path / "state" / "smartcourse" / "session.json").read_text())
    assert session == {"running": False, "crashes": 0}
    open_workspace(demo_workspace, opener="window").close()


def test_a_killed_window_leaves_a_workspace_that_opens(
    demo_workspace: Path, tmp_path: Path
) -> None:
    with _started(demo_workspace, tmp_path) as process:
        _until(lambda: _is_held(demo_workspace, process))
        process.kill()
        process.wait()
    session = json.loads((tmp_path / "state" / "smartcourse" / "session.json").read_text())
    assert session["running"]
    open_workspace(demo_workspace, opener="window").close()
