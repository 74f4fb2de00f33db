"""What can be taken back while a quiz is being written."""

from __future__ import annotations

from collections.abc import Hashable

from app.domain.dataclass import dataclass
from ui.views.course.quiz.document import Question

STEPS = 200
"""How many can be taken back."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The questions as they stood, and the row of the list that was current."""

    questions: tuple[Question, ...]
    place: int


class History:
    """Moments before every change; what is typed in one field without a rest is one change.

    Questions are never changed in place, so that a moment costs nothing but its tuple.
    """

    def __init__(self) -> None:
        self._past: list[Moment] = []
        self._future: list[Moment] = []
        self._run: Hashable = None

    def begin(self) -> None:
        """Another quiz: nothing can be taken back."""
        self._past, self._future, self._run = [], [], None

    def go_on_from(self, former: History) -> None:
        """What could be taken back in another history can be here."""
        self._past, self._future, self._run = former._past, former._future, None

    def record(self, before: Moment, run: Hashable = None) -> None:
        """Something changes; with the *run* of the change before it, both are one."""
        self._future = []
        if run is None or run != self._run:
            self._past = [*self._past[1 - STEPS :], before]
        self._run = run

    def rest(self) -> None:
        """What is typed next is a change of its own."""
        self._run = None

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._future)

    def undo(self, now: Moment) -> Moment | None:
        """The moment before the last change, or None."""
        return self._step(self._past, self._future, now)

    def redo(self, now: Moment) -> Moment | None:
        """The moment that was taken back last, or None."""
        return self._step(self._future, self._past, now)

    def _step(self, source: list[Moment], target: list[Moment], now: Moment) -> Moment | None:
        self._run = None
        if not source:
            return None
        target.append(now)
        return source.pop()
