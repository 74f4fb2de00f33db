"""A window that is killed while somebody works loses at most five seconds of it.

Each program is killed at a random moment; the moments are printed where a test fails. With
``SMARTCOURSE_KILLS=n`` each way of working is killed n times.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from select import select
from time import monotonic

import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.quiz import quiz_from_text
from app.queries.drafts import DraftRow, draft_rows
from tests.support import project
from tests.support.typing_on import LESSON, QUIZ, course
from tests.support.window import copy_demo, open_desktop, settle
from ui.shell.application import Desktop
from ui.views.course.quiz import QuizBuilder
from ui.views.enrollments.page import EnrollmentsPage
from ui.views.recovery.page import DraftCard, RecoveryPage

LOST_SECONDS = 5.0
AT_ONCE = 1.0
"""Staged edits wait for no pause."""

KILLS = int(os.environ.get("SMARTCOURSE_KILLS", "1"))
MOMENTS = {"lesson": (4.5, 7.0), "quiz": (4.5, 7.0), "staged": (1.5, 3.0)}
"""Seconds of work after which one is killed: later than the first draft of who never rests."""

Told = list[tuple[int, float]]


@dataclass(frozen=True)
class Killed:
    """A workspace as its window left it, and how much was done at which second."""

    workspace: Path
    memory: Path
    told: Told
    at: float

    def lost(self, kept: int) -> float:
        """Seconds of work that are gone where *kept* steps of it are there."""
        return self.told[-1][1] - (self.told[kept - 1][1] if kept else self.told[0][1])


Kill = Callable[[str], AbstractContextManager[tuple[Killed, Desktop]]]


def kill_at_work(what: str, workspace: Path, memory: Path, after: float) -> Killed:
    """Let a window work, and kill it *after* so many seconds of that."""
    words = [sys.executable, "-m", "tests.support.typing_on", what, str(workspace), str(memory)]
    told: Told = []
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=project.ROOT, bufsize=0) as run:
        assert run.stdout is not None
        try:
            buffered, end = b"", float("inf")
            while monotonic() < end:
                left = min(60.0, end - monotonic())
                if not select([run.stdout], [], [], max(0.0, left))[0]:
                    break
                buffered += run.stdout.read(4096)
                *lines, buffered = buffered.split(b"\n")
                told += [(int(one), float(at)) for one, at in (line.split() for line in lines)]
                if told and end == float("inf"):
                    end = monotonic() + after
        finally:
            run.kill()
    return Killed(workspace, memory, told, after)


@pytest.fixture(params=range(KILLS))
def moment(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def kill(demo_source: Path, tmp_path: Path, moment: int) -> Kill:
    del moment

    @contextmanager
    def killed(what: str) -> Iterator[tuple[Killed, Desktop]]:
        after = random.uniform(*MOMENTS[what])
        print(f"killed after {after:.3f} s")
        workspace = copy_demo(demo_source, tmp_path / "workspace")
        one = kill_at_work(what, workspace, tmp_path / "memory.json", after)
        with open_desktop(one.workspace, one.memory) as desktop:
            yield one, desktop

    return killed


def press(card: DraftCard, words: str) -> None:
    next(one for one in card.findChildren(QAbstractButton) if one.text() == words).click()


def offered(desktop: Desktop, qtbot: QtBot) -> DraftCard:
    """Follow the notice of the start to the list of drafts, where there is one."""
    toasts = desktop.window.toasts
    qtbot.waitUntil(lambda: bool(toasts.history))
    notice = toasts.history[-1].notice
    assert notice.title == "1 unsaved draft was kept"
    assert notice.action is not None
    notice.action[1]()
    qtbot.waitUntil(lambda: bool(desktop.window.findChildren(DraftCard)))
    (card,) = desktop.window.findChildren(DraftCard)
    assert {one.text() for one in card.findChildren(QPushButton)} == {
        "Discard",
        "Compare",
        "Restore",
    }
    page = desktop.window.page
    assert isinstance(page, RecoveryPage)
    assert "Later" in {one.text() for one in page.findChildren(QPushButton)}
    return card


def stored(desktop: Desktop) -> DraftRow:
    with desktop.operations.context.store.reading() as rows:
        folder = desktop.operations.context.folder
        (one,) = draft_rows(rows, desktop.doors.drafts(folder).all())
    return one


def test_a_lesson_comes_back_with_all_but_the_last_seconds(kill: Kill, qtbot: QtBot) -> None:
    with kill("lesson") as (killed, desktop):
        card = offered(desktop, qtbot)
        before = stored(desktop)
        assert before.stored is not None
        kept = len(before.draft.text) - len(before.stored)
        assert before.draft.text == before.stored + "x" * kept
        assert 0 < kept <= killed.told[-1][0] + 1
        assert killed.lost(min(kept, killed.told[-1][0])) <= LOST_SECONDS
        press(card, "Compare")
        assert card._diff is not None
        assert "+ " in card._diff.toPlainText()
        press(card, "Restore")
        settle(desktop)
        page = course(desktop, LESSON)
        assert page.editor.text() == before.draft.text
        page.save()
        settle(desktop)
        with desktop.operations.context.store.reading() as rows:
            assert draft_rows(rows, [before.draft])[0].is_saved


def test_a_quiz_comes_back_with_all_but_the_last_seconds(kill: Kill, qtbot: QtBot) -> None:
    with kill("quiz") as (killed, desktop):
        card = offered(desktop, qtbot)
        questions = quiz_from_text(stored(desktop).draft.text)["questions"]
        typed = next(one["text"] for one in questions if set(one["text"]) == {"x"})
        assert killed.lost(min(len(typed), killed.told[-1][0])) <= LOST_SECONDS
        press(card, "Restore")
        settle(desktop)
        built = course(desktop, QUIZ).parts.shown("quiz")
        assert isinstance(built, QuizBuilder)
        assert typed in [one["text"] for one in built.questions]


def test_staged_edits_come_back_with_all_but_the_last_seconds(kill: Kill) -> None:
    with kill("staged") as (killed, desktop):
        desktop.window.go("enrollments", {})
        settle(desktop)
        page = desktop.window.page
        assert isinstance(page, EnrollmentsPage)
        kept = [one.row for one in page.grid.staged.all]
        assert kept == list(range(1, len(kept) + 1))
        assert killed.lost(min(len(kept), killed.told[-1][0])) <= AT_ONCE
        assert page.grid.staging.bar.isVisible() is bool(kept)
        page.grid.staged.drop(page.grid.staged.all)
        settle(desktop)


def test_later_leaves_the_draft_and_typing_on_spares_it(
    demo_workspace: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_desktop(demo_workspace, tmp_path / "memory.json") as desktop:
        page = course(desktop, LESSON)
        text = page.editor.text()
        page.editor.editor.appendPlainText("Mine of yesterday")
        desktop.operations.drafts.flush()
        settle(desktop)
        page.editor.session.leave(saves=False)
        desktop.window.forget_pages()
        page = course(desktop, LESSON)
        qtbot.waitUntil(page.editor.banner.isVisible)
        page.editor.editor.appendPlainText("Mine of today")
        page.save()
        settle(desktop)
        drafts = desktop.doors.drafts(demo_workspace)
        qtbot.waitUntil(lambda: len(drafts.all()) == 1)
        (older,) = drafts.all()
        assert older.text == f"{text}\nMine of yesterday"
        desktop.window.go("recovery")
        qtbot.waitUntil(lambda: bool(desktop.window.findChildren(DraftCard)))
        press(desktop.window.findChildren(DraftCard)[0], "Restore")
        settle(desktop)
        assert course(desktop, LESSON).editor.text() == older.text
        # Going there again has saved it.
        qtbot.waitUntil(lambda: drafts.all() == [])


def test_a_draft_that_was_saved_at_the_end_is_not_offered(
    demo_workspace: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_desktop(demo_workspace, tmp_path / "memory.json") as desktop:
        page = course(desktop, LESSON)
        page.editor.editor.appendPlainText("More")
        desktop.operations.drafts.flush()
        settle(desktop)
    with open_desktop(demo_workspace, tmp_path / "memory.json") as desktop:
        drafts = desktop.doors.drafts(demo_workspace)
        qtbot.waitUntil(lambda: drafts.all() == [])
        assert desktop.window.toasts.history == []
        assert course(desktop, LESSON).editor.text().endswith("More")
