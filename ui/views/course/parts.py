"""Parts of a course's screen that stand in packages of their own: quizzes, review, learner."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.views.page import Desk

PARTS = {
    "quiz": "QuizBuilder",
    "review": "ReviewView",
    "learner": "LearnerView",
}
"""Package below this one, to the widget in it that is made with a `Desk`.

`QuizBuilder` has ``begin(stored: LessonText)`` and ``leave()`` (which saves); `ReviewView` has
``begin(course_id)``, `LearnerView` ``begin(course_id, lesson_id)``; both have a signal
``closed()``.
"""


def part(name: str, desk: Desk) -> Any:
    """The part's widget, or None where its package is not installed."""
    package = f"ui.views.course.{name}"
    if find_spec(package) is None:
        return None
    factory = getattr(import_module(package), PARTS[name], None)
    made = factory(desk) if factory is not None else None
    return made if isinstance(made, QWidget) else None
