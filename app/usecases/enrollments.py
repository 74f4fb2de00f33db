"""Enrolling students, and the table of all use cases on enrollments."""

from __future__ import annotations

from app.domain.commands import (
    ChangeEnrollmentStatus,
    Command,
    EnrollRow,
    EnrollStudents,
    ImportEnrollments,
)
from app.domain.entities import Enrollment
from app.domain.errors import Rejected
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.storage import UnitOfWork
from app.usecases.bus import UseCase
from app.usecases.enrollments_admission import Admission, with_promotions
from app.usecases.enrollments_import import import_enrollments
from app.usecases.enrollments_status import change_status
from app.usecases.enrollments_values import value_refusal
from app.usecases.row_outcomes import applied, refused


def enroll_students(command: EnrollStudents, uow: UnitOfWork) -> Outcome:
    """Seat each student, or put them on the course's waiting list.

    A row's data: ``{"outcome": "enrolled"}`` with the enrollment's id as key, or
    ``{"outcome": "waiting", "place": n}``. Rejected row by row: ``enrollment.exists`` and what
    `Admission.refusals` and `value_refusal` find.
    """
    pairs = [(row.student_id, row.course_id) for row in command.rows]
    admission = Admission(uow, pairs)
    rows = [_enroll(admission, position, row) for position, row in enumerate(command.rows)]
    return Outcome(rows=with_promotions(rows, pairs, admission.save(), "enrolled"))


def _enroll(admission: Admission, position: int, row: EnrollRow) -> RowOutcome:
    student_id, course_id = row.student_id, row.course_id
    refusals = admission.refusals(student_id, course_id)
    refusal = refusals[0] if refusals else value_refusal(row.payment_amount, row.source)
    if refusal is not None:
        return refused(position, refusal)
    current = admission.current.get((student_id, course_id))
    if current is not None and current.status != "dropped":
        refusal = Rejected(
            "enrollment.exists",
            enrollment_id=current.id,
            status=current.status,
            email=admission.students[student_id].email,
            course=admission.courses[course_id].title,
        )
        return refused(position, refusal, current.id)
    wanted = Enrollment(
        id=row.enrollment_id,
        student_id=student_id,
        course_id=course_id,
        enrolled_at=admission.now,
        payment_status=row.payment_status,
        payment_amount=row.payment_amount,
        enrollment_source=row.source,
        created_at=admission.now,
    )
    if not admission.has_seat(course_id):
        return applied(position, None, outcome="waiting", place=admission.queue(wanted))
    return applied(position, admission.enter(wanted).id, outcome="enrolled")


USE_CASES: dict[type[Command], UseCase] = {
    EnrollStudents: enroll_students,
    ImportEnrollments: import_enrollments,
    ChangeEnrollmentStatus: change_status,
}
