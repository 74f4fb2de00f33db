"""Quizzes whose questions are kept as drafts, because one of them is not finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from app.domain.entities import Lesson
from app.domain.errors import Invalid, Rejected
from app.domain.quiz import quiz_from_text, quiz_text
from app.ports.drafts import ASIDE, Draft
from app.queries.course_findings import Finding
from app.queries.course_review import CourseReview
from ui.operations.drafts import DraftKeeper
from ui.views.course.manners import NO_QUIZ, QuizManner
from ui.views.course.quiz.document import fault_of


def own_quizzes(keeper: DraftKeeper, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of questions that nobody has to decide about any more."""
    return [
        one
        for one in drafts
        if one.kind == QuizManner.kind and ASIDE not in one.key and keeper.is_own(one)
    ]


def as_drafted(lesson: Lesson, drafts: Sequence[Draft]) -> Lesson:
    """The lesson with the questions that its author wrote on from the stored ones."""
    stored = NO_QUIZ if lesson.quiz is None else quiz_text(lesson.quiz)
    base = sha256(stored.encode()).hexdigest()
    for one in drafts:
        if one.key == str(lesson.id) and one.base_sha256 == base:
            try:
                return replace(lesson, quiz=quiz_from_text(one.text))
            except Invalid:
                return lesson
    return lesson


def explained(
    review: CourseReview, lessons: Sequence[Lesson], drafts: Sequence[Draft]
) -> CourseReview:
    """The review, saying of a quiz that cannot stand how many of its questions are unfinished."""
    drafted = {one.id: (as_drafted(one, drafts).quiz or {}) for one in lessons}
    return replace(
        review,
        findings=tuple(
            _explained(one, list(drafted.get(one.lesson_id or 0, {}).get("questions", ())))
            for one in review.findings
        ),
    )


def _explained(one: Finding, questions: list[Any]) -> Finding:
    unfinished = sum(bool(fault_of(place, each)) for place, each in enumerate(questions))
    if not unfinished or not one.error.reason.startswith("quiz."):
        return one
    error = Rejected("review.unfinished_questions", count=unfinished, all=len(questions))
    return replace(one, error=error)
