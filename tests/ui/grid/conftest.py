"""A list of enrollments to try."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.window import copy_demo, open_desktop, settle
from ui.shell.application import Desktop
from ui.views.enrollments.page import EnrollmentsPage
from ui.widgets.grid import Grid


@pytest.fixture(scope="module")
def desktop(
    demo_source: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> Iterator[Desktop]:
    """One window for all: nothing here changes the workspace."""
    folder = tmp_path_factory.mktemp("grid")
    workspace = copy_demo(demo_source, folder / "workspace")
    with open_desktop(workspace, folder / "memory.json") as opened:
        yield opened


@pytest.fixture
def grid(desktop: Desktop) -> Grid:
    """The enrollments' list, as if opened for the first time."""
    for name in ("columns", "views"):
        desktop.memory.put(f"enrollments.{name}", None)
    desktop.window.forget_pages()
    desktop.window.go("enrollments", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, EnrollmentsPage)
    page.grid.staged.drop(page.grid.staged.all)
    return page.grid
