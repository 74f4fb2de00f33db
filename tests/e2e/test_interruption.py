"""Ctrl-C: what is not whole is taken back, and the program says so in one sentence."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import app.cli
from tests.e2e.conftest import write_people
from tests.support.command_line import PROGRAM, CommandLine
from tests.support.killable import INTERRUPTED, Job, killer

PEOPLE = 1200


def _copy(cli: CommandLine, folder: Path) -> CommandLine:
    return CommandLine(Path(shutil.copytree(cli.workspace, folder)))


def _people_there(cli: CommandLine) -> int:
    """How many were brought in, read before anything opens the workspace and mends it."""
    database = sqlite3.connect(cli.workspace / "workspace.db")
    try:
        [(count,)] = database.execute("SELECT count(*) FROM users WHERE NOT is_deleted")
    finally:
        database.close()
    return int(count) - 8


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """A test run in the background ignores SIGINT, and programs that it starts inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupted_import_is_taken_back(school: CommandLine, tmp_path: Path) -> None:
    line = ("import", "users", str(write_people(tmp_path / "many.csv", PEOPLE)))
    with killer() as kill:
        for turn in range(8):
            cli = _copy(school, tmp_path / f"run-{turn}")
            seconds = random.uniform(0.02, 0.4)
            job = Job([line], cli.environment, after_seconds=seconds, signal=signal.SIGINT)
            death = kill.run(job)
            assert death.status in {0, INTERRUPTED}, (seconds, death)
            possible = {PEOPLE} if death.acknowledged else {0, PEOPLE}
            assert _people_there(cli) in possible, seconds
            assert cli.run("check").out == "No fault was found.\n", seconds


def test_the_interrupted_program_leaves_no_traceback(school: CommandLine) -> None:
    running = subprocess.Popen(
        [str(PROGRAM), "add", "lesson", "1", "Pour", "--body", "-"],
        env={**os.environ, **school.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdin is not None
    # More than a pipe holds: once it is written, the program is there and reading.
    running.stdin.write(b"tea " * 100_000)
    running.stdin.flush()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (INTERRUPTED, b"")
    assert err.startswith(b"smartcourse-admin: Stopped.")
    assert err.count(b"\n") == 1
    assert len(school("content", "tea")["modules"][0]["lessons"]) == 1


def test_an_interrupt_while_the_program_loads_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.entry.main", interrupted)
    assert app.cli.main() == INTERRUPTED
    assert capsys.readouterr() == ("", "smartcourse-admin: Stopped.\n")
