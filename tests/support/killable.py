"""Command lines run in processes that are killed in the middle of their work.

`Killer` starts one server process, which imports the program once and forks a process for each
run; so a hundred kills cost seconds. A run dies by ``kill -9`` at its N-th *tick* (every statement
and every few instructions of SQLite), which can be repeated exactly, or by a signal from outside
after a time, which also strikes between the system calls of a commit.
"""

from __future__ import annotations

import io
import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from tests.support.project import ROOT

INSTRUCTIONS_A_TICK = 50
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Job:
    """Command lines to run one after another, and when to end them."""

    lines: Sequence[Sequence[str]]
    environment: Mapping[str, str]
    at_tick: int | None = None
    after_seconds: float | None = None
    signal: int = signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Death:
    """How a run ended: the lines acknowledged with exit code 0, its ticks if it came to its end.

    `status` is the exit code, or the signal's number below zero.
    """

    acknowledged: int
    status: int
    ticks: int | None
    error: str


class Killer:
    """The server's client."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.support.killable"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, job: Job) -> Death:
        """Run a job to its end or its death."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(asdict(job)) + "\n")
        self._server.stdin.flush()
        return Death(**json.loads(self._server.stdout.readline()))

    def close(self) -> None:
        """End the server."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(timeout=60)
        self._server.stdout.close()


@contextmanager
def killer() -> Iterator[Killer]:
    """A server for as long as the block runs."""
    one = Killer()
    try:
        yield one
    finally:
        one.close()


class _Ticks:
    """Counts what SQLite does, and ends the process at the count that was asked for."""

    def __init__(self, at: int | None) -> None:
        self._at = at
        self.count = 0
        self._connect = sqlite3.connect

    def tick(self, *_: object) -> int:
        self.count += 1
        if self.count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def connect(self, *words: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = self._connect(*words, **options)
        connection.set_trace_callback(self.tick)
        connection.set_progress_handler(self.tick, INSTRUCTIONS_A_TICK)
        return connection


def _child(job: Job, acknowledge: int) -> int:
    """Run the lines; one dot a line that succeeded, then the ticks. Answers the exit code."""
    from app.cli.entry import run
    from app.cli.output import Output

    ticks = _Ticks(job.at_tick)
    if job.after_seconds is None:
        sqlite3.connect = ticks.connect  # type: ignore[assignment]
    for line in job.lines:
        output = Output(io.StringIO(), sys.stderr, as_json=True)
        code = run(list(line), lambda _, out=output: out, job.environment)
        if code:
            return code
        os.write(acknowledge, b".")
    os.write(acknowledge, str(ticks.count).encode())
    return 0


def _forked(job: Job) -> Death:
    acknowledged, acknowledge = os.pipe()
    errors, error = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.dup2(error, 2)
            code = _child(job, acknowledge)
        except KeyboardInterrupt:  # outside of the command line, which answers by itself
            code = INTERRUPTED
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(acknowledge)
    os.close(error)
    if job.after_seconds is not None:
        ended = os.pidfd_open(child)
        if not select.select([ended], [], [], job.after_seconds)[0]:
            os.kill(child, job.signal)
        os.close(ended)
    text, complaint = _all_of(acknowledged), _all_of(errors)
    _, status = os.waitpid(child, 0)
    dots = text.count(".")
    ticks = text.replace(".", "")
    return Death(dots, os.waitstatus_to_exitcode(status), int(ticks) if ticks else None, complaint)


def _all_of(pipe: int) -> str:
    with open(pipe, encoding="utf-8") as stream:
        return stream.read()


def _serve() -> None:
    import app.bootstrap
    import app.cli.entry  # noqa: F401

    for line in sys.stdin:
        sys.stdout.write(json.dumps(asdict(_forked(Job(**json.loads(line))))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
