"""From the process's start to the window with Home's figures painted, on a million enrollments.

Held against a bare window of the toolkit, both started by the same script under one Xvfb. The
window takes its workspace's name as its title once the first screen is answered and painted, so the
title tells when that is. Anki is the peer, where it is installed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.floors import anki
from tests.bench.pairs import Absent, Figure, compare, script
from tests.bench.starts import Start, surroundings
from tests.support.large_workspace import build

WINDOW_TARGET, MEMORY_TARGET, PEER_TARGET = 3.0, 2.5, 0.5
START = "import sys; from app.main import main; sys.exit(main())"
CACHE = Path(tempfile.gettempdir()) / "smartcourse-bench" / "table-1"


def run() -> dict[str, Any]:
    """Compare start and memory with the bare window, and the start with Anki where it is."""
    CACHE.mkdir(parents=True, exist_ok=True)
    workspace = build(CACHE)
    with surroundings() as environment:
        ours = Start(environment, "ours", r"Academy - SmartCourse$", _own_command(workspace))
        bare = Start(environment, "bare", "bare-qt-window", _bare_command())
        for one in (ours, bare):
            one.measure("window")  # the first start writes the bytecode that every other finds
        figures = [
            _compare("startup", ours, bare, "window", WINDOW_TARGET),
            _compare("startup-memory", ours, bare, "rss", MEMORY_TARGET),
        ]
        try:
            figures.append(_against_anki(ours, environment))
        except Absent as missing:
            return {**_told(figures), "absent": str(missing)}
    return _told(figures)


def _told(figures: list[Figure]) -> dict[str, Any]:
    return {"name": "startup", "figures": [one.told() for one in figures]}


def _against_anki(ours: Start, environment: dict[str, str]) -> Figure:
    command = anki.command(environment)
    peer = Start({**environment, **anki.APART}, "anki", anki.TITLE, command)
    peer.measure("window")  # its first start makes the profile's collection
    return _compare("startup-against-anki", ours, peer, "window", PEER_TARGET)


def _compare(name: str, ours: Start, floor: Start, what: str, target: float) -> Figure:
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
