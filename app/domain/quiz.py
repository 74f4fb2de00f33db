"""The form of a quiz, and the one scorer: for learners and for an author who tries it.

A quiz is ``{"questions": [...]}``; a question has ``type``, ``text``, ``points`` (default 1), and
may have ``id`` (default: its place, "1", "2" ...) and ``explanation``. By type it also has:

- ``single``, ``multiple``: ``options``, a list of ``{"text", "correct", "feedback"}`` with an
  optional ``id`` (default: "a", "b" ...); single has exactly one correct option, multiple at
  least one.
- ``true_false``: ``answer`` (true or false), optional ``feedback`` ``{"true": ..., "false": ...}``.
- ``short``: ``answers`` (accepted texts), optional ``case_sensitive`` (default false).
- ``numeric``: ``answer`` (a number), optional ``tolerance`` (default 0).

Other keys are kept and ignored. An answer is an option's id (single), a list of ids (multiple),
true or false, a text, or a number (also as text); a question without one earns nothing.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from math import isfinite
from string import ascii_lowercase
from typing import Any

from app.domain.entities import Json
from app.domain.errors import Invalid

QUESTION_TYPES = ("single", "multiple", "true_false", "short", "numeric")
MAX_QUESTIONS = 500
MAX_POINTS = 1000
_CENT = Decimal("0.01")


def validate_quiz(quiz: Json) -> None:
    """Raise `Invalid` (``quiz.*``; `question` is 1-based) where the form above is not met."""
    questions = quiz.get("questions")
    if not isinstance(questions, Sequence) or isinstance(questions, str) or not questions:
        raise Invalid("quiz.no_questions", field="quiz")
    if len(questions) > MAX_QUESTIONS:
        raise Invalid("quiz.too_many_questions", field="quiz", limit=MAX_QUESTIONS)
    for position, question in enumerate(questions, 1):
        _check_question(position, question)
    if len({question_id(i, q) for i, q in enumerate(questions)}) < len(questions):
        raise Invalid("quiz.same_id", field="quiz", question=len(questions))


def _fault(reason: str, position: int, **data: object) -> Invalid:
    return Invalid(reason, field="quiz", question=position, **data)


def _check_question(position: int, question: Any) -> None:
    if not isinstance(question, Mapping):
        raise _fault("quiz.bad_question", position)
    kind = question.get("type")
    if kind not in QUESTION_TYPES:
        raise _fault("quiz.bad_type", position, value=str(kind)[:80], choices=QUESTION_TYPES)
    text = question.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _fault("quiz.no_text", position)
    points = question.get("points", 1)
    if not _is_number(points) or not 0 < points <= MAX_POINTS:
        raise _fault("quiz.bad_points", position, limit=MAX_POINTS)
    _FORMS[kind](position, question)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _check_options(position: int, question: Json) -> None:
    options = question.get("options")
    if not isinstance(options, Sequence) or isinstance(options, str) or len(options) < 2:
        raise _fault("quiz.too_few_options", position)
    for option in options:
        text = option.get("text") if isinstance(option, Mapping) else None
        written = isinstance(text, str) and bool(text.strip())
        if not written or not isinstance(option.get("correct", False), bool):
            raise _fault("quiz.bad_option", position)
        if not isinstance(option.get("feedback", ""), str | None):
            raise _fault("quiz.bad_option", position)
    if len({option_id(i, o) for i, o in enumerate(options)}) < len(options):
        raise _fault("quiz.same_id", position)
    right = sum(bool(option.get("correct")) for option in options)
    if right < 1 or (question["type"] == "single" and right != 1):
        raise _fault("quiz.no_right_option", position)


def _check_true_false(position: int, question: Json) -> None:
    if not isinstance(question.get("answer"), bool):
        raise _fault("quiz.bad_answer", position)


def _check_short(position: int, question: Json) -> None:
    answers = question.get("answers")
    if not isinstance(answers, Sequence) or isinstance(answers, str) or not answers:
        raise _fault("quiz.bad_answer", position)
    if not all(isinstance(one, str) and one.strip() for one in answers):
        raise _fault("quiz.bad_answer", position)


def _check_numeric(position: int, question: Json) -> None:
    tolerance = question.get("tolerance", 0)
    if not _is_number(question.get("answer")) or not _is_number(tolerance) or tolerance < 0:
        raise _fault("quiz.bad_answer", position)


_FORMS: Mapping[str, Callable[[int, Json], None]] = {
    "single": _check_options,
    "multiple": _check_options,
    "true_false": _check_true_false,
    "short": _check_short,
    "numeric": _check_numeric,
}


def quiz_text(quiz: Json) -> str:
    """A quiz as text, one value a line, so that two versions can be laid side by side."""
    return json.dumps(quiz, ensure_ascii=False, indent=2, sort_keys=True)


def quiz_from_text(text: str) -> dict[str, Any]:
    """The quiz that `quiz_text` wrote; raises `Invalid` (``quiz.bad_question``) otherwise."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise _fault("quiz.bad_question", 1) from error
    if not isinstance(found, dict) or not isinstance(found.get("questions"), list):
        raise _fault("quiz.bad_question", 1)
    return found


