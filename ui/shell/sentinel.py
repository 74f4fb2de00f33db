"""Notices that the last sessions crashed: a file that a clean end removes."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from ui.shell.holder import is_alive

FILE_NAME = "session.json"
SOON = 60
"""Seconds; a session that ended unclean within them crashed at its start."""

TOO_MANY = 2


class Sentinel:
    """One session's file in the user's state folder.

    `crashes` counts the sessions before this one that ended unclean within a minute, in a row.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self.crashes = 0

    @property
    def loops(self) -> bool:
        """Whether the program crashes again and again at its start."""
        return self.crashes >= TOO_MANY

    def begin(self, *, now: float | None = None) -> None:
        """Read how the last session ended, and write that this one runs."""
        moment = time.time() if now is None else now
        former = self._read()
        self.crashes = int(former.get("crashes", 0))
        began, ended = float(former.get("began", 0)), former.get("seen")
        if former.get("running") and not is_alive(former.get("pid")):
            lasted = float(ended or began) - began
            self.crashes = self.crashes + 1 if lasted < SOON else 0
        self._write({"running": True, "pid": os.getpid(), "began": moment, "crashes": self.crashes})

    def survived(self, *, now: float | None = None) -> None:
        """The first minute is over: what comes now is no crash at the start."""
        stored = self._read()
        seen = time.time() if now is None else now
        self._write(
            {**stored, "seen": max(seen, float(stored.get("began", 0)) + SOON), "crashes": 0}
        )

    def end(self) -> None:
        """The session ends as it should."""
        self._write({"running": False, "crashes": 0})

    def _read(self) -> dict[str, Any]:
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}

    def _write(self, values: dict[str, Any]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(values), encoding="utf-8")
        except OSError:
            # Without a state folder crashes are not counted; nothing else depends on it.
            return
