"""Quizzes: what stands, and what answers earn."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.messages import sentence
from app.domain.quiz import quiz_from_text, quiz_text, score, validate_quiz

SINGLE = {
    "type": "single",
    "text": "Which?",
    "options": [
        {"text": "this", "correct": True, "feedback": "Yes."},
        {"text": "that", "feedback": "No."},
    ],
}
MULTIPLE = {
    "type": "multiple",
    "text": "Which ones?",
    "points": 2,
    "options": [
        {"id": "x", "text": "x", "correct": True},
        {"id": "y", "text": "y", "correct": True},
        {"id": "z", "text": "z"},
    ],
}
TRUE_FALSE = {"type": "true_false", "text": "Is it?", "answer": False}
SHORT = {"id": "name", "type": "short", "text": "Name it.", "answers": ["Ada Lovelace"]}
NUMERIC = {"type": "numeric", "text": "Pi?", "answer": 3.14, "tolerance": 0.01}
ALL = {"questions": [SINGLE, MULTIPLE, TRUE_FALSE, SHORT, NUMERIC]}


def one(question: dict[str, Any], answer: Any) -> Decimal:
    quiz = {"questions": [{**question, "id": "q"}]}
    validate_quiz(quiz)
    return score(quiz, {"q": answer})


def test_a_quiz_of_every_type_stands_and_is_scored() -> None:
    validate_quiz(ALL)
    right = {"1": "a", "2": ["x", "y"], "3": False, "name": " ada  lovelace ", "5": "3.145"}
    assert score(ALL, right) == Decimal(100)
    assert score(ALL, {}) == Decimal(0)
    assert score(ALL, {"1": "a"}) == Decimal("16.67")


@pytest.mark.parametrize(
    ("question", "answer", "percent"),
    [
        (SINGLE, "a", 100),
        (SINGLE, "b", 0),
        (SINGLE, ["a", "b"], 0),
        (MULTIPLE, ["x", "y"], 100),
        (MULTIPLE, ["x"], 50),
        (MULTIPLE, ["x", "z"], 0),
        (MULTIPLE, ["x", "y", "z"], 50),
        (MULTIPLE, ["z"], 0),
        (TRUE_FALSE, False, 100),
        (TRUE_FALSE, True, 0),
        (TRUE_FALSE, 0, 0),
        (SHORT, "ADA LOVELACE", 100),
        (SHORT, "Ada", 0),
        ({**SHORT, "case_sensitive": True}, "ada lovelace", 0),
        (NUMERIC, 3.15, 100),
        (NUMERIC, 3.16, 0),
        (NUMERIC, "three", 0),
        (NUMERIC, "inf", 0),
        (NUMERIC, "1e9999999", 0),
        (NUMERIC, None, 0),
    ],
)
def test_what_an_answer_earns(question: dict[str, Any], answer: Any, percent: int) -> None:
    assert one(question, answer) == Decimal(percent)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("text", "quiz.bad_question"),
        ({**SINGLE, "type": "essay"}, "quiz.bad_type"),
        ({**SINGLE, "text": " "}, "quiz.no_text"),
        ({**SINGLE, "points": 0}, "quiz.bad_points"),
        ({**SINGLE, "points": True}, "quiz.bad_points"),
        ({**SINGLE, "points": float("nan")}, "quiz.bad_points"),
        ({**SINGLE, "options": [{"text": "only", "correct": True}]}, "quiz.too_few_options"),
        ({**SINGLE, "options": ["a", "b"]}, "quiz.bad_option"),
        ({**SINGLE, "options": [{"text": "a", "correct": True}, {"text": " "}]}, "quiz.bad_option"),
        (
            {**SINGLE, "options": [{"text": "a", "correct": "yes"}, {"text": "b"}]},
            "quiz.bad_option",
        ),
        ({**SINGLE, "options": [{"text": "a", "feedback": 1}, {"text": "b"}]}, "quiz.bad_option"),
        ({**SINGLE, "options": [{"text": "a"}, {"text": "b"}]}, "quiz.no_right_option"),
        ({**SINGLE, "options": MULTIPLE["options"]}, "quiz.no_right_option"),
        (
            {**MULTIPLE, "options": [{"id": 1, "text": "a", "correct": True}] * 2},
            "quiz.same_id",
        ),
        ({**TRUE_FALSE, "answer": "yes"}, "quiz.bad_answer"),
        ({**SHORT, "answers": []}, "quiz.bad_answer"),
        ({**SHORT, "answers": [" "]}, "quiz.bad_answer"),
        ({**NUMERIC, "answer": "3"}, "quiz.bad_answer"),
        ({**NUMERIC, "tolerance": -1}, "quiz.bad_answer"),
    ],
)
def test_what_is_no_question(question: Any, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        validate_quiz({"questions": [TRUE_FALSE, question]})
    assert caught.value.reason == reason
    assert caught.value.data["question"] == 2
    assert "(" not in sentence(caught.value).replace("('single'", "")


@pytest.mark.parametrize("questions", [None, [], "text", {}])
def test_a_quiz_without_questions(questions: Any) -> None:
    with pytest.raises(Invalid, match="no_questions"):
        validate_quiz({"questions": questions})


def test_a_quiz_beyond_measure_and_ids_given_twice() -> None:
    with pytest.raises(Invalid, match="too_many"):
        validate_quiz({"questions": [TRUE_FALSE] * 501})
    with pytest.raises(Invalid, match="same_id"):
        validate_quiz({"questions": [{**TRUE_FALSE, "id": 2}, TRUE_FALSE]})


@given(
    st.dictionaries(
        st.sampled_from(["1", "2", "3", "name", "5", "other"]),
        st.one_of(
            st.none(),
            st.booleans(),
            st.text(max_size=5),
            st.floats(),
            st.lists(st.sampled_from("abxyz"), max_size=4),
        ),
    )
)
def test_a_score_is_a_percentage_whatever_is_answered(answers: dict[str, Any]) -> None:
    percent = score(ALL, answers)
    assert Decimal(0) <= percent <= Decimal(100)
    assert percent == percent.quantize(Decimal("0.01"))


def test_a_quiz_comes_back_from_its_text() -> None:
    quiz = {"questions": [{"type": "numeric", "text": "π?", "answer": 3.14, "points": 2}], "x": [1]}
    assert quiz_from_text(quiz_text(quiz)) == quiz
    assert "π?" in quiz_text(quiz)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"questions": 1}', "{"])
def test_another_text_is_no_quiz(text: str) -> None:
    with pytest.raises(Invalid) as told:
        quiz_from_text(text)
    assert told.value.reason == "quiz.bad_question"
