"""Staged edits: shown, kept and reverted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.window import settle
from ui.models.staged import StagedEdit
from ui.shell.application import Desktop
from ui.shell.memory import FileMemory
from ui.views.enrollments.page import EnrollmentsPage
from ui.widgets.grid import Grid


def test_staged_edits_are_shown_kept_and_reverted(desktop: Desktop, grid: Grid) -> None:
    key = grid.model.id_at(0)
    assert key is not None
    was = grid.model.cell(0, "status")
    grid.staged.stage(StagedEdit(row=key, column="status", value="dropped", was=was))
    assert grid.staging.bar.isVisible()
    assert grid.staging.bar.apply.text() == "Apply 1 change"
    desktop.window.forget_pages()
    desktop.window.go("enrollments", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, EnrollmentsPage)
    assert [one.value for one in page.grid.staged.all] == ["dropped"]
    assert page.grid.staging.bar.isVisible()
    page.grid.staged.stage(StagedEdit(row=key, column="status", value=str(was), was=was))
    assert len(page.grid.staged) == 0
    assert not page.grid.staging.bar.isVisible()


def test_staged_edits_are_on_the_disk_before_the_program_ends(
    desktop: Desktop, grid: Grid, tmp_path: Path
) -> None:
    key = grid.model.id_at(0)
    assert key is not None
    grid.staged.stage(StagedEdit(row=key, column="status", value="dropped", was="active"))
    settle(desktop)
    stored = FileMemory(desktop.memory._path)
    kept = [value for name, value in stored._values.items() if ".staged." in name]
    assert kept == [[[key, "status", "dropped", "active", ""]]]
    grid.staged.drop(grid.staged.all)


def test_a_disk_that_keeps_no_staged_edit_is_told(
    desktop: Desktop, grid: Grid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(desktop.memory, "_path", tmp_path / "file" / "memory.json")
    (tmp_path / "file").write_text("no folder")
    key = grid.model.id_at(0)
    assert key is not None
    desktop.operations.failed.connect(told.append)
    grid.staged.stage(StagedEdit(row=key, column="status", value="dropped", was="active"))
    settle(desktop)
    desktop.operations.failed.disconnect(told.append)
    assert [getattr(one, "reason", "") for one in told] == ["memory.not_kept"]
    grid.staged.drop(grid.staged.all)
    settle(desktop)


def test_the_status_bar_says_what_is_not_applied_until_it_is(desktop: Desktop, grid: Grid) -> None:
    told = desktop.window.status.saved
    before = told.text()
    rows = [row for row in (grid.model.row_at(at) for at in range(2)) if row is not None]
    assert len(rows) == 2
    for row, words in zip(rows, ("1 change not applied", "2 changes not applied"), strict=True):
        assert isinstance(row[0], int)
        grid.staged.stage(StagedEdit(row=row[0], column="status", value="dropped", was="active"))
        assert told.text() == words
    desktop.window.go("home")
    desktop.window.status.tell_committed()
    assert told.text() == "2 changes not applied"
    desktop.window.status.tell_unsaved(True)
    assert told.text() == "Changes not saved yet"
    desktop.window.status.tell_unsaved(False)
    grid.staged.drop(grid.staged.all)
    assert before == ""
    assert told.text() == "All changes saved"


def test_edits_given_up_leave_no_word_of_saving(desktop: Desktop, grid: Grid) -> None:
    row = grid.model.row_at(0)
    assert row is not None
    assert isinstance(row[0], int)
    grid.staged.stage(StagedEdit(row=row[0], column="status", value="dropped", was="active"))
    grid.staged.drop(grid.staged.all)
    assert desktop.window.status.saved.text() == ""
