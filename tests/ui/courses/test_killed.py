"""A window that is killed while somebody types loses at most five seconds of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.support import project
from tests.support.window import open_desktop, settle
from tests.ui.courses.conftest import LESSON, Stored
from ui.views.course.page import CoursePage

LOST_SECONDS = 5.0
KEYS = 200
"""Eight seconds without a pause: the second draft is written meanwhile."""


def typed_until_killed(workspace: Path, memory: Path) -> list[tuple[int, float]]:
    """How much had been typed at which second, until the process was killed."""
    told: list[tuple[int, float]] = []
    run = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.support.typing_on",
            str(workspace),
            str(memory),
            str(LESSON),
        ],
        stdout=subprocess.PIPE,
        text=True,
        cwd=project.ROOT,
    )
    try:
        assert run.stdout is not None
        for line in run.stdout:
            count, at = line.split()
            told.append((int(count), float(at)))
            if len(told) == KEYS:
                run.kill()
                break
    finally:
        run.kill()
        run.wait()
        if run.stdout is not None:
            run.stdout.close()
    return told


def test_at_most_five_seconds_are_lost_and_the_draft_is_offered(
    demo_workspace: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    told = typed_until_killed(demo_workspace, tmp_path / "memory.json")
    with open_desktop(demo_workspace, tmp_path / "memory.json") as desktop:
        stored = Stored(desktop).text()
        desktop.window.go("course", {"course_id": 1, "lesson_id": LESSON})
        settle(desktop)
        page = desktop.window.page
        assert isinstance(page, CoursePage)
        qtbot.waitUntil(page.editor.banner.isVisible, timeout=5_000)
        restore = page.editor.banner.findChildren(QPushButton)[-1]
        restore.click()
        text = page.editor.text()
    assert text.startswith(stored)
    kept = len(text) - len(stored)
    lost = told[-1][1] - told[kept - 1][1]
    assert kept > 0
    assert lost <= LOST_SECONDS
