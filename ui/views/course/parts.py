"""Parts of a course's screen that stand in packages of their own: quizzes, review, learner."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from ui.views.page import Desk

PARTS = {
    "quiz": "QuizBuilder",
    "review": "ReviewView",
    "learner": "LearnerView",
}
"""Package below this one, to the widget in it that is made with a `Desk`.

`QuizBuilder` has ``begin(stored: LessonText, *, restore: bool)``, ``save()`` and ``leave()``;
`ReviewView` has ``begin(course_id)``, `LearnerView` ``begin(course_id, lesson_id)``; both have a
signal ``closed()``, `look_again()` for when rows have changed, and take the whole screen.
"""

ASIDE = ("review", "learner")
"""Parts that leave no room for the outline and the head."""


class Parts:
    """Makes each part when it is first wanted, and puts it among a screen's views."""

    def __init__(
        self, desk: Desk, stack: QStackedWidget, made_one: Callable[[Any], object]
    ) -> None:
        self._desk, self._stack, self._made_one = desk, stack, made_one
        self._made: dict[str, Any] = {}

    def get(self, name: str) -> Any:
        """The part's widget, or None where its package is not there."""
        if name not in self._made:
            made = self._made[name] = self._make(name)
            if made is not None:
                self._stack.addWidget(made)
                self._desk.look.dress(made)
                self._made_one(made)
        return self._made[name]

    def made(self, name: str) -> Any:
        """The part's widget if it was wanted already, else None."""
        return self._made.get(name)

    def shown(self, name: str) -> Any:
        """The part if it is what is shown, else None."""
        made = self._made.get(name)
        return made if made is not None and self._stack.currentWidget() is made else None

    def aside(self) -> Any:
        """The part that stands in the place of outline and lesson just now, if one does."""
        return next((made for name in ASIDE if (made := self.shown(name)) is not None), None)

    def _make(self, name: str) -> Any:
        try:
            package = import_module(f"{__package__}.{name}")
        except ModuleNotFoundError as missing:
            if missing.name is None or not missing.name.startswith(f"{__package__}."):
                raise
            return None
        return getattr(package, PARTS[name])(self._desk)
