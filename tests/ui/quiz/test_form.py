"""The form of one question: nothing is lost, faults stand beside their fields, keys and mouse."""

from copy import deepcopy
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.quiz.conftest import named
from ui.feedback.dialogs import Field
from ui.theme.look import Look
from ui.views.course.quiz.document import new_question
from ui.views.course.quiz.options import Options
from ui.views.course.quiz.question_form import QuestionForm, kinds

Key, Button = Qt.Key, Qt.MouseButton
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier

OUTSIDE: dict[str, dict[str, Any]] = {
    "single": {
        "points": 0.1,
        "options": [
            {"text": "a ", "correct": True, "weight": 3, "feedback": "Yes"},
            {"text": "two\nlines", "picture": "b.png"},
        ],
    },
    "multiple": {"options": [{"text": "a", "correct": True}, {"id": "z", "text": "b"}]},
    "true_false": {"answer": False, "feedback": {"true": "No", "maybe": "kept"}},
    "short": {"answers": ["Ada  Lovelace", "two\nlines"], "case_sensitive": True},
    "numeric": {"answer": 3.14159265358979, "tolerance": 1e-9},
}


@pytest.fixture
def form(qtbot: QtBot) -> QuestionForm:
    made = QuestionForm(Look())
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    return made


def question(kind: str) -> dict[str, Any]:
    own = deepcopy(OUTSIDE[kind])
    shared = {"id": "q", "type": kind, "text": " Asked \n", "points": 2, "explanation": "So.\nYes."}
    return {**shared, "topic": {"id": 7}, **own}


def fault(form: QuestionForm, title: str) -> str:
    for one in form.findChildren(Field):
        if one.editor.accessibleName() == title and one.editor.property("wrong") == "true":
            return one.note.text()
    return ""


def test_what_is_no_number_is_told_at_its_field_once_it_is_left(
    form: QuestionForm, qtbot: QtBot
) -> None:
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.put({**question("numeric"), "answer": ""}, quiet=True)
    line = named(form, QLineEdit, "The right number")
    line.setFocus()
    QTest.keyClicks(line, "35o")
    assert not fault(form, "The right number")
    QTest.keyClick(line, Key.Key_Tab)
    assert fault(form, "The right number") == '"35o" is no number. Example: 3.5.'
    assert not form.wrong_answers.isVisible()
    line.setFocus()
    QTest.keyClick(line, Key.Key_Backspace)
    assert not fault(form, "The right number")
    QTest.keyClick(line, Key.Key_Tab)
    assert not fault(form, "The right number")
    tolerance = named(form, QLineEdit, "Still right when off by")
    QTest.keyClicks(tolerance, "few")
    QTest.keyClick(tolerance, Key.Key_Tab)
    assert fault(form, "Still right when off by") == '"few" is no number. Example: 3.5.'
    assert not fault(form, "The right number")


@pytest.mark.parametrize("kind", list(OUTSIDE))
def test_what_was_not_touched_comes_back_as_it_was(form: QuestionForm, kind: str) -> None:
    given = question(kind)
    form.put(given)
    assert form.value() == given
    QTest.keyClicks(named(form, QPlainTextEdit, "Explanation, shown after answering"), "!")
    changed = form.value()
    assert changed.pop("explanation") != given.pop("explanation")
    assert changed == given


def test_another_question_leaves_nothing_of_the_one_before(form: QuestionForm) -> None:
    for kind in OUTSIDE:
        form.put(question(kind))
        for other, _ in kinds():
            empty = new_question(other, [])
            form.put(empty)
            assert {name: held for name, held in form.value().items() if held != ""} == {
                name: held for name, held in empty.items() if held != ""
            }
            form.put(question(kind))


