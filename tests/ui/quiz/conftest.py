"""A quiz lesson of the demo academy, opened in the real window."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.entities import Lesson
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage
from ui.views.course.quiz import QuizBuilder

COURSE, QUIZ, TEXT = 1, 6, 2


def named(parent: QWidget, kind: type[Any], name: str) -> Any:
    """The shown control that a screen reader calls so."""
    QApplication.processEvents()
    found = [one for one in parent.findChildren(kind) if one.accessibleName() == name]
    (shown,) = [one for one in found if one.isVisible()]
    return shown


@pytest.fixture
def builder(desktop: Desktop) -> QuizBuilder:
    desktop.window.go("course", {"course_id": COURSE, "lesson_id": QUIZ})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    built = page.parts.shown("quiz")
    assert isinstance(built, QuizBuilder)
    return built


@pytest.fixture
def stored(desktop: Desktop) -> Callable[[], list[dict[str, Any]]]:
    """The questions that the workspace holds."""

    def read() -> list[dict[str, Any]]:
        with desktop.operations.context.store.reading() as rows:
            quiz = rows.get(Lesson, QUIZ).quiz
        assert quiz is not None
        return list(quiz["questions"])

    return read
