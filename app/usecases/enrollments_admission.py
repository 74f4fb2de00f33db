"""Who may enter which course: what enrolling and importing read, and how they decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from app.domain.enrollment_states import course_refusal, student_refusal
from app.domain.entities import Course, Enrollment, User
from app.domain.errors import Rejected
from app.domain.outcomes import RowOutcome
from app.ports.storage import UnitOfWork
from app.usecases.enrollments_changes import EnrollmentChanges
from app.usecases.enrollments_entry import enter, return_to
from app.usecases.enrollments_seats import Seats
from app.usecases.row_outcomes import applied
from app.usecases.waiting_list import WaitingLists, promote_waiting

Pair = tuple[int, int]
"""(student_id, course_id)."""


class Admission:
    """The courses, people, enrollments, seats and waiting lists that a command's rows concern."""

    def __init__(self, uow: UnitOfWork, pairs: Iterable[Pair]) -> None:
        wanted = set(pairs)
        student_ids = sorted({student_id for student_id, _ in wanted})
        course_ids = sorted({course_id for _, course_id in wanted})
        self._uow = uow
        self.now: datetime = uow.now
        self.courses = uow.get_many(Course, course_ids)
        self.students = uow.get_many(User, student_ids)
        self.current: dict[Pair, Enrollment] = {
            (row.student_id, row.course_id): row
            for row in uow.find(Enrollment, course_id=course_ids, student_id=student_ids)
            if (row.student_id, row.course_id) in wanted
        }
        self.seats = Seats(uow, self.courses.values())
        self.waiting = WaitingLists(uow, course_ids)
        self.changes = EnrollmentChanges(uow)
        self._asked: dict[int, dict[int, Enrollment]] = {}
        self._closed: dict[int, Rejected | None] = {}

    def refusals(self, student_id: int, course_id: int) -> list[Rejected]:
        """Why the student cannot enter the course now, seats aside: nothing, one reason or two."""
        if course_id not in self._closed:
            self._closed[course_id] = course_refusal(self.courses.get(course_id), course_id)
        both = (
            self._closed[course_id],
            student_refusal(self.students.get(student_id), student_id),
        )
        return [refusal for refusal in both if refusal is not None]

    def has_seat(self, course_id: int) -> bool:
        """Whether one who does not wait yet can be seated: nobody passes those who wait."""
        return self.seats.any(course_id) and not self.waiting.any(course_id)

    def enter(self, row: Enrollment) -> Enrollment:
        """Seat a student: *row* if they were never in the course, else their dropped enrollment."""
        pair = (row.student_id, row.course_id)
        before = self.current.get(pair)
        if before is None:
            after = enter(self.changes, row)
        else:
            after = return_to(self.changes, before, self.now)
        self.replaced(before, after)
        return after

    def queue(self, row: Enrollment) -> int:
        """The place on the waiting list of a student who would have got *row*: at its end if new.

        Whoever is promoted at the end of this very command gets that row.
        """
        self._asked.setdefault(row.course_id, {})[row.student_id] = row
        if self.waiting.waits(row.course_id, row.student_id):
            return self.waiting.place(row.course_id, row.student_id)
        return self.waiting.append(row.course_id, row.student_id)

    def replaced(self, before: Enrollment | None, after: Enrollment) -> None:
        """Count *after* instead of *before* from now on."""
        self.current[(after.student_id, after.course_id)] = after
        self.seats.moved(after.course_id, None if before is None else before.status, after.status)

    def save(self) -> dict[Pair, Enrollment]:
        """Save everything and give free seats to those who wait; whom it promoted."""
        self.waiting.save()
        self.changes.save()
        return {
            (row.student_id, row.course_id): row
            for course in self.courses.values()
            if self.waiting.any(course.id) and self.seats.any(course.id)
            for row in promote_waiting(self._uow, course, self._asked.get(course.id))
        }


def with_promotions(
    rows: Collection[RowOutcome],
    pairs: Collection[Pair],
    promoted: dict[Pair, Enrollment],
    outcome: str,
) -> tuple[RowOutcome, ...]:
    """The outcomes of a command's rows, where some were sent to wait and seated at its end.

    *outcome* is what such a row answers.
    """
    if not promoted:
        return tuple(rows)
    return tuple(
        applied(row.position, promoted[pair].id, outcome=outcome)
        if "place" in row.data and pair in promoted
        else row
        for row, pair in zip(rows, pairs, strict=True)
    )