def test_a_fault_is_told_when_its_field_was_left(form: QuestionForm, qtbot: QtBot) -> None:
    form.put(new_question("single", []), 1, quiet=True)
    form.write()
    assert fault(form, "Question") == ""
    QTest.keyClick(named(form, QPlainTextEdit, "Question"), Key.Key_Backtab)
    qtbot.waitUntil(lambda: fault(form, "Question") != "")
    assert fault(form, "Question") == "Question 2 has no text. Write what is asked."
    assert form.wrong_answers.isHidden()
    QTest.keyClicks(named(form, QPlainTextEdit, "Question"), "W")
    assert fault(form, "Question") == ""


def test_complaining_tells_all_and_leads_to_the_first(form: QuestionForm) -> None:
    form.activateWindow()
    form.put({**question("multiple"), "points": 1, "options": [{"text": ""}, {"text": ""}]})
    points = named(form, QLineEdit, "Points")
    QTest.keyClick(points, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(points, "many")
    form.complain()
    assert form.focusWidget() is points
    assert "at most 1000" in fault(form, "Points")
    assert "not complete" in form.wrong_answers.text()
    QTest.keyClick(points, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(points, "3")
    assert form.value()["points"] == 3
    form.complain()
    assert form.focusWidget() is named(form, QPlainTextEdit, "Option 1")


def options(form: QuestionForm) -> Options:
    shown = next(one for one in form.findChildren(Options) if one.isVisible())
    assert isinstance(shown, Options)
    return shown


def words(form: QuestionForm) -> list[str]:
    return [one["text"] for one in form.value()["options"]]


def test_options_are_written_moved_and_deleted_by_keyboard(form: QuestionForm) -> None:
    form.activateWindow()
    form.put(new_question("multiple", []), quiet=True)
    first = named(form, QPlainTextEdit, "Option 1")
    first.setFocus()
    for text in ("one", "two", "three"):
        QTest.keyClicks(form.focusWidget(), text)
        if text != "three":
            QTest.keyClick(form.focusWidget(), Key.Key_Return)
    assert words(form) == ["one", "two", "three"]
    third = form.focusWidget()
    QTest.keyClick(third, Key.Key_Up, ALT)
    QTest.keyClick(third, Key.Key_Up, ALT)
    QTest.keyClick(third, Key.Key_Up, ALT)
    assert words(form) == ["three", "one", "two"]
    assert form.focusWidget() is third
    assert third.accessibleName() == "Option 1"
    QTest.keyClick(third, Key.Key_Return, SHIFT)
    QTest.keyClicks(third, "more")
    assert words(form)[0] == "three\nmore"
    mark = named(form, QAbstractButton, "Option 2 is right")
    QTest.keyClick(mark, Key.Key_Space)
    QTest.keyClick(named(form, QAbstractButton, "Delete option 1"), Key.Key_Space)
    assert form.value()["options"] == [{"text": "one", "correct": True}, {"text": "two"}]
    QTest.keyClick(named(form, QAbstractButton, "Delete option 1"), Key.Key_Space)
    assert form.value()["options"] == [{"text": ""}, {"text": "two"}]


@pytest.mark.qt_log_ignore("^This plugin does not support grabbing", extend=True)
def test_an_option_is_dragged_by_its_grip(form: QuestionForm) -> None:
    given = [{"text": name} for name in "abc"]
    form.put({**question("multiple"), "options": given})
    shown = options(form)
    rows = shown.rows
    QTest.qWait(0)
    grip, far = rows[0].grip, QPoint(4, rows[2].y() - rows[0].y() + rows[2].height() - 2)
    QTest.mousePress(grip, Button.LeftButton, pos=QPoint(4, 10))
    QTest.mouseMove(grip, far)
    assert shown._holder._line.isVisible()
    QTest.mouseRelease(grip, Button.LeftButton, pos=far)
    assert not shown._holder._line.isVisible()
    assert words(form) == ["b", "c", "a"]
    grip = shown.rows[2].grip
    QTest.mousePress(grip, Button.LeftButton, pos=QPoint(4, 10))
    QTest.mouseMove(grip, QPoint(4, -80))
    QTest.keyClick(grip, Key.Key_Escape)
    QTest.mouseRelease(grip, Button.LeftButton, pos=QPoint(4, -80))
    assert words(form) == ["b", "c", "a"]


def test_one_answer_has_one_right_option(form: QuestionForm) -> None:
    form.put({**question("single"), "options": [{"text": name} for name in "abc"]})
    for name in ("Option 1 is right", "Option 3 is right"):
        QTest.mouseClick(named(form, QAbstractButton, name), Button.LeftButton, pos=QPoint(9, 15))
    right = [one.get("correct") for one in form.value()["options"]]
    assert right == [None, None, True]


def test_a_number_says_what_is_right(form: QuestionForm) -> None:
    form.put({**question("numeric"), "answer": 3, "tolerance": 0.5})
    assert form._by_kind["numeric"].told.text() == "Right from 2.5 to 3.5."  # type: ignore[attr-defined]
    tolerance = named(form, QLineEdit, "Still right when off by")
    tolerance.clear()
    QTest.keyClicks(tolerance, "x")
    assert form.value()["tolerance"] == "x"
    form.complain()
    assert fault(form, "Still right when off by") == '"x" is no number. Example: 3.5.'
    assert form.focusWidget() is tolerance


def test_long_texts_are_wholly_in_sight_and_text_grows(qtbot: QtBot) -> None:
    look = Look()
    form = QuestionForm(look)
    qtbot.addWidget(form)
    form.resize(640, 600)
    form.show()
    form.put({**question("single"), "options": [{"text": "long " * 40}, {"text": "b"}]})
    QTest.qWait(0)
    long, short = (named(form, QPlainTextEdit, f"Option {n}") for n in (1, 2))
    assert long.height() > 2 * short.height()
    before = short.height()
    look.change(text_scale=1.5)
    QTest.qWait(0)
    assert short.height() > before


def walked(form: QuestionForm, qtbot: QtBot) -> list[str]:
    """What Tab goes through from the kind to the explanation."""
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.kind.setFocus()
    names = [form.kind.accessibleName()]
    for _ in range(40):
        at = form.focusWidget()
        assert at is not None
        QTest.keyClick(at, Key.Key_Tab)
        names.append(form.focusWidget().accessibleName())
        if names[-1].startswith("Explanation"):
            break
    return names


def line_of(n: int) -> list[str]:
    return [f"Option {n} is right", f"Option {n}", f"Feedback to option {n}", f"Delete option {n}"]


HEAD, LAST = ["Kind", "Points", "Question"], "Explanation, shown after answering"


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_tab_goes_down_the_screen_whenever_the_rows_were_made(
    form: QuestionForm, qtbot: QtBot, kind: str
) -> None:
    form.put(question("short"))
    form.put(new_question(kind, []))
    foot = ["Add option", LAST]
    options = next(one for one in form.findChildren(Options) if one.isVisible())
    first = [name for n in range(1, len(options.rows) + 1) for name in line_of(n)]
    assert walked(form, qtbot) == HEAD + first + foot
    QTest.mouseClick(named(form, QAbstractButton, "Add option"), Button.LeftButton)
    qtbot.waitUntil(options.rows[-1].isVisible)
    every = first + line_of(len(options.rows))
    assert walked(form, qtbot) == HEAD + every + foot
    options.move_to(options.rows[-1], 0)
    assert walked(form, qtbot) == HEAD + every + foot
    options.remove(options.rows[0])
    assert walked(form, qtbot) == HEAD + first + foot


def test_tab_goes_down_the_answers_of_every_kind(form: QuestionForm, qtbot: QtBot) -> None:
    between = {
        "true_false": [
            "The right answer is True",
            "Feedback to True",
            "The right answer is False",
            "Feedback to False",
        ],
        "short": ["Accepted answers, one a line", "Capitals must be right"],
        "numeric": ["The right number", "Still right when off by"],
    }
    for kind, answers in between.items():
        form.put(new_question(kind, []))
        assert walked(form, qtbot) == [*HEAD, *answers, LAST]
