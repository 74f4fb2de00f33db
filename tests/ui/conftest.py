"""The window's fixtures: a demo workspace of one's own, and the real window on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.support.window import copy_demo, make_demo, open_desktop
from ui.shell.application import Desktop


@pytest.fixture(scope="session")
def demo_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo academy, closed, to be copied."""
    return make_demo(tmp_path_factory.mktemp("academy"))


@pytest.fixture
def demo_workspace(demo_source: Path, tmp_path: Path) -> Path:
    """A demo workspace that the test may change."""
    return copy_demo(demo_source, tmp_path / "workspace")


@pytest.fixture
def desktop(demo_workspace: Path, tmp_path: Path, qapp: object) -> Iterator[Desktop]:
    """The real window on the demo academy, shown and settled."""
    with open_desktop(demo_workspace, tmp_path / "memory.json") as opened:
        yield opened
