"""Entering a course: for the first time, or again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.entities import Enrollment
from app.domain.events import EnrollmentCreated
from app.usecases.enrollments_changes import EnrollmentChanges


def enter(changes: EnrollmentChanges, row: Enrollment, reason: str | None = None) -> Enrollment:
    """Make *row*, a student's first enrollment in a course, with history and event."""
    changes.record(None, row, "enrolled", reason)
    changes.tell(_created(row))
    return row


def return_to(
    changes: EnrollmentChanges, dropped: Enrollment, now: datetime, reason: str | None = None
) -> Enrollment:
    """Bring a dropped enrollment to life again; its dates and progress stay."""
    row = replace(dropped, status="active", dropped_at=None, updated_at=now)
    changes.record(dropped, row, "reactivated", reason)
    changes.tell(_created(row))
    return row


def _created(row: Enrollment) -> EnrollmentCreated:
    return EnrollmentCreated(
        entity_id=row.id, student_id=row.student_id, course_id=row.course_id, status=row.status
    )
