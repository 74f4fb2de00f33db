"""A quiz being built: questions as plain values, changed without losing what a kind shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from app.domain.errors import Invalid
from app.domain.messages import sentence
from app.domain.quiz import QUESTION_TYPES, option_id, question_id, validate_quiz

Question = dict[str, Any]

ICONS = {
    "single": "circle-dot",
    "multiple": "list-checks",
    "true_false": "toggle-left",
    "short": "text-cursor-input",
    "numeric": "hash",
}
"""Kind to icon, the same wherever a kind is shown."""

ANSWERS = ("options", "answer", "answers", "tolerance", "case_sensitive", "feedback")
"""What belongs to a kind; anything else a question keeps when it becomes another kind."""

FIELDS = {"quiz.no_text": "text", "quiz.bad_points": "points"}
"""Reason to the field that it is about; every other is about the answers."""

_STANDS: Mapping[str, Any] = {"text": "?", "points": 1}


def new_question(kind: str, questions: Sequence[Question]) -> Question:
    """An empty question of a kind, with an id that no other has.

    It is not valid yet: its text and answers are for the author to write.
    """
    taken = {question_id(place, one) for place, one in enumerate(questions)}
    number = len(questions) + 1
    while str(number) in taken:
        number += 1
    return {"id": str(number), "type": kind, "text": "", "points": 1, **_answers(kind)}


def as_kind(question: Mapping[str, Any], kind: str) -> Question:
    """The question as another kind; options stay between the kinds that have them."""
    if kind not in QUESTION_TYPES:
        raise ValueError(kind)
    kept = {name: held for name, held in question.items() if name not in ANSWERS}
    changed = kept | {"type": kind}
    if kind in ("single", "multiple") and question.get("options"):
        options = [dict(one) for one in question["options"]]
        if kind == "single":
            _keep_one_right(options)
        return changed | {"options": options}
    return changed | _answers(kind)


def _keep_one_right(options: list[dict[str, Any]]) -> None:
    found = False
    for option in options:
        if option.get("correct") and not found:
            found = True
        else:
            option.pop("correct", None)


def _answers(kind: str) -> Question:
    forms: dict[str, Question] = {
        "single": {"options": [{"text": ""}, {"text": ""}]},
        "multiple": {"options": [{"text": ""}, {"text": ""}]},
        "true_false": {},
        "short": {"answers": []},
        "numeric": {"answer": ""},
    }
    return forms[kind]


def points_of(questions: Sequence[Mapping[str, Any]]) -> float:
    """All points that can be earned; what is no number yet counts nothing."""
    points = (one.get("points", 1) for one in questions)
    return float(sum(one for one in points if isinstance(one, int | float)))


def with_ids(questions: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The questions, each with its id written down, so that moving one renames none.

    Options get theirs where one of them has one: what is added beside it needs another.
    """
    return [
        {"id": question_id(place, one)} | _with_option_ids(one)
        for place, one in enumerate(questions)
    ]


def _with_option_ids(question: Mapping[str, Any]) -> Question:
    options = question.get("options")
    if not options or not any("id" in one for one in options):
        return dict(question)
    named = [{"id": option_id(place, one)} | dict(one) for place, one in enumerate(options)]
    return dict(question) | {"options": named}


def new_option(options: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """An empty option; with an id of its own where the others have theirs."""
    taken = {one["id"] for one in options if "id" in one}
    if not taken:
        return {"text": ""}
    place = len(options)
    while option_id(place, {}) in taken:
        place += 1
    return {"id": option_id(place, {}), "text": ""}


def faults_of(place: int, question: Mapping[str, Any]) -> dict[str, str]:
    """Why a question (*place* counted from 0) cannot stand yet: a sentence for each field.

    Fields are ``text``, ``points`` and ``answers``; one that is mended no longer hides the next.
    """
    found: dict[str, str] = {}
    tried = dict(question)
    while True:
        try:
            validate_quiz({"questions": [tried]})
        except Invalid as error:
            field = FIELDS.get(error.reason, "answers")
            found[field] = sentence(Invalid(error.reason, **{**error.data, "question": place + 1}))
            if field not in _STANDS:
                return found
            tried[field] = _STANDS[field]
        else:
            return found


def fault_of(place: int, question: Mapping[str, Any]) -> str:
    """The first of `faults_of`; empty where the question can stand."""
    return next(iter(faults_of(place, question).values()), "")


def first_fault(questions: Sequence[Mapping[str, Any]]) -> tuple[int, str] | None:
    """Which question (from 0; -1 for none there) keeps the quiz from being saved, and why."""
    for place, question in enumerate(questions):
        fault = fault_of(place, question)
        if fault:
            return place, fault
    try:
        validate_quiz({"questions": list(questions)})
    except Invalid as error:
        return -1, sentence(error)
    return None


def copy_of(question: Mapping[str, Any], questions: Sequence[Question]) -> Question:
    """The same question under an id of its own."""
    made: Question = deepcopy(dict(question))
    return made | {"id": new_question(str(made["type"]), questions)["id"]}
