"""From the process's start to the window with Home's figures painted, on a million enrollments.

Held against a bare window of the toolkit, both started by the same script under one Xvfb. The
window takes its workspace's name as its title once the first screen is answered and painted, so the
title tells when that is. Anki is the peer; it is absent unless SMARTCOURSE_ANKI names its program.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.pairs import ROOT, Absent, Figure, compare, script
from tests.support.large_workspace import build
from tests.support.screen import screen

WINDOW_TARGET, MEMORY_TARGET, PEER_TARGET = 3.0, 2.5, 0.5
PEER = "SMARTCOURSE_ANKI"
START = "import sys; from app.main import main; sys.exit(main())"
CACHE = Path(tempfile.gettempdir()) / "smartcourse-bench" / "table-1"


def run() -> dict[str, Any]:
    """Compare start and memory with the bare window, and the start with Anki where it is."""
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            raise Absent(f"{program} is not installed")
    CACHE.mkdir(parents=True, exist_ok=True)
    workspace = build(CACHE)
    with (
        screen("1400x900x24") as display,
        tempfile.TemporaryDirectory(prefix="smartcourse-") as home,
    ):
        environment = _surroundings(display, Path(home))
        ours = _Start(environment, "ours", r"Academy - SmartCourse$", _own_command(workspace))
        bare = _Start(environment, "bare", "bare-qt-window", _bare_command())
        for one in (ours, bare):
            one.measure("window")  # the first start writes the bytecode that every other finds
        figures = [
            _compare("startup", ours, bare, "window", WINDOW_TARGET),
            _compare("startup-memory", ours, bare, "rss", MEMORY_TARGET),
        ]
        peer = os.environ.get(PEER)
        if peer:
            anki = _Start(environment, "anki", "Anki", [peer])
            figures.append(_compare("startup-against-anki", ours, anki, "window", PEER_TARGET))
    outcome: dict[str, Any] = {"name": "startup", "figures": [one.told() for one in figures]}
    if not peer:
        outcome["absent"] = f"Anki is not here; set {PEER} to its program"
    return outcome


class _Start:
    """A program that is started, timed, weighed and stopped by the measuring script."""

    def __init__(
        self, environment: dict[str, str], key: str, title: str, command: list[str]
    ) -> None:
        self._environment = environment
        self._key = key
        self._script = [
            sys.executable,
            str(script("gui_start.py")),
            "--key",
            key,
            "--title",
            title,
            "--",
            *command,
        ]

    def measure(self, what: str) -> float:
        """One start: seconds to the ``window``, or megabytes (``rss``) three seconds later."""
        outcome = subprocess.run(
            self._script, check=True, capture_output=True, text=True, env=self._environment
        )
        told = [json.loads(line) for line in outcome.stdout.splitlines()]
        values: dict[str, float] = {one["key"]: one["value"] for one in told}
        return values[f"{self._key}.{what}"]


def _compare(name: str, ours: _Start, floor: _Start, what: str, target: float) -> Figure:
    return compare(
        name,
        lambda: ours.measure(what),
        lambda: floor.measure(what),
        unit="s" if what == "window" else "MB",
        target=target,
        better="less",
    )


def _own_command(workspace: Path) -> list[str]:
    return [sys.executable, "-c", START, "--workspace", str(workspace)]


def _bare_command() -> list[str]:
    return [sys.executable, str(script("bare_qt.py")), "--stay"]


def _surroundings(display: str, home: Path) -> dict[str, str]:
    kept = {name: it for name, it in os.environ.items() if not name.startswith(("QT_", "XDG_"))}
    kept.pop("WAYLAND_DISPLAY", None)
    # An installed program has its bytecode beside it; here it lies apart from the source.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {
        **kept,
        "DISPLAY": display,
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }
