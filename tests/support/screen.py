"""A screen without a monitor: python -m tests.support.screen COMMAND... runs the command on one.

The tests of ``tests/ui/screen`` need it: `python -m tests.support.screen pytest tests/ui/screen`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SIZE = "1800x900x24"
PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox"}
"""What it is made of, with Debian's names."""


def missing() -> list[str]:
    """Debian's names of what is not on this machine."""
    return [package for name, package in PROGRAMS.items() if shutil.which(name) is None]


@contextmanager
def screen(size: str = SIZE) -> Iterator[str]:
    """An X server of its own, on a number that is free: the name of its display."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def managed(display: str) -> Iterator[None]:
    """A window manager on *display*: without one, no window that closes gives the keyboard back."""
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env={**os.environ, "DISPLAY": display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        manager.terminate()
        manager.wait()


def main() -> int:
    absent = missing()
    if absent:
        print(f"No screen to test on: install {' '.join(absent)} (Debian's names).")
        return 1
    with screen() as display, managed(display):
        kept = {name: it for name, it in os.environ.items() if name != "WAYLAND_DISPLAY"}
        surroundings = {**kept, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-m", *sys.argv[1:]]
        return subprocess.run(command, check=False, env=surroundings).returncode


if __name__ == "__main__":
    sys.exit(main())
