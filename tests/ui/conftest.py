"""The window's fixtures: a demo workspace of one's own, and the real window on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.support.gui_thread import Watch
from tests.support.leaks import collecting_goes_on, nothing_left
from tests.support.window import copy_demo, make_demo, open_desktop
from ui.shell.application import Desktop


@pytest.fixture(scope="session")
def watched() -> Watch:
    """Reading and writing on the GUI thread, from here on."""
    watch = Watch()
    watch.start()
    return watch


@pytest.fixture(autouse=True)
def gui_thread_never_waits(watched: Watch, request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever waits for a disk belongs to a lane of the operations."""
    yield
    found = watched.take()
    if found and request.node.get_closest_marker("lane_work") is None:
        pytest.fail("On the GUI thread: " + "; ".join(found), pytrace=False)


@pytest.fixture(scope="module", autouse=True)
def nothing_left_by_the_module(qapp: object) -> Iterator[None]:
    """Threads and timers end with the windows that started them."""
    with nothing_left():
        yield


@pytest.fixture(autouse=True)
def collecting_goes_on_after_each(qapp: object) -> Iterator[None]:
    """A window that is not closed is told of here, and fails no test but its own."""
    with collecting_goes_on():
        yield


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
