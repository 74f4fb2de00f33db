"""Works in the real window and never stops, until it is killed; says how far it has come.

Run as ``python -m tests.support.typing_on WHAT WORKSPACE MEMORY`` with ``lesson``, ``quiz`` or
``staged`` for *WHAT*: after each key or edit one line ``<done> <seconds>`` goes to stdout.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.support.window import open_desktop, settle
from ui.models.staged import StagedEdit
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage
from ui.views.course.quiz import QuizBuilder
from ui.views.enrollments.page import EnrollmentsPage

EVERY_MS = 40
"""Faster than any pause that would let a draft be written."""

COURSE, LESSON, QUIZ = 1, 2, 6


def course(desktop: Desktop, lesson_id: int) -> CoursePage:
    """The screen of a course with a lesson open."""
    desktop.window.go("course", {"course_id": COURSE, "lesson_id": lesson_id})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    return page


def typing(area: QPlainTextEdit) -> Callable[[int], None]:
    """Puts one more letter at the end of a text."""
    area.moveCursor(QTextCursor.MoveOperation.End)
    return lambda _done: area.insertPlainText("x")


def in_lesson(desktop: Desktop) -> Callable[[int], None]:
    return typing(course(desktop, LESSON).editor.editor)


def in_quiz(desktop: Desktop) -> Callable[[int], None]:
    built = course(desktop, QUIZ).parts.shown("quiz")
    assert isinstance(built, QuizBuilder)
    built.add("short")
    areas = [one for one in built.findChildren(QPlainTextEdit) if one.isVisible()]
    return typing(next(one for one in areas if one.accessibleName() == "Question"))


def staging(desktop: Desktop) -> Callable[[int], None]:
    desktop.window.go("enrollments", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, EnrollmentsPage)
    edits = page.grid.staged

    def stage(done: int) -> None:
        edits.stage(StagedEdit(row=done, column="status", value="dropped", was="active"))

    return stage


WAYS = {"lesson": in_lesson, "quiz": in_quiz, "staged": staging}


def main() -> None:
    what, workspace, memory = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    with open_desktop(workspace, memory) as desktop:
        act = WAYS[what](desktop)
        done = 0

        def on() -> None:
            nonlocal done
            done += 1
            act(done)
            print(done, time.monotonic(), flush=True)

        timer = QTimer()
        timer.timeout.connect(on)
        timer.start(EVERY_MS)
        QApplication.exec()


if __name__ == "__main__":
    main()
