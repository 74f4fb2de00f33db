"""Questions: added, written, moved, copied, deleted, saved, kept where they cannot stand yet."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.commands import Change, EditLesson
from app.domain.entities import Lesson, LessonBody
from app.domain.quiz import validate_quiz
from app.ports.drafts import Draft
from tests.support.window import settle
from tests.ui.quiz.conftest import COURSE, QUIZ, TEXT, named
from ui.shell.application import Desktop
from ui.views.course.page import CoursePage
from ui.views.course.quiz import QuizBuilder
from ui.views.course.quiz.question_form import kinds
from ui.views.recovery.page import RecoveryPage

Key = Qt.Key
Stored = Callable[[], list[dict[str, Any]]]
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def save(desktop: Desktop) -> None:
    QTest.keyClick(desktop.window, Key.Key_S, CONTROL)
    settle(desktop)


def page_of(desktop: Desktop) -> CoursePage:
    page = desktop.window.page
    assert isinstance(page, CoursePage)
    return page


def drafts(desktop: Desktop, qtbot: QtBot) -> list[Draft]:
    found: list[list[Draft]] = []
    desktop.operations.drafts.flush()
    desktop.operations.drafts.all(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [one for one in found[0] if one.kind == "quiz"]


def test_the_stored_questions_are_listed(builder: QuizBuilder, stored: Stored) -> None:
    assert [one["text"] for one in builder.questions] == [one["text"] for one in stored()]
    assert builder.list.count() == len(stored()) + 1
    assert builder.side.total.text() == "3 questions, 3 points"
    assert builder.tools.place.text() == "Question 1 of 3"


def test_a_question_is_written_and_saved_by_keyboard(
    desktop: Desktop, builder: QuizBuilder, stored: Stored
) -> None:
    builder.add("short")
    area = named(builder, QPlainTextEdit, "Question")
    QTest.keyClicks(area, "Which chart shows a spread?")
    answers = named(builder, QPlainTextEdit, "Accepted answers, one a line")
    QTest.keyClicks(answers, "histogram")
    assert page_of(desktop).head.saved.text() == "Editing"
    save(desktop)
    made = stored()[1]
    assert (made["type"], made["text"]) == ("short", "Which chart shows a spread?")
    assert made["answers"] == ["histogram"]
    assert page_of(desktop).head.saved.text().startswith("Saved")
    validate_quiz({"questions": stored()})


@pytest.mark.parametrize("kind", [kind for kind, _ in kinds()])
def test_each_kind_comes_back_as_it_was_written(
    desktop: Desktop, builder: QuizBuilder, stored: Stored, kind: str
) -> None:
    builder.add(kind)
    QTest.keyClicks(named(builder, QPlainTextEdit, "Question"), "Asked")
    if kind in ("single", "multiple"):
        QTest.keyClicks(named(builder, QPlainTextEdit, "Option 1"), "one")
        QTest.keyClicks(named(builder, QPlainTextEdit, "Option 2"), "two")
        QTest.keyClicks(named(builder, QPlainTextEdit, "Feedback to option 2"), "No")
        named(builder, QAbstractButton, "Option 2 is right").click()
    elif kind == "short":
        QTest.keyClicks(named(builder, QPlainTextEdit, "Accepted answers, one a line"), "x")
    elif kind == "numeric":
        QTest.keyClicks(named(builder, QLineEdit, "The right number"), "3.14159265")
        QTest.keyClicks(named(builder, QLineEdit, "Still right when off by"), "0.00001")
    elif kind == "true_false":
        named(builder, QAbstractButton, "The right answer is False").click()
    save(desktop)
    before = builder.form.value()
    desktop.window.go("course", {"course_id": COURSE, "lesson_id": TEXT})
    settle(desktop)
    desktop.window.go("course", {"course_id": COURSE, "lesson_id": QUIZ})
    settle(desktop)
    builder.list.setCurrentRow(2)
    assert builder.form.value() == before == stored()[1]


def test_a_kind_can_become_another_and_options_stay(builder: QuizBuilder) -> None:
    options = [one["text"] for one in builder.questions[0]["options"]]
    combo = builder.form.kind
    combo.setCurrentIndex(combo.findData("multiple"))
    combo.activated.emit(combo.currentIndex())
    assert builder.questions[0]["type"] == "multiple"
    assert [one["text"] for one in builder.questions[0]["options"]] == options


def test_questions_move_and_are_copied_by_keyboard(
    desktop: Desktop, builder: QuizBuilder, stored: Stored
) -> None:
    first, second, third = (one["text"] for one in stored())
    builder.list.setFocus()
    QTest.keyClick(builder.list, Key.Key_Down, ALT)
    assert [one["text"] for one in builder.questions] == [second, first, third]
    assert builder.current == 1
    QTest.keyClick(builder.list, Key.Key_Up, ALT)
    QTest.keyClick(builder.list, Key.Key_D, CONTROL)
    assert [one["text"] for one in builder.questions] == [first, first, second, third]
    assert len({one["id"] for one in builder.questions}) == 4
    save(desktop)
    assert len(stored()) == 4


def test_a_dragged_question_lands_where_the_line_was(builder: QuizBuilder, stored: Stored) -> None:
    first, second, third = (one["text"] for one in stored())
    builder.list.dropped.emit(1, 3)
    assert [one["text"] for one in builder.questions] == [second, third, first]
    assert builder.current == 2
    builder.list.dropped.emit(3, 0)
    assert [one["text"] for one in builder.questions] == [first, second, third]


def test_deleting_is_undone_from_its_notice(
    desktop: Desktop, builder: QuizBuilder, stored: Stored
) -> None:
    texts = [one["text"] for one in stored()]
    builder.list.setFocus()
    QTest.keyClick(builder.list, Key.Key_Delete)
    assert [one["text"] for one in builder.questions] == texts[1:]
    action = desktop.window.toasts.history[-1].notice.action
    assert action is not None
    action[1]()
    action[1]()
    assert [one["text"] for one in builder.questions] == texts


def test_an_unfinished_quiz_is_not_saved_and_not_lost(
    desktop: Desktop, builder: QuizBuilder, stored: Stored, qtbot: QtBot
) -> None:
    before = stored()
    builder.add("single")
    save(desktop)
    head = page_of(desktop).head
    assert head.saved.text() == "Not saved"
    assert "Question 2 has no text" in builder.refusal.words.text()
    assert desktop.window.focusWidget() is named(builder, QPlainTextEdit, "Question")
    assert stored() == before
    (draft,) = drafts(desktop, qtbot)
    assert draft.key == str(QUIZ)


def test_an_unfinished_quiz_is_offered_when_one_comes_back(
    desktop: Desktop, builder: QuizBuilder, stored: Stored, qtbot: QtBot
) -> None:
    builder.add("short")
    QTest.keyClicks(named(builder, QPlainTextEdit, "Question"), "Half a question")
    drafts(desktop, qtbot)
    desktop.window.go("course", {"course_id": COURSE, "lesson_id": TEXT})
    settle(desktop)
    desktop.window.go("course", {"course_id": COURSE, "lesson_id": QUIZ})
    settle(desktop)
    qtbot.waitUntil(builder.banner.isVisible)
    assert len(builder.questions) == len(stored())
    named(builder.banner, QAbstractButton, "Restore").click()
    assert builder.questions[1]["text"] == "Half a question"


def test_the_recovery_list_has_it_too(desktop: Desktop, builder: QuizBuilder, qtbot: QtBot) -> None:
    builder.add("short")
    drafts(desktop, qtbot)
    desktop.window.go("recovery", {})
    settle(desktop)
    page = desktop.window.page
    assert isinstance(page, RecoveryPage)
    qtbot.waitUntil(lambda: any(one.text() == "Restore" for one in _buttons(page)))
    next(one for one in _buttons(page) if one.text() == "Restore").click()
    settle(desktop)
    qtbot.waitUntil(lambda: len(builder.questions) == 4)


def _buttons(page: RecoveryPage) -> list[QAbstractButton]:
    return [one for one in page.findChildren(QAbstractButton) if one.isVisible()]


def test_leaving_saves(desktop: Desktop, builder: QuizBuilder, stored: Stored) -> None:
    builder.act("duplicate")
    desktop.window.go("home", {})
    settle(desktop)
    assert len(stored()) == 4


def test_undo_of_the_window_brings_the_stored_quiz_back(
    desktop: Desktop, builder: QuizBuilder, stored: Stored
) -> None:
    builder.act("duplicate")
    save(desktop)
    desktop.window.actions_registry.trigger("edit.undo")
    settle(desktop)
    assert len(stored()) == 3
    assert len(builder.questions) == 3


def test_what_others_changed_is_shown_and_mine_can_stay(
    desktop: Desktop, builder: QuizBuilder, stored: Stored
) -> None:
    questions = stored()

    def change(context: object, actor: Actor) -> None:
        del context
        command = EditLesson(
            lesson_id=QUIZ,
            changes=(Change("quiz", {"questions": questions}, {"questions": questions[:1]}),),
        )
        desktop.operations.context.bus.execute(command, actor)

    builder.act("duplicate")
    desktop.operations.write(change)
    settle(desktop)
    assert builder.banner.isVisible()
    named(builder.banner, QAbstractButton, "Keep mine").click()
    save(desktop)
    assert len(stored()) == 4


def test_the_introduction_is_the_lessons_text(desktop: Desktop, builder: QuizBuilder) -> None:
    builder.list.setCurrentRow(0)
    QTest.keyClick(builder.list, Key.Key_Return)
    editor = builder.introduction.editor
    assert desktop.window.focusWidget() is editor
    QTest.keyClicks(editor, "Take your time. ")
    save(desktop)
    with desktop.operations.context.store.reading() as rows:
        body = rows.get(LessonBody, rows.get(Lesson, QUIZ).body_sha256).body
    assert body.startswith("Take your time. ")


def test_why_a_question_is_not_saved_is_said_beside_it_and_nowhere_else(
    desktop: Desktop, builder: QuizBuilder
) -> None:
    builder.toggle_trial()
    builder.add("single")
    before = desktop.window.toasts.history
    builder.session._idle.timeout.emit()
    settle(desktop)
    assert builder.refusal.isVisible()
    assert "Question 2 has no text" in builder.refusal.words.text()
    assert desktop.window.toasts.history == before
