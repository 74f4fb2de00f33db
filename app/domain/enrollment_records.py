"""Enrollments as another system knows them, turned into rows whose dates agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from app.domain.clock import format_time
from app.domain.commands import EnrollmentRecord
from app.domain.completion import COMPLETE, NOTHING_DONE
from app.domain.entities import Enrollment, EnrollmentStatus
from app.domain.errors import Rejected

IMPORTED_STATUS = "imported_status"
"""The `RowState` mark of an enrollment whose status a file gave; its value is that status.

It stands for as long as the enrollment still has that status.
"""


def new_enrollment(record: EnrollmentRecord, now: datetime) -> Enrollment:
    """The row that *record* makes.

    Without enrolled_at it is the earliest date given, else now. Completed needs a completed_at and
    dropped a dropped_at: enrolled_at where the record has none. Raises `Rejected`
    (``enrollment.completed_before_enrolled``).
    """
    status: EnrollmentStatus = record.status or "active"
    enrolled_at = record.enrolled_at or _earliest(record, now)
    row = Enrollment(
        id=record.enrollment_id,
        student_id=record.student_id,
        course_id=record.course_id,
        status=status,
        enrolled_at=enrolled_at,
        started_at=record.started_at,
        completed_at=record.completed_at or (enrolled_at if status == "completed" else None),
        dropped_at=record.dropped_at or (enrolled_at if status == "dropped" else None),
        completion_percentage=COMPLETE if status == "completed" else NOTHING_DONE,
        payment_status=record.payment_status,
        payment_amount=record.payment_amount,
        enrollment_source=record.enrollment_source,
        created_at=now,
    )
    _check_dates(row)
    return row


def revised(
    current: Enrollment, record: EnrollmentRecord, now: datetime, reopened: Decimal
) -> Enrollment:
    """*current* with what *record* says otherwise; *current* itself where it says nothing new.

    A date that goes with a status leaves with it, unless the record gives it. *reopened* is the
    percentage of an enrollment that is no longer completed. Raises as `new_enrollment`.
    """
    status = record.status or current.status
    enrolled_at = record.enrolled_at or current.enrolled_at
    changed = status != current.status
    values = {
        "status": status,
        "enrolled_at": enrolled_at,
        "started_at": record.started_at or current.started_at,
        "completed_at": record.completed_at
        or _kept(current.completed_at, status == "completed", changed, enrolled_at),
        "dropped_at": record.dropped_at
        or _kept(current.dropped_at, status == "dropped", changed, enrolled_at),
        "payment_status": record.payment_status or current.payment_status,
        "payment_amount": (
            current.payment_amount if record.payment_amount is None else record.payment_amount
        ),
        "enrollment_source": record.enrollment_source or current.enrollment_source,
    }
    if changed and "completed" in (status, current.status):
        values["completion_percentage"] = COMPLETE if status == "completed" else reopened
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    row = replace(current, **values, updated_at=now)  # type: ignore[arg-type]
    _check_dates(row)
    return row


def _kept(
    stored: datetime | None, needed: bool, changed: bool, enrolled_at: datetime
) -> datetime | None:
    if needed:
        return stored or enrolled_at
    return None if changed else stored


def _earliest(record: EnrollmentRecord, now: datetime) -> datetime:
    given = (record.started_at, record.completed_at, record.dropped_at)
    return min((moment for moment in given if moment is not None), default=now)


def _check_dates(row: Enrollment) -> None:
    if row.completed_at is not None:
        check_order(row.enrolled_at, row.completed_at)


def check_order(enrolled_at: datetime, completed_at: datetime) -> None:
    """Raise `Rejected` (``enrollment.completed_before_enrolled``) for dates the wrong way round."""
    if completed_at < enrolled_at:
        raise Rejected(
            "enrollment.completed_before_enrolled",
            enrolled_at=format_time(enrolled_at),
            completed_at=format_time(completed_at),
        )
