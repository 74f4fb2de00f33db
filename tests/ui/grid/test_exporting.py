"""A list as a CSV file: whole, or nothing of it."""

from __future__ import annotations

import errno
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import EnvironmentFault
from app.ports.grid import Anchor, GridPage
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.widgets.grid import Grid, exporting
from ui.widgets.grid.exporting import write_csv


def export_to(desktop: Desktop, grid: Grid, path: Path) -> QFileDialog:
    """Have the list exported into a file, through the dialog that asks for it."""
    grid.acting.export()
    dialog = desktop.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    return dialog


def test_an_export_holds_every_row_that_matches(
    desktop: Desktop, grid: Grid, tmp_path: Path
) -> None:
    dialog = export_to(desktop, grid, tmp_path / "out.csv")
    settle(desktop)
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 421
    assert lines[0].startswith("Learner,E-mail,Course")
    assert desktop.window.toasts.history[-1].notice.title == "420 rows exported"
    [job, *_] = desktop.operations.jobs.all()
    assert (job.title, job.state, job.done) == (dialog.windowTitle(), "finished", 420)


def test_an_export_that_is_stopped_or_fails_leaves_nothing_behind(
    desktop: Desktop, grid: Grid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled = threading.Event()

    def held(*asked: Any) -> int:
        cancelled.wait()
        return write_csv(*asked)

    with monkeypatch.context() as patched:
        patched.setattr(exporting, "write_csv", held)
        export_to(desktop, grid, tmp_path / "out.csv")
        [job, *_] = desktop.operations.jobs.all()
        job.cancel()
        cancelled.set()
        settle(desktop)
    assert job.state == "stopped"
    (tmp_path / "taken.csv").mkdir()
    export_to(desktop, grid, tmp_path / "taken.csv")
    settle(desktop)
    [job, *_] = desktop.operations.jobs.all()
    assert job.state == "failed"
    assert "taken.csv could not be written" in job.detail
    assert [path.name for path in tmp_path.iterdir()] == ["taken.csv"]


def test_a_failed_write_leaves_no_half_of_a_file(grid: Grid, tmp_path: Path) -> None:
    def pages(size: int, *, after: Anchor | None = None) -> GridPage:
        del size, after
        assert [path.suffix for path in tmp_path.iterdir()] == [".new"]
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(EnvironmentFault, match=r"file\.not_written"):
        write_csv(tmp_path / "x.csv", grid.spec, ["learner"], pages, lambda done, total: None)
    assert list(tmp_path.iterdir()) == []
