"""Programs with a window, on a screen of their own: timed, weighed, stopped by `gui_start.py`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.pairs import ROOT, Absent, script
from tests.support.screen import screen

SIZE = "1400x900x24"


class Start:
    """A program that is started anew for each measurement; *title* matches its window's."""

    def __init__(
        self,
        environment: dict[str, str],
        key: str,
        title: str,
        command: list[str],
        *,
        idle: bool = False,
    ) -> None:
        self._environment = environment
        self._key = key
        wanted = ["--key", key, "--title", title, *(["--idle"] if idle else [])]
        self._script = [sys.executable, str(script("gui_start.py")), *wanted, "--", *command]

    def measure(self, what: str) -> float:
        """One start: seconds to the ``window`` or until ``idle``, or megabytes (``rss``)."""
        outcome = subprocess.run(
            self._script, check=True, capture_output=True, text=True, env=self._environment
        )
        told = [json.loads(line) for line in outcome.stdout.splitlines()]
        values: dict[str, float] = {one["key"]: one["value"] for one in told}
        return values[f"{self._key}.{what}"]


@contextmanager
def surroundings() -> Iterator[dict[str, str]]:
    """The environment of programs on a screen and in a home of their own."""
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            raise Absent(f"{program} is not installed")
    kept = {name: it for name, it in os.environ.items() if not name.startswith(("QT_", "XDG_"))}
    kept.pop("WAYLAND_DISPLAY", None)
    # An installed program has its bytecode beside it; here it lies apart from the source.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    with screen(SIZE) as display, tempfile.TemporaryDirectory(prefix="smartcourse-") as home:
        yield {
            **kept,
            "DISPLAY": display,
            "HOME": home,
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(Path(home) / "bytecode"),
        }
