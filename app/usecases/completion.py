"""Carrying progress over to enrollments: percentage, and completion when all is done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from app.domain.completion import completion_percentage, is_complete
from app.domain.enrollment_states import moved
from app.domain.entities import Course, Enrollment, Progress
from app.domain.events import EnrollmentCompleted
from app.ports.storage import UnitOfWork
from app.usecases.enrollments_changes import EnrollmentChanges
from app.usecases.waiting_list import promote_all


class Completions:
    """Enrollments whose progress a command changed.

    `completed` are those that it completed; each frees its seat.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self.changes = EnrollmentChanges(uow)
        self.completed: list[Enrollment] = []

    def settle(self, before: Enrollment, after: Enrollment, done: int, total: int) -> Enrollment:
        """Take over *after* (*before* with its access times) with *done* of *total* lessons.

        A completed enrollment stays completed, at 100 %. An active one is completed by its last
        lesson, at the time of its last access. Nothing is written where nothing changed.
        """
        if after.status == "active" and is_complete(done, total):
            at = after.last_accessed_at or self._uow.now
            row = moved(after, "complete", at, self._uow.now)
            self._started(before, after)
            self.changes.record(before, row, "completed")
            self.completed.append(row)
            return row
        self._started(before, after)
        return self.keep_status(before, after, done, total)

    def keep_status(
        self, before: Enrollment, after: Enrollment, done: int, total: int
    ) -> Enrollment:
        """Like `settle` for an enrollment whose status stands: only the percentage moves."""
        row = after
        percentage = completion_percentage(done, total)
        if row.status != "completed" and percentage != row.completion_percentage:
            row = replace(row, completion_percentage=percentage)
        if row is before:
            return before
        row = replace(row, updated_at=self._uow.now)
        self.changes.put(row)
        return row

    def save(self) -> list[Enrollment]:
        """Save everything and give the seats that were freed to those who wait; who got one."""
        for row in self.completed:
            self.changes.tell(
                EnrollmentCompleted(
                    entity_id=row.id, student_id=row.student_id, course_id=row.course_id
                )
            )
        self.changes.save()
        courses = self._uow.get_many(Course, {row.course_id for row in self.completed})
        return promote_all(self._uow, courses.values())

    def _started(self, before: Enrollment, after: Enrollment) -> None:
        if before.started_at is None and after.started_at is not None:
            self.changes.record(before, after, "started")


def percentages_done(uow: UnitOfWork, enrollment_ids: Collection[int]) -> dict[int, Decimal]:
    """By enrollment, what is recorded as done, whatever its status says; none without a record."""
    if not enrollment_ids:
        return {}
    return {
        row.enrollment_id: completion_percentage(len(row.completed_lessons), row.total_lessons)
        for row in uow.find(Progress, enrollment_id=sorted(enrollment_ids))
    }


def accessed(row: Enrollment, first: datetime, last: datetime) -> Enrollment:
    """The enrollment after its student was in the course from *first* to *last*."""
    started_at = row.started_at or first
    latest = last if row.last_accessed_at is None else max(row.last_accessed_at, last)
    if started_at == row.started_at and latest == row.last_accessed_at:
        return row
    return replace(row, started_at=started_at, last_accessed_at=latest)
