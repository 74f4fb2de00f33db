"""What scrolling moves is what would be painted there, whatever is cut off at an edge."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests.support import project
from tests.support.window import copy_demo
from ui.theme.look import Look
from ui.widgets.grid.cells import CellPainter

BESIDE = ("propagateSizeHints", "OpenType support missing for", "does not support raise")
"""What the toolkit may say: what every other test lets it, and that a tooltip, which comes where
the pointer rests, cannot be put in front."""
WIDTH, HEIGHT = 120, 36
EDGE = 40
"""How much of a box is beyond the left or the upper edge, in other cases than the usual one."""


@pytest.mark.parametrize("scale", ["1", "1.25"])
@pytest.mark.parametrize("way", [(), ("--rtl",)], ids=["ltr", "rtl"])
def test_moved_rows_are_as_they_are_painted(
    scale: str, way: tuple[str, ...], demo_source: Path, tmp_path: Path
) -> None:
    workspace = copy_demo(demo_source, tmp_path / "workspace")
    outcome = subprocess.run(
        [sys.executable, "-m", "tests.support.moved_rows", str(workspace), *way],
        check=False,
        cwd=project.ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_SCALE_FACTOR": scale},
    )
    told = [line for line in outcome.stderr.splitlines() if not any(one in line for one in BESIDE)]
    assert (outcome.returncode, told) == (0, [])
    found = json.loads(outcome.stdout)
    assert found["faults"] == []
    # Less and more than half of the topmost row was cut off.
    assert min(found["cut"]) < HEIGHT // 2 < max(found["cut"])


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("x", [12.0, 12.5])
def test_a_text_stands_at_the_same_place_of_its_box_wherever_that_lies(
    x: float, *, rtl: bool
) -> None:
    cells = CellPainter(Look())
    cells.rtl = rtl

    def seen(left: int, top: int) -> QImage:
        made = QImage(WIDTH + 2 * EDGE, HEIGHT + 2 * EDGE, QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        # The edge of the picture is not that of the view: all of the box is seen.
        painter.translate(EDGE, EDGE)
        box = QRect(left, top, WIDTH, HEIGHT)
        cells.text(painter, box, "Ada", cells.ink.body, QColor("black"), x=x)
        painter.end()
        return made.copy(EDGE + left, EDGE + top, WIDTH, HEIGHT)

    usual = seen(0, 0)
    for off in (1, 2, 17, 18, 19, 35):
        assert seen(-off, 0) == usual
        assert seen(0, -off) == usual
