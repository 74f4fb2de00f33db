"""One program at a time has a workspace open; the others are told who."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import time
from pathlib import Path
from typing import Literal

from app.domain.disk import disk_fault
from app.domain.errors import EnvironmentFault

Opener = Literal["window", "command"]
"""What opens a workspace: the desktop's window, or an admin command (or worker) without one."""

PATIENCE = 5.0
"""Seconds that a command waits for another command to finish."""

_PAUSE = 0.05


class WorkspaceLock:
    """The lock file, held until `release` or the end of the process, however that ends.

    The file says who holds it: process id and kind. Its lock is the kernel's, so a killed
    process leaves none behind.
    """

    def __init__(self, path: Path, opener: Opener, *, patience: float = PATIENCE) -> None:
        self._path = path
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise disk_fault(error, path) from error
        try:
            self._wait(opener, patience)
            self._sign(opener)
            self._held = True
        except BaseException:
            os.close(self._file)
            raise

    def release(self) -> None:
        """Let others open the workspace; a second time does nothing."""
        if self._held:
            self._held = False
            os.close(self._file)

    def _wait(self, opener: Opener, patience: float) -> None:
        deadline = time.monotonic() + patience
        while not self._taken():
            holder = _holder(self._path)
            waits = opener == "command" and holder.get("kind") != "window"
            if not waits or time.monotonic() >= deadline:
                raise EnvironmentFault(
                    "workspace.in_use",
                    path=str(self._path.parent),
                    holder="a window" if holder.get("kind") == "window" else "another command",
                    pid=holder.get("pid", "unknown"),
                )
            time.sleep(_PAUSE)

    def _taken(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                return False
            raise disk_fault(error, self._path) from error
        return True

    def _sign(self, opener: Opener) -> None:
        text = json.dumps({"pid": os.getpid(), "kind": opener}).encode()
        try:
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, text, 0)
        except OSError as error:
            raise disk_fault(error, self._path) from error


def _holder(path: Path) -> dict[str, object]:
    """What the holder wrote; empty where it has not come to it yet."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
