"""A quiz as plain values: faults by field, kinds, ids, numbers, what can be taken back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.domain.errors import Invalid
from app.domain.quiz import QUESTION_TYPES, validate_quiz
from ui.views.course.quiz.document import (
    as_kind,
    copy_of,
    fault_of,
    faults_of,
    first_fault,
    new_option,
    new_question,
    points_of,
    with_ids,
)
from ui.views.course.quiz.fields import number_line, read_number
from ui.views.course.quiz.history import STEPS
from ui.views.course.quiz.questions import Questions

SINGLE: dict[str, Any] = {
    "type": "single",
    "text": "Which?",
    "topic": "charts",
    "options": [{"text": "a", "correct": True, "weight": 3}, {"text": "b"}],
}


def stands(question: dict[str, Any]) -> bool:
    try:
        validate_quiz({"questions": [question]})
    except Invalid:
        return False
    return True


def test_each_field_has_its_own_fault() -> None:
    wrong = {**SINGLE, "text": " ", "points": 0, "options": [{"text": "a"}, {"text": "b"}]}
    faults = faults_of(2, wrong)
    assert list(faults) == ["text", "points", "answers"]
    assert all("uestion 3" in said for said in faults.values())
    assert faults_of(0, SINGLE) == {}


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_new_question_is_nothing_that_could_be_saved_by_mistake(kind: str) -> None:
    made = {**new_question(kind, []), "text": "Asked"}
    if "options" in made:
        made["options"] = [{**one, "text": "x"} for one in made["options"]]
    assert "answers" in faults_of(0, made)


@pytest.mark.parametrize("kind", QUESTION_TYPES)
@pytest.mark.parametrize("other", QUESTION_TYPES)
def test_another_kind_keeps_what_it_does_not_know(kind: str, other: str) -> None:
    changed = as_kind({**new_question(kind, []), "topic": "charts", "explanation": "So."}, other)
    assert (changed["type"], changed["topic"], changed["explanation"]) == (other, "charts", "So.")
    assert set(changed) >= set(new_question(other, []))


def test_single_takes_one_right_option_of_several() -> None:
    several = {
        **SINGLE,
        "options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}],
    }
    assert [one.get("correct") for one in as_kind(several, "single")["options"]] == [True, None]


def test_ids_are_written_down_and_never_twice() -> None:
    first, second = with_ids([SINGLE, SINGLE])
    assert (first["id"], second["id"]) == ("1", "2")
    assert copy_of(second, [first, second])["id"] == "3"
    named = {**SINGLE, "options": [{"id": "b", "text": "a", "correct": True}, {"text": "x"}]}
    assert not stands(named)
    (mended,) = with_ids([{**named, "options": [{"id": "c", "text": "a"}, {"text": "x"}]}])
    ids = [one["id"] for one in mended["options"]]
    assert ids == ["c", "b"]
    assert new_option(mended["options"])["id"] == "d"
    assert new_option(SINGLE["options"]) == {"text": ""}


def test_what_keeps_a_quiz_from_being_saved() -> None:
    assert first_fault([]) == (-1, "The quiz has no questions. Add at least one.")
    found = first_fault([SINGLE, {**SINGLE, "text": ""}])
    assert found == (1, "Question 2 has no text. Write what is asked.")
    assert first_fault([SINGLE, {**SINGLE, "id": "1"}]) is not None
    assert first_fault([SINGLE]) is None
    assert fault_of(0, SINGLE) == ""


def test_points_that_are_no_number_count_nothing() -> None:
    assert points_of([{}, {"points": 2.5}, {"points": "many"}]) == 3.5


@given(st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False)))
def test_a_number_is_shown_with_all_its_digits(value: float) -> None:
    assert read_number(number_line(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [(" 3 ", 3), ("2.50", 2.5), ("1e3", 1000.0), ("ten", "ten"), ("", ""), ("inf", "inf")],
)
def test_what_is_no_number_stays_a_text(text: str, value: object) -> None:
    assert read_number(text) == value


def test_numbers_in_the_languages_writing() -> None:
    former = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        assert number_line(2.5) == "2,5"
        assert read_number("2,5") == 2.5
    finally:
        QLocale.setDefault(former)


def made() -> Questions:
    questions = Questions()
    questions.begin([{**SINGLE, "text": name} for name in "abc"], 0)
    return questions


def texts(questions: Questions) -> str:
    return "".join(str(one["text"]) or "-" for one in questions)


def test_every_change_can_be_taken_back_and_done_again() -> None:
    questions = made()
    seen = [texts(questions)]
    for change in (
        lambda: questions.move(0, 2),
        lambda: questions.add("short"),
        questions.delete,
        questions.duplicate,
        lambda: questions.put({**questions[questions.place], "text": "z"}),
    ):
        change()
        seen.append(texts(questions))
    assert seen == ["abc", "bca", "bca-", "bca", "bcaa", "bcaz"]
    back = [texts(questions) for _ in range(5) if questions.undo()]
    assert back == seen[-2::-1]
    assert not questions.undo()
    assert [texts(questions) for _ in range(5) if questions.redo()] == seen[1:]
    assert not questions.redo()


def test_what_is_typed_in_one_field_is_taken_back_at_once() -> None:
    questions = made()
    for text in ("x", "xy", "xyz"):
        questions.put({**questions[0], "text": text}, "text")
    questions.history.rest()
    questions.put({**questions[0], "text": "xyz!"}, "text")
    questions.put({**questions[0], "points": 2}, "points")
    seen = [(texts(questions), questions[0].get("points")) for _ in range(3) if questions.undo()]
    assert seen == [("xyz!bc", None), ("xyzbc", None), ("abc", None)]


def test_a_change_after_undo_forgets_what_was_undone() -> None:
    questions = made()
    questions.delete()
    questions.undo()
    questions.duplicate()
    assert not questions.redo()
    assert texts(questions) == "aabc"


def test_moving_nowhere_is_no_change() -> None:
    questions = made()
    assert not questions.move(1, 1)
    assert not questions.move(0, -3)
    assert not questions.undo()


def test_steps_are_limited() -> None:
    questions = made()
    for place in range(STEPS + 5):
        questions.put({**questions[0], "text": str(place)})
    assert sum(questions.undo() for _ in range(STEPS + 5)) == STEPS
