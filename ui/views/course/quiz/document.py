"""A quiz being built: questions as plain values, changed without losing what a kind shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from app.domain.errors import Invalid
from app.domain.messages import sentence
from app.domain.quiz import QUESTION_TYPES, question_id, validate_quiz

Question = dict[str, Any]

ICONS = {
    "single": "circle-dot",
    "multiple": "square-check",
    "true_false": "circle-question-mark",
    "short": "text-cursor-input",
    "numeric": "hash",
}
"""Kind to icon, the same wherever a kind is shown."""

SHARED = ("id", "type", "text", "points", "explanation")
"""What a question keeps when it becomes another kind."""


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
    changed = {name: question[name] for name in SHARED if name in question} | {"type": kind}
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
        "single": {"options": [{"text": "", "correct": True}, {"text": ""}]},
        "multiple": {"options": [{"text": "", "correct": True}, {"text": ""}]},
        "true_false": {"answer": True},
        "short": {"answers": []},
        "numeric": {"answer": 0, "tolerance": 0},
    }
    return forms[kind]


def points_of(questions: Sequence[Mapping[str, Any]]) -> float:
    """All points that can be earned."""
    return float(sum(one.get("points", 1) for one in questions))


def with_ids(questions: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The questions, each with its id written down, so that moving one renames none."""
    return [{"id": question_id(place, one)} | dict(one) for place, one in enumerate(questions)]


def fault_of(place: int, question: Mapping[str, Any]) -> str:
    """Why a question (*place* counted from 0) cannot stand yet; empty where it can."""
    try:
        validate_quiz({"questions": [dict(question)]})
    except Invalid as error:
        return sentence(Invalid(error.reason, **{**error.data, "question": place + 1}))
    return ""


def copy_of(question: Mapping[str, Any], questions: Sequence[Question]) -> Question:
    """The same question under an id of its own."""
    made: Question = deepcopy(dict(question))
    return made | {"id": new_question(str(made["type"]), questions)["id"]}
