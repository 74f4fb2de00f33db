"""A quiz that is being written, handed from one builder to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.dataclass import dataclass
from app.queries.lesson_text import LessonText
from ui.views.course.quiz.questions import Questions
from ui.views.course.session import LessonSession
from ui.widgets.markdown.editor import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedQuiz:
    """Questions with their undo, introduction and sessions; `trial` is what was answered there.

    None where the trial was not shown.
    """

    stored: LessonText
    rest: dict[str, Any]
    questions: Questions
    session: LessonSession
    introduction: tuple[LessonSession, Given]
    trial: Mapping[str, tuple[str, Any]] | None