def question_id(index: int, question: Json) -> str:
    """The id that answers are given under; *index* is 0-based."""
    return str(question.get("id", index + 1))


def option_id(index: int, option: Json) -> str:
    """The id that an answer names; *index* is 0-based."""
    letter = ascii_lowercase[index] if index < len(ascii_lowercase) else str(index + 1)
    return str(option.get("id", letter))


def score(quiz: Json, answers: Mapping[str, Any]) -> Decimal:
    """The percentage (0 to 100, 2 decimals) that *answers*, by question id, earn on a valid quiz.

    Several choices earn their part: right ones less wrong ones over all right ones, at least 0.
    """
    earned = possible = Decimal(0)
    for index, question in enumerate(quiz["questions"]):
        points = Decimal(str(question.get("points", 1)))
        possible += points
        answer = answers.get(question_id(index, question))
        if answer is not None:
            earned += points * _MARKS[question["type"]](question, answer)
    return (100 * earned / possible).quantize(_CENT, ROUND_HALF_EVEN)


def _mark_options(question: Json, answer: Any) -> Decimal:
    chosen = {str(one) for one in answer} if isinstance(answer, list | tuple) else {str(answer)}
    right = {option_id(i, o) for i, o in enumerate(question["options"]) if o.get("correct")}
    if question["type"] == "single":
        return Decimal(chosen == right)
    return max(Decimal(0), Decimal(len(chosen & right) - len(chosen - right)) / len(right))


def _mark_true_false(question: Json, answer: Any) -> Decimal:
    return Decimal(answer is question["answer"])


def _mark_short(question: Json, answer: Any) -> Decimal:
    exact = bool(question.get("case_sensitive", False))
    accepted = {_plain(one, exact) for one in question["answers"]}
    return Decimal(_plain(str(answer), exact) in accepted)


def _plain(text: str, exact: bool) -> str:
    """How a text is compared: one space between words, composed, and in one case unless exact."""
    words = " ".join(unicodedata.normalize("NFKC", text).split())
    return words if exact else words.casefold()


def _mark_numeric(question: Json, answer: Any) -> Decimal:
    right, tolerance = (Decimal(str(question.get(name, 0))) for name in ("answer", "tolerance"))
    try:
        given = Decimal(str(answer).strip())
    except InvalidOperation:
        return Decimal(0)
    return Decimal(right - tolerance <= given <= right + tolerance if given.is_finite() else 0)


_MARKS: Mapping[str, Callable[[Json, Any], Decimal]] = {
    "single": _mark_options,
    "multiple": _mark_options,
    "true_false": _mark_true_false,
    "short": _mark_short,
    "numeric": _mark_numeric,
}
