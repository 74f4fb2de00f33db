"""One learner's progress while rows are added to it."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from app.domain.canonical import CENT
from app.domain.commands import ProgressRow
from app.domain.completion import CourseShape, modules_completed
from app.domain.entities import Progress
from app.domain.errors import Invalid, Rejected

Change = Literal["added", "updated", "unchanged"]
MOST_SCORE = 100
MOST_MINUTES = 527_040
"""A year's: more in one row is a slip of the pen."""


def row_refusal(row: ProgressRow, shape: CourseShape) -> Rejected | None:
    """Why a row cannot be recorded in a course of this shape."""
    if row.lesson_id not in shape.module_of:
        return Rejected("progress.lesson_elsewhere", lesson_id=row.lesson_id)
    if row.score is None:
        if row.lesson_id in shape.quizzes:
            return Rejected("progress.score_needed", lesson_id=row.lesson_id)
    elif not 0 <= row.score <= MOST_SCORE:
        return Invalid("progress.score_out_of_range", field="score", score=str(row.score))
    if not 0 <= row.minutes <= MOST_MINUTES:
        return Invalid(
            "progress.minutes_out_of_range",
            field="minutes",
            minutes=row.minutes,
            most=MOST_MINUTES,
        )
    return None


class ProgressTally:
    """What an enrollment's progress comes to.

    Since it was made: `newly` are the lessons completed, `scored` those that got a better score,
    `span` the earliest and latest time of a row (None without rows).
    `imported` says that rows without a time which are recorded already add nothing.
    """

    def __init__(self, shape: CourseShape, stored: Progress | None, *, imported: bool) -> None:
        self.shape = shape
        self._imported = imported
        self.completed: set[int] = set(stored.completed_lessons) if stored else set()
        self.scores: dict[str, float] = dict(stored.quiz_scores) if stored else {}
        self.passed: set[int] = set(stored.completed_quizzes) if stored else set()
        self.minutes = stored.time_spent_minutes if stored else 0
        self._modules: tuple[int, ...] = stored.completed_modules if stored else ()
        self._accessed = self.accessed = stored.last_accessed_at if stored else None
        self.current_lesson = stored.current_lesson_id if stored else None
        self.current_module = stored.current_module_id if stored else None
        self.span: tuple[datetime, datetime] | None = None
        self.newly: list[int] = []
        self.scored: list[int] = []

    def repeats(self, row: ProgressRow) -> bool:
        """Whether *row* tells nothing that was not recorded before, and changes nothing.

        A score that passes by now, because the pass mark was lowered, is judged anew.
        """
        return self._told_before(row) and not self._passes_now(row.lesson_id)

    def _told_before(self, row: ProgressRow) -> bool:
        """Whether *row* was recorded already.

        That is a lesson recorded already with at least this score, at a time up to the last
        access before this command: minutes are kept as a sum, so only so can a row that was
        recorded before be told from one more sitting.
        """
        lesson_id = row.lesson_id
        if lesson_id in self.shape.quizzes:
            best = self.scores.get(str(lesson_id))
            recorded = best is not None and row.score is not None and _number(row.score) <= best
        else:
            recorded = lesson_id in self.completed
        if not recorded:
            return False
        if row.at is None:
            return self._imported
        return self._accessed is not None and row.at <= self._accessed

    def add(self, row: ProgressRow, at: datetime) -> Change:
        """Count *row*, done *at*."""
        minutes = 0 if self._told_before(row) else row.minutes
        if row.lesson_id in self.shape.quizzes:
            new = self._score(row.lesson_id, row.score)
        else:
            new = row.lesson_id not in self.completed
            if new:
                self._complete(row.lesson_id)
        self.minutes += minutes
        first, last = self.span or (at, at)
        self.span = (min(first, at), max(last, at))
        if self.accessed is None or at >= self.accessed:
            self.accessed = at
            self.current_lesson = row.lesson_id
            self.current_module = self.shape.module_of[row.lesson_id]
        return "added" if new else "updated"

    @property
    def done(self) -> int:
        """How many of the lessons that count are completed."""
        return len(self.completed & self.shape.counted)

    def new_modules(self) -> tuple[int, ...]:
        """Modules finished since the tally was made, ascending."""
        finished = modules_completed(self.shape, self.completed, self.newly)
        return tuple(module for module in finished if module not in self._modules)

    def progress(self, progress_id: int, enrollment_id: int, now: datetime) -> Progress:
        """A new row for this tally, with the course's present totals."""
        return self.updated(
            Progress(
                id=progress_id,
                enrollment_id=enrollment_id,
                total_modules=self.shape.total_modules,
                total_lessons=self.shape.total_lessons,
                created_at=now,
            ),
            None,
        )

    def updated(self, stored: Progress, now: datetime | None) -> Progress:
        """*stored* with this tally's counts; its totals stay."""
        return Progress(
            id=stored.id,
            enrollment_id=stored.enrollment_id,
            completed_modules=tuple(sorted({*self._modules, *self.new_modules()})),
            completed_lessons=tuple(sorted(self.completed)),
            total_modules=stored.total_modules,
            total_lessons=stored.total_lessons,
            completed_quizzes=tuple(sorted(self.passed)),
            quiz_scores=self.scores,
            time_spent_minutes=self.minutes,
            current_module_id=self.current_module,
            current_lesson_id=self.current_lesson,
            last_accessed_at=self.accessed,
            created_at=stored.created_at,
            updated_at=now,
        )

    def _score(self, lesson_id: int, score: Decimal | None) -> bool:
        """Keep the best score, which completes the lesson from the pass mark on; whether first."""
        name, number = str(lesson_id), 0.0 if score is None else _number(score)
        best = self.scores.get(name)
        if best is None or number > best:
            self.scores[name] = number
            self.scored.append(lesson_id)
        if self._passes_now(lesson_id):
            self.passed.add(lesson_id)
            self._complete(lesson_id)
        return best is None

    def _passes_now(self, lesson_id: int) -> bool:
        """Whether the best score completes a quiz that is not completed yet."""
        best = self.scores.get(str(lesson_id))
        return best is not None and lesson_id not in self.completed and best >= self.shape.pass_mark

    def _complete(self, lesson_id: int) -> None:
        self.completed.add(lesson_id)
        self.newly.append(lesson_id)


def _number(score: Decimal) -> float:
    return float(score.quantize(CENT, ROUND_HALF_EVEN))
