"""Disks that fill up, and what the window says then."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from tests.support.window import copy_demo, open_desktop
from ui.feedback.toasts import Notice, Toast
from ui.shell.application import Desktop

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Disk:
    """A file system of its own, small enough to be filled."""

    root: Path

    def fill(self, leave: int = 0) -> None:
        """Take all the room there is, but *leave* bytes."""
        with (self.root / "filler").open("ab", buffering=0) as stream:
            room = os.statvfs(self.root)
            free = room.f_bavail * room.f_frsize - leave
            while free > 0:
                free -= stream.write(b"\0" * min(free, MEGABYTE))

    def free(self) -> None:
        """Give the room back."""
        (self.root / "filler").unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of 48 MB in memory, where this machine lets tests mount one."""
    root = tmp_path / "disk"
    root.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(root)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no disk can be mounted here: {error}")
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield Disk(root)
    finally:
        subprocess.run(["umount", "-l", str(root)], check=True)


@pytest.fixture
def on_disk(disk: Disk, demo_source: Path, tmp_path: Path) -> Iterator[Desktop]:
    """The window on a workspace that lies on the small disk."""
    workspace = copy_demo(demo_source, disk.root / "workspace")
    with open_desktop(workspace, tmp_path / "memory.json") as desktop:
        yield desktop


def notices(desktop: Desktop) -> list[Notice]:
    """What was told, oldest first."""
    return [one.notice for one in desktop.window.toasts.history]


def not_saved(desktop: Desktop) -> Notice:
    """What was told of the one text that was not saved; others may have met the same trouble."""
    (told,) = [one for one in notices(desktop) if one.title.endswith("was not saved")]
    return told


def press(desktop: Desktop, words: str) -> None:
    """Press the button of the newest notice that has one of that name."""
    toasts = [one for one in desktop.window.findChildren(Toast) if not one.isHidden()]
    buttons = [b for one in toasts for b in one.findChildren(QAbstractButton) if b.text() == words]
    buttons[-1].click()
