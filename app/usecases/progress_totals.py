"""Bringing totals up to date after a course's content changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.commands import RefreshTotals
from app.domain.completion import CourseShape
from app.domain.entities import Enrollment, Entity, Progress
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.storage import UnitOfWork
from app.usecases.completion import Completions
from app.usecases.enrollments_status import promoted_data
from app.usecases.progress_courses import course_shapes
from app.usecases.progress_marks import with_imported_status
from app.usecases.row_outcomes import applied, missing


class _Refresh:
    """One command's walk over its enrollments."""

    def __init__(self, command: RefreshTotals, uow: UnitOfWork) -> None:
        self._uow = uow
        self._rows = dict(uow.get_many(Enrollment, set(command.enrollment_ids)))
        self._progress = {
            row.enrollment_id: row for row in uow.find(Progress, enrollment_id=sorted(self._rows))
        }
        self._shapes = course_shapes(uow, {row.course_id for row in self._rows.values()})
        lacking = len(self._rows) - len(self._progress)
        self._ids = iter(uow.take_ids(Progress, lacking) if lacking else ())
        self._standing = with_imported_status(uow, self._rows.values())
        self._completions = Completions(uow)
        self._changed: dict[int, Entity] = {}

    def refresh(self, position: int, number: int) -> RowOutcome:
        """Bring one enrollment's totals and percentage up to date."""
        enrollment = self._rows.get(number)
        if enrollment is None:
            return missing(position, Enrollment.TABLE, number)
        before = self._progress.get(number)
        shape = self._shapes[enrollment.course_id]
        after = self._made(number, shape) if before is None else self._totalled(before, shape)
        done = len(shape.counted.intersection(after.completed_lessons))
        completions = self._completions
        settle = completions.keep_status if number in self._standing else completions.settle
        settled = settle(enrollment, enrollment, done, after.total_lessons)
        if after is before:
            outcome = "unchanged" if settled is enrollment else "updated"
        else:
            outcome = "added" if before is None else "updated"
            self._changed[number] = self._progress[number] = after
        self._rows[number] = settled
        return applied(position, number, outcome=outcome)

    def save(self) -> list[Enrollment]:
        """Save everything; who got a seat that was freed."""
        self._uow.save_all(list(self._changed.values()))
        return self._completions.save()

    def _made(self, number: int, shape: CourseShape) -> Progress:
        return Progress(
            id=next(self._ids),
            enrollment_id=number,
            total_modules=shape.total_modules,
            total_lessons=shape.total_lessons,
            created_at=self._uow.now,
        )

    def _totalled(self, row: Progress, shape: CourseShape) -> Progress:
        if (row.total_modules, row.total_lessons) == (shape.total_modules, shape.total_lessons):
            return row
        return replace(
            row,
            total_modules=shape.total_modules,
            total_lessons=shape.total_lessons,
            updated_at=self._uow.now,
        )


def recount_percentages(uow: UnitOfWork, enrollment_ids: Sequence[int]) -> None:
    """Count the percentage of open enrollments anew from what is recorded; totals stand."""
    rows = uow.get_many(Enrollment, enrollment_ids)
    recorded = {row.enrollment_id: row for row in uow.find(Progress, enrollment_id=sorted(rows))}
    shapes = course_shapes(uow, {row.course_id for row in rows.values()})
    completions = Completions(uow)
    for row in rows.values():
        held = recorded.get(row.id)
        lessons = () if held is None else held.completed_lessons
        done = len(shapes[row.course_id].counted.intersection(lessons))
        completions.keep_status(row, row, done, 0 if held is None else held.total_lessons)
    completions.save()


def refresh_totals(command: RefreshTotals, uow: UnitOfWork) -> Outcome:
    """Give each enrollment a progress row with its course's present totals.

    What is up to date is not written. Percentages follow; whoever has done all that is left
    completes, unless the status was imported. A row's data: ``{"outcome": "added" | "updated" |
    "unchanged"}``; the outcome's: ``{"promoted": [...]}``.
    """
    work = _Refresh(command, uow)
    rows = tuple(
        work.refresh(position, number) for position, number in enumerate(command.enrollment_ids)
    )
    return Outcome(rows=rows, data=promoted_data(work.save()))
