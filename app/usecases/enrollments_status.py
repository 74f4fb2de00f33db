"""Dropping, suspending, reactivating and completing enrollments."""

from __future__ import annotations

from app.domain.commands import ChangeEnrollmentStatus, StatusAction
from app.domain.completion import NOTHING_DONE
from app.domain.enrollment_states import MOVES, course_refusal, moved, student_refusal
from app.domain.entities import Certificate, Course, Enrollment, User
from app.domain.errors import Rejected
from app.domain.events import DomainEvent, EnrollmentCompleted, EnrollmentDropped
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.storage import UnitOfWork
from app.usecases.completion import percentages_done
from app.usecases.enrollments_changes import EnrollmentChanges
from app.usecases.enrollments_seats import Seats
from app.usecases.row_outcomes import applied, missing, refused
from app.usecases.waiting_list import WaitingLists, promote_all

SEATLESS = frozenset({"dropped", "completed"})
"""Whoever comes back from these needs a seat."""


class _StatusChange:
    """One command's walk over its enrollments."""

    def __init__(self, command: ChangeEnrollmentStatus, uow: UnitOfWork) -> None:
        self._uow = uow
        self._action: StatusAction = command.action
        self._reason = (command.reason or "").strip() or None
        self._rows = uow.get_many(Enrollment, set(command.enrollment_ids))
        course_ids = {row.course_id for row in self._rows.values()}
        self._courses = uow.get_many(Course, course_ids)
        back = self._rows.values() if command.action == "reactivate" else ()
        returning = {row.student_id for row in back if row.status in SEATLESS}
        completed = [row.id for row in back if row.status == "completed"]
        self._students = uow.get_many(User, returning)
        self._certified = _certified(uow, completed)
        self._done = percentages_done(uow, completed)
        self._seats = Seats(uow, self._courses.values())
        self._waiting = WaitingLists(uow, course_ids)
        self._changes = EnrollmentChanges(uow)

    def change(self, position: int, enrollment_id: int) -> RowOutcome:
        """Change one enrollment, or say why not."""
        before = self._rows.get(enrollment_id)
        if before is None:
            return missing(position, Enrollment.TABLE, enrollment_id)
        try:
            done = self._done.get(enrollment_id, NOTHING_DONE)
            after = moved(before, self._action, self._uow.now, self._uow.now, done)
        except Rejected as refusal:
            return refused(position, refusal, enrollment_id)
        if before.status in SEATLESS:
            return_refusal = self._return_refusal(before)
            if return_refusal is not None:
                return refused(position, return_refusal, enrollment_id)
            self._waiting.remove(before.course_id, before.student_id)
        self._rows[enrollment_id] = after
        self._seats.moved(after.course_id, before.status, after.status)
        self._changes.record(before, after, MOVES[self._action][2], self._reason)
        event = _event(after, self._reason)
        if event is not None:
            self._changes.tell(event)
        return applied(position, enrollment_id, outcome=after.status, previous=before.status)

    def save(self) -> list[Enrollment]:
        """Save the changes and seat those who waited for what was freed; whom it promoted."""
        self._waiting.save()
        self._changes.save()
        return promote_all(
            self._uow, [self._courses[course_id] for course_id in sorted(self._seats.freed)]
        )

    def _return_refusal(self, before: Enrollment) -> Rejected | None:
        """Why someone who left cannot come back: they need a seat like anyone else.

        While a valid certificate says that they completed the course, they have.
        """
        number = self._certified.get(before.id)
        if number is not None:
            return Rejected(
                "enrollment.certified", enrollment_id=before.id, certificate_number=number
            )
        course = self._courses[before.course_id]
        refusal = course_refusal(course, before.course_id) or student_refusal(
            self._students.get(before.student_id), before.student_id
        )
        if refusal is None and not self._seats.any(course.id):
            refusal = Rejected(
                "enrollment.course_full",
                course_id=course.id,
                course=course.title,
                max_students=course.max_students,
            )
        return refusal


def _certified(uow: UnitOfWork, enrollment_ids: list[int]) -> dict[int, str]:
    """Enrollment to the number of its valid certificate."""
    if not enrollment_ids:
        return {}
    found = uow.find(Certificate, enrollment_id=enrollment_ids, is_revoked=False)
    return {row.enrollment_id: row.certificate_number for row in found}


def change_status(command: ChangeEnrollmentStatus, uow: UnitOfWork) -> Outcome:
    """Move enrollments by `MOVES`, one history row each.

    A row's data: ``{"outcome": new status, "previous": old status}``. The outcome's data:
    ``{"promoted": [{"id", "student_id", "course_id"}, ...]}``, who got a seat that was freed.
    """
    change = _StatusChange(command, uow)
    rows = tuple(
        change.change(position, enrollment_id)
        for position, enrollment_id in enumerate(command.enrollment_ids)
    )
    return Outcome(rows=rows, data=promoted_data(change.save()))


def promoted_data(promoted: list[Enrollment]) -> dict[str, object]:
    """Who got a seat, as a command's data."""
    return {
        "promoted": [
            {"id": row.id, "student_id": row.student_id, "course_id": row.course_id}
            for row in promoted
        ]
    }


def _event(after: Enrollment, reason: str | None) -> DomainEvent | None:
    if after.status == "dropped":
        return EnrollmentDropped(
            entity_id=after.id,
            student_id=after.student_id,
            course_id=after.course_id,
            reason=reason,
        )
    if after.status == "completed":
        return EnrollmentCompleted(
            entity_id=after.id, student_id=after.student_id, course_id=after.course_id
        )
    return None
