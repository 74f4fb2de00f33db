"""A workspace that goes, closes up or is taken by another program while it is open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.entities import Lesson, LessonBody
from tests.support.typing_on import LESSON, course
from tests.support.window import open_desktop, settle
from tests.ui.faults.conftest import not_saved, notices, press
from ui.shell.application import Desktop
from ui.shell.losing import LosingSheet

TYPED = "What I typed"


def stored(desktop: Desktop) -> str:
    with desktop.operations.context.store.reading() as rows:
        return rows.get(LessonBody, rows.get(Lesson, LESSON).body_sha256).body


def pragma(desktop: Desktop, text: str) -> None:
    """Set the writing connection so."""
    store = desktop.operations.context.store
    desktop.operations.write(lambda _context, _actor: store.writer().run(text))  # type: ignore[attr-defined]
    settle(desktop)


@contextmanager
def another_writer(workspace: Path) -> Iterator[None]:
    """Another program in the middle of writing."""
    other = sqlite3.connect(workspace / "workspace.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_folder_that_was_moved_is_told_and_work_goes_on_once_it_is_back(
    desktop: Desktop, demo_workspace: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = course(desktop, LESSON)
    elsewhere = tmp_path / "elsewhere"
    demo_workspace.rename(elsewhere)
    page.editor.editor.appendPlainText(TYPED)
    page.save()
    settle(desktop)
    told = not_saved(desktop)
    assert "is not where it was when it was opened" in told.line
    assert "Put it back in its place" in told.line
    desktop.operations.drafts.flush()
    qtbot.waitUntil(lambda: desktop.operations.drafts.trouble is not None)
    assert not demo_workspace.exists()
    assert [TYPED in one.text for one in desktop.operations.drafts.held] == [True]
    elsewhere.rename(demo_workspace)
    press(desktop, "Try again")
    settle(desktop)
    assert stored(desktop).endswith(TYPED)
    assert desktop.operations.drafts.held == []


def test_closing_a_window_whose_folder_went_asks_first(
    desktop: Desktop, demo_workspace: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = course(desktop, LESSON)
    demo_workspace.rename(tmp_path / "elsewhere")
    page.editor.editor.appendPlainText(TYPED)
    desktop.window.close()
    qtbot.waitUntil(lambda: bool(desktop.window.findChildren(LosingSheet)))
    (sheet,) = desktop.window.findChildren(LosingSheet)
    sheet._copy()
    sheet._leave()
    assert not desktop.window.isVisible()
    assert not demo_workspace.exists()


def test_a_workspace_that_may_not_be_written_any_more(desktop: Desktop) -> None:
    page = course(desktop, LESSON)
    pragma(desktop, "PRAGMA query_only = ON")
    page.editor.editor.appendPlainText(TYPED)
    page.save()
    settle(desktop)
    told = not_saved(desktop)
    assert "cannot be written to" in told.line
    assert "Give yourself the right to write there" in told.line
    assert not stored(desktop).endswith(TYPED)
    pragma(desktop, "PRAGMA query_only = OFF")
    press(desktop, "Try again")
    settle(desktop)
    assert stored(desktop).endswith(TYPED)


def test_another_writer_is_told_and_waited_for(desktop: Desktop, demo_workspace: Path) -> None:
    page = course(desktop, LESSON)
    pragma(desktop, "PRAGMA busy_timeout = 0")
    with another_writer(demo_workspace):
        page.editor.editor.appendPlainText(TYPED)
        page.save()
        settle(desktop)
        told = not_saved(desktop)
        assert "is being written by another program" in told.line
        assert "Close that program" in told.line
        desktop.window.go("people", {})
        settle(desktop)
        desktop.window.back()
        settle(desktop)
    assert page.editor.text().endswith(TYPED)
    press(desktop, "Try again")
    settle(desktop)
    assert stored(desktop).endswith(TYPED)


def test_what_follows_a_change_says_one_thing_once(desktop: Desktop, demo_workspace: Path) -> None:
    pragma(desktop, "PRAGMA busy_timeout = 0")
    with another_writer(demo_workspace):
        for _ in range(2):
            desktop.operations.upkeep()
            settle(desktop)
    titles = [one.title for one in notices(desktop)]
    assert len(titles) == 2
    assert "is being written by another program" in titles[0]
    assert titles[0] == titles[1]
    assert desktop.window.toasts._stack.count() == 1


def test_drafts_that_cannot_be_read_are_told_and_saving_goes_on(
    demo_workspace: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = demo_workspace / "drafts"
    folder.rmdir()
    folder.write_text("no folder")
    with open_desktop(demo_workspace, tmp_path / "memory.json") as desktop:
        qtbot.waitUntil(lambda: bool(notices(desktop)))
        told = notices(desktop)[0]
        assert "The unsaved drafts in" in told.title
        assert "held in memory meanwhile" in told.line
        assert told.action is not None
        assert told.action[0] == "Show the folder"
        page = course(desktop, LESSON)
        page.editor.editor.appendPlainText(TYPED)
        desktop.operations.drafts.flush()
        settle(desktop)
        page.save()
        settle(desktop)
        assert stored(desktop).endswith(TYPED)
        desktop.window.close()
        assert not desktop.window.isVisible()


@pytest.mark.parametrize("name", ["aaaa.draft.json", "bbbb.draft.json"])
def test_one_draft_that_is_torn_hides_no_other(
    demo_workspace: Path, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    with open_desktop(demo_workspace, tmp_path / "memory.json") as desktop:
        desktop.operations.drafts.keep("lesson", "2", "x", TYPED)
        desktop.operations.drafts.flush()
        settle(desktop)
    (demo_workspace / "drafts" / name).write_bytes(b'{"version": 1, "ki\xff')
    with open_desktop(demo_workspace, tmp_path / "memory.json") as desktop:
        qtbot.waitUntil(lambda: bool(notices(desktop)))
        assert notices(desktop)[0].title == "1 unsaved draft was kept"
