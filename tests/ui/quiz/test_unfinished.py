"""A quiz with questions that are not finished, seen from the review and as a learner."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QRadioButton

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import AddLesson
from app.domain.entities import Lesson
from tests.support.window import settle
from tests.ui.quiz.conftest import COURSE, QUIZ, named
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage


@pytest.fixture
def page(desktop: Desktop) -> CoursePage:
    """A new quiz, with one question that is finished and one that is not."""
    made: list[int] = []

    def add(context: Context, actor: Actor) -> int:
        (key,) = context.store.allocate_ids(Lesson)
        with context.store.reading() as rows:
            module = rows.get(Lesson, QUIZ).module_id
        command = AddLesson(lesson_id=key, module_id=module, title="A new quiz", type="quiz")
        context.bus.execute(command, actor)
        return key

    desktop.operations.write(add, made.append)
    settle(desktop)
    (new,) = made
    desktop.window.go("course", {"course_id": COURSE, "lesson_id": new})
    settle(desktop)
    shown = desktop.window.page
    assert isinstance(shown, CoursePage)
    builder = shown.parts.shown("quiz")
    builder.add("true_false")
    QTest.keyClicks(named(builder, QPlainTextEdit, "Question"), "Is it so?")
    named(builder, QRadioButton, "The right answer is True").click()
    builder.add("short")
    QTest.keyClicks(named(builder, QPlainTextEdit, "Question"), "Half a question")
    settle(desktop)
    return shown


def test_the_review_says_how_many_are_unfinished(desktop: Desktop, page: CoursePage) -> None:
    page.publish()
    settle(desktop)
    review = page.parts.shown("review")
    assert review.sheet.problem.text().startswith("Unfinished questions: 1 of 2.")
    assert not review.publish.isEnabled()


def test_the_preview_asks_those_that_are_finished(desktop: Desktop, page: CoursePage) -> None:
    page.preview()
    settle(desktop)
    quiz = page.parts.shown("learner").sheet.quiz
    assert quiz is not None
    assert [card.question["text"] for card in quiz.cards] == ["Is it so?"]
    assert quiz.left_out.text() == "1 unfinished question is left out."
