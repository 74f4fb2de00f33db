"""The questions of the quiz that is being written: changed, and changed back."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from ui.views.course.quiz.document import Question, copy_of, new_question, with_ids
from ui.views.course.quiz.history import History, Moment


class Questions(Sequence[Question]):
    """Questions in their order; `place` is the one that is being looked at, -1 for none.

    Every change can be taken back; no question is changed in place.
    """

    def __init__(self) -> None:
        self._all: tuple[Question, ...] = ()
        self.history = History()
        self.place = -1

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, place: Any) -> Any:
        return self._all[place]

    def begin(self, questions: Sequence[Question], place: int) -> None:
        """Another quiz; nothing of the one before can be taken back."""
        self.history.begin()
        self._all = tuple(with_ids(questions))
        self.place = min(place, len(self) - 1)

    def go_on_from(self, former: Questions) -> None:
        """The questions of another one, with what could be taken back there."""
        self._all, self.place = former._all, former.place
        self.history.go_on_from(former.history)

    def replace_all(self, questions: Sequence[Question]) -> None:
        """Other questions in the place of these."""
        self._change([*with_ids(questions)], self.place)

    def put(self, question: Question, run: Hashable = None) -> None:
        """The current question is another; changes of one *run* are taken back together."""
        told = None if run is None else (question.get("id"), run)
        self._change([*self[: self.place], question, *self[self.place + 1 :]], self.place, told)

    def add(self, kind: str) -> None:
        """An empty question after the current one, which it then is."""
        at = self.place + 1 if self.place >= 0 else len(self)
        self.insert(at, new_question(kind, self._all))

    def insert(self, at: int, question: Question) -> None:
        """A question at a place; it is the current one then."""
        at = min(at, len(self))
        self._change([*self[:at], question, *self[at:]], at)

    def duplicate(self) -> None:
        """The current question once more, after it."""
        self.insert(self.place + 1, copy_of(self[self.place], self._all))

    def delete(self) -> Question:
        """Without the current question, which is answered."""
        gone: Question = self[self.place]
        self._change([*self[: self.place], *self[self.place + 1 :]], self.place)
        return gone

    def move(self, start: int, end: int) -> bool:
        """A question at another place, if there is one; it is the current one then."""
        end = max(0, min(end, len(self) - 1))
        if not 0 <= start < len(self) or start == end:
            return False
        left = [*self[:start], *self[start + 1 :]]
        self._change([*left[:end], self[start], *left[end:]], end)
        return True

    def undo(self) -> bool:
        """Take the last change back."""
        return self._return(self.history.undo(self._now()))

    def redo(self) -> bool:
        """Change again what was taken back last."""
        return self._return(self.history.redo(self._now()))

    def _now(self) -> Moment:
        return Moment(self._all, self.place)

    def _return(self, moment: Moment | None) -> bool:
        if moment is None:
            return False
        self._all, self.place = moment.questions, moment.place
        return True

    def _change(self, questions: Sequence[Question], place: int, run: Hashable = None) -> None:
        self.history.record(self._now(), run)
        self._all = tuple(questions)
        self.place = min(place, len(self) - 1)
