"""A course opened in the real window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.entities import Lesson, LessonBody, Module
from app.domain.rank import in_order
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage

COURSE, LESSON = 1, 2

OpenCourse = Callable[..., CoursePage]


@pytest.fixture
def open_course(desktop: Desktop, qtbot: QtBot) -> OpenCourse:
    """Go to a course or one of its lessons, and wait until it is shown."""
    desktop.window.activateWindow()
    qtbot.waitUntil(desktop.window.isActiveWindow)

    def go(course_id: int = COURSE, lesson_id: int | None = None, **params: Any) -> CoursePage:
        told = {"course_id": course_id, **params}
        if lesson_id is not None:
            told["lesson_id"] = lesson_id
        desktop.window.go("course", told)
        settle(desktop)
        page = desktop.window.page
        assert isinstance(page, CoursePage)
        return page

    return go


class Stored:
    """What the workspace holds, read beside the window."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop

    def lesson(self, lesson_id: int = LESSON) -> Lesson:
        with self._desktop.operations.context.store.reading() as rows:
            return rows.get(Lesson, lesson_id)

    def text(self, lesson_id: int = LESSON) -> str:
        with self._desktop.operations.context.store.reading() as rows:
            return rows.get(LessonBody, rows.get(Lesson, lesson_id).body_sha256).body

    def outline(self, course_id: int = COURSE) -> list[tuple[str, list[str]]]:
        """Module titles with their lessons' titles, in order."""
        with self._desktop.operations.context.store.reading() as rows:
            modules = in_order(rows.find(Module, course_id=course_id))
            lessons = rows.find(Lesson, course_id=course_id)
        return [
            (
                module.title,
                [one.title for one in in_order(o for o in lessons if o.module_id == module.id)],
            )
            for module in modules
        ]


@pytest.fixture
def stored(desktop: Desktop) -> Stored:
    return Stored(desktop)


@pytest.fixture
def settled(desktop: Desktop) -> Callable[[], None]:
    """Let everything asked for arrive; what is told later (renaming in place) too."""

    def wait() -> None:
        settle(desktop)
        QTest.qWait(0)
        settle(desktop)

    return wait
