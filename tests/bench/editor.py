"""Saving one lesson of a thousand, opening their outline, and typing into a lesson of 200 kB.

The window is the real one, offscreen, with the preview beside the text. A key's time runs from the
moment it is pressed, whatever the window is busy with then, until it is painted. A save is what
`edit` measures, of lessons of 5 kB.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import create_workspace, open_workspace
from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import AddLesson, AddModule, Command, CreateCourse
from app.domain.entities import Course, Lesson, Module
from tests.bench.edit import saving
from tests.bench.pairs import Figure, compare
from tests.support.window import open_desktop, settle
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage

LESSONS, MODULES = 1_000, 25
LONG = 200_000
OPEN_MS, KEY_MS = 100.0, 16.0
KEYS, EVERY, BURST, PAUSE = 300, 0.06, 25, 0.19
"""Keys, seconds between two, and before each burst a pause that ends as the preview is drawn."""

PAIRS = 3
ADMIN = Actor(1, "admin")
PARAGRAPH = "A line with `code`, **strength** and a [link](https://example.org) to be read.\n"


def run() -> dict[str, Any]:
    """The bench."""
    with tempfile.TemporaryDirectory(prefix="smartcourse-") as scratch, _course(scratch) as made:
        saves, desktop, course, long_lesson = made
        figures = [
            *saves,
            _bound(
                f"outline of {LESSONS:,} lessons, from the click to painted rows",
                lambda: _opened(desktop, course),
                OPEN_MS,
            ),
            _bound(
                f"a key in a lesson of {LONG // 1000} kB, p99",
                lambda: _typed(desktop, course, long_lesson),
                KEY_MS,
            ),
        ]
    return {"name": "editor", "figures": [one.told() for one in figures]}


def _bound(name: str, ours: Callable[[], float], most: float) -> Figure:
    """A figure held against a fixed time, in milliseconds."""
    return compare(name, ours, lambda: most, unit="ms", target=1.0, better="less", pairs=PAIRS)


@contextmanager
def _course(scratch: str) -> Iterator[tuple[list[Figure], Desktop, int, int]]:
    """The window on a workspace with a course of a thousand lessons and a long one beside it.

    Before it is opened the lessons are saved, which gives the first figures.
    """
    folder = Path(scratch) / "workspace"
    create_workspace(folder, "office@example.org", "correct horse battery staple")
    context = open_workspace(folder)
    try:
        course, texts = _fill(context)
        saves = saving(Path(scratch), context, texts)
        long_lesson = _one_long(context)
    finally:
        context.close()
    with open_desktop(folder, Path(scratch) / "memory.json") as desktop:
        yield saves, desktop, course, long_lesson


def _fill(context: Context) -> tuple[int, dict[int, str]]:
    """The course, and its lessons' texts."""
    course = context.store.allocate_ids(Course, 1)[0]
    modules = context.store.allocate_ids(Module, MODULES)
    commands: list[Command] = [CreateCourse(course_id=course, title="Wide", instructor_id=1)]
    commands += [
        AddModule(module_id=number, course_id=course, title=f"Module {number}")
        for number in modules
    ]
    texts: dict[int, str] = {}
    for place, number in enumerate(context.store.allocate_ids(Lesson, LESSONS)):
        texts[number] = f"Lesson {number}.\n\n" + PARAGRAPH * (5_000 // len(PARAGRAPH))
        commands.append(
            AddLesson(
                lesson_id=number,
                module_id=modules[place * MODULES // LESSONS],
                title=f"Lesson {number}",
                body=texts[number],
                duration_minutes=15,
            )
        )
    for one in commands:
        context.bus.execute(one, ADMIN)
    context.settle()
    return course, texts


def _one_long(context: Context) -> int:
    course = context.store.allocate_ids(Course, 1)[0]
    module, lesson = context.store.allocate_ids(Module, 1)[0], context.store.allocate_ids(Lesson)[0]
    part = "## A part\n\n" + PARAGRAPH * 20 + "\n```python\nimport numpy\nprint(1)\n```\n\n"
    body = part * (LONG // len(part) + 1)
    for one in (
        CreateCourse(course_id=course, title="Long", instructor_id=1),
        AddModule(module_id=module, course_id=course, title="All"),
        AddLesson(lesson_id=lesson, module_id=module, title="Long", body=body[:LONG]),
    ):
        context.bus.execute(one, ADMIN)
    context.settle()
    return lesson


def _opened(desktop: Desktop, course: int) -> float:
    """Milliseconds until the rows of the course's outline are painted."""
    desktop.window.go("course", {"course_id": course + 1})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    started = time.perf_counter()
    desktop.window.go("course", {"course_id": course})
    while page.panel.model.rowCount() != MODULES:
        QApplication.processEvents()
    page.panel.view.viewport().repaint()
    return 1e3 * (time.perf_counter() - started)


def _typed(desktop: Desktop, course: int, lesson: int) -> float:
    """The 99th percentile of milliseconds from a key to its character painted."""
    desktop.window.go("course", {"course_id": course + 1, "lesson_id": lesson})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    editor = page.editor.editor
    cursor = editor.textCursor()
    cursor.setPosition(LONG // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    times: list[float] = []
    due = time.perf_counter()
    for number in range(KEYS):
        due += PAUSE if number % BURST == 0 else EVERY
        while time.perf_counter() < due:
            QApplication.processEvents()
        QTest.keyClicks(editor, "x")
        editor.viewport().repaint()
        times.append(1e3 * (time.perf_counter() - due))
    return quantiles(times, n=100)[98]
