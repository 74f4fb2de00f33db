"""Whatever the window can show fits and is named, in any text size, language and direction."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import project
from tests.support.walk import OVER, over_classes
from tests.support.window import copy_demo

WAYS = {
    "large text": ("1", ("--text", "1.5", "--states")),
    "large text in a usual window": ("1", ("--text", "1.5", "--states", "--size", "1280", "800")),
    "longer words": ("1.25", ("--pseudo",)),
    "longer words from right to left": ("1.5", ("--pseudo", "--rtl")),
    "large text from right to left": ("2", ("--text", "1.5", "--rtl")),
}
"""Scales of the screen with what else is other than usual; mostly in the smallest window."""

BESIDE = ("propagateSizeHints", "OpenType support missing for")
"""What the toolkit may say; the same as in every other test."""


@pytest.mark.parametrize(("scale", "way"), WAYS.values(), ids=WAYS)
def test_everything_fits_and_has_its_words_and_names(
    scale: str, way: tuple[str, ...], demo_source: Path, tmp_path: Path
) -> None:
    workspace = copy_demo(demo_source, tmp_path / "workspace")
    outcome = subprocess.run(
        [sys.executable, "-m", "tests.support.fit_walk", str(workspace), *way],
        check=False,
        cwd=project.ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_SCALE_FACTOR": scale},
    )
    told = [line for line in outcome.stderr.splitlines() if not any(one in line for one in BESIDE)]
    assert (outcome.returncode, told) == (0, [])
    assert json.loads(outcome.stdout) == []


def test_every_sheet_and_popover_is_among_what_is_walked_through() -> None:
    assert over_classes() - {name for name, _, _ in OVER} == set()
