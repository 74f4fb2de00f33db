"""Quitting under load, and starting twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from stat import S_ISSOCK

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.bootstrap import open_workspace
from app.domain.entities import User
from tests.support import project
from tests.support.window import settle
from ui.operations.jobs import Job
from ui.operations.operations import Operations
from ui.shell import signals
from ui.shell.application import Desktop
from ui.shell.holder import window_may_hold
from ui.shell.sentinel import SOON, Sentinel
from ui.shell.signals import Terminator
from ui.shell.single import Doorbell, hand_over

SECOND = """
import sys
from pathlib import Path
from ui.shell.single import hand_over
sys.exit(not hand_over(Path(sys.argv[1]), {"demo": True}))
"""


def _endless(job: Job, started: threading.Event) -> None:
    done = 0
    while True:
        done += 1
        started.set()
        job.report(done, None)


def test_quitting_stops_jobs_and_gives_the_workspace_up(desktop: Desktop, qtbot: QtBot) -> None:
    started = threading.Event()
    folder = desktop.operations.context.folder
    desktop.operations.job("Endless", "upload", lambda _c, _a, job: _endless(job, started))
    qtbot.waitUntil(started.is_set)
    desktop.window.close()
    assert desktop.ended_in_time
    open_workspace(folder, opener="window").close()


@pytest.mark.parametrize("pipes", [True, False], ids=["pipes", "sockets as on Windows"])
def test_a_request_to_end_is_heard_and_signals_are_given_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, pipes: bool
) -> None:
    monkeypatch.setattr(signals, "PIPES", pipes)
    asked: list[bool] = []
    owner = QObject()
    before = signal.getsignal(signal.SIGTERM), _wakes()
    terminator = Terminator(lambda: asked.append(True), owner)
    assert S_ISSOCK(os.fstat(_wakes()).st_mode) is not pipes
    for times in (1, 2):
        signal.raise_signal(signal.SIGTERM)
        qtbot.waitUntil(lambda times=times: len(asked) == times)
    wakes = _wakes()
    terminator.give_back()
    assert (signal.getsignal(signal.SIGTERM), _wakes()) == before
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(wakes)


def _wakes() -> int:
    """What a signal writes to."""
    found = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(found)
    return found


def test_what_will_not_stop_is_not_waited_for(qapp: object) -> None:
    operations, release = Operations(), threading.Event()
    operations.compute(release.wait, lambda _: None)
    assert not operations.close(patience=0.01)
    release.set()
    for pool in (operations._readers, operations._writer, operations._keeper):
        pool.shutdown(wait=True)
    operations.collector.end()


def test_a_write_is_done_although_its_view_is_gone_and_the_window_closes(
    desktop: Desktop,
) -> None:
    written: list[str] = []
    ticket = desktop.operations.write(lambda _context, _actor: written.append("saved"))
    ticket.drop()
    desktop.window.close()
    assert written == ["saved"]


def test_nothing_of_the_former_workspace_is_answered(desktop: Desktop) -> None:
    answers: list[int] = []
    desktop.operations.read(lambda rows: rows.count(User), answers.append)
    desktop.workspaces.open(desktop.operations.context.folder)
    settle(desktop)
    assert answers == []


def test_a_second_start_hands_its_wishes_over(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    rung: list[dict[str, object]] = []
    bell = Doorbell(rung.append, desktop)
    bell.listen(tmp_path)
    second = subprocess.Popen([sys.executable, "-c", SECOND, str(tmp_path)], cwd=project.ROOT)
    qtbot.waitUntil(lambda: second.poll() is not None)
    assert second.returncode == 0
    assert rung == [{"demo": True}]
    bell.listen(None)
    assert not hand_over(tmp_path, {})


def test_the_lock_tells_whether_a_window_may_answer(desktop: Desktop, tmp_path: Path) -> None:
    assert window_may_hold(desktop.operations.context.folder)
    assert not window_may_hold(tmp_path)
    (tmp_path / "workspace.lock").write_text('{"pid": 4194304, "kind": "window"}')
    assert not window_may_hold(tmp_path)


@pytest.mark.parametrize(("lasted", "loops"), [(SOON - 1, True), (SOON + 1, False)])
def test_two_early_crashes_are_a_loop(lasted: float, loops: bool, tmp_path: Path) -> None:
    for start in (0.0, 1000.0):
        session = Sentinel(tmp_path)
        session.begin(now=start)
        if lasted > SOON:
            session.survived(now=start + lasted)
        _killed(tmp_path)
    session = Sentinel(tmp_path)
    session.begin(now=2000.0)
    assert session.loops is loops


def test_a_clean_end_is_no_crash(tmp_path: Path) -> None:
    for _ in range(3):
        session = Sentinel(tmp_path)
        session.begin()
        session.end()
    assert session.crashes == 0


def _killed(folder: Path) -> None:
    """Make the session file look as one whose process is gone."""
    path = folder / "session.json"
    stored = json.loads(path.read_text())
    path.write_text(json.dumps({**stored, "pid": 4194304}))


def test_another_person_can_act(desktop: Desktop) -> None:
    with desktop.operations.context.store.reading() as rows:
        staff = rows.find(User, role="instructor", is_deleted=False)[0]
    desktop.act_as(staff)
    settle(desktop)
    assert desktop.operations.actor is not None
    assert desktop.operations.actor.role == "instructor"
    assert desktop.window.rail.person.role == "Instructor"
