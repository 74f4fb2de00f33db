"""The states of an enrollment and how it moves between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from app.domain.commands import StatusAction
from app.domain.completion import COMPLETE, NOTHING_DONE
from app.domain.entities import Course, Enrollment, EnrollmentStatus, HistoryAction, User
from app.domain.errors import Rejected

MOVES: Final[
    dict[StatusAction, tuple[frozenset[EnrollmentStatus], EnrollmentStatus, HistoryAction]]
] = {
    "drop": (frozenset({"active", "suspended"}), "dropped", "dropped"),
    "suspend": (frozenset({"active"}), "suspended", "suspended"),
    "reactivate": (frozenset({"suspended", "dropped", "completed"}), "active", "reactivated"),
    "complete": (frozenset({"active"}), "completed", "completed"),
}
"""Action to the states it starts from, the state it leads to and its name in the history."""


def moved(
    before: Enrollment,
    action: StatusAction,
    at: datetime,
    now: datetime,
    reopened: Decimal = NOTHING_DONE,
) -> Enrollment:
    """The enrollment after *action*, which took place *at*.

    Raises `Rejected` (``enrollment.wrong_state``). Nobody completes before enrolling, so an
    earlier *at* is moved up to it. *reopened* is the percentage of one that is no longer
    completed.
    """
    starts, status, _ = MOVES[action]
    if before.status not in starts:
        raise Rejected(
            "enrollment.wrong_state",
            enrollment_id=before.id,
            action=action,
            status=before.status,
        )
    if status == "completed":
        return replace(
            before,
            status=status,
            completed_at=max(at, before.enrolled_at),
            completion_percentage=COMPLETE,
            updated_at=now,
        )
    dropped_at = at if status == "dropped" else None
    after = replace(before, status=status, dropped_at=dropped_at, updated_at=now)
    if before.status == "completed":
        return replace(after, completed_at=None, completion_percentage=reopened)
    return after


def course_refusal(course: Course | None, course_id: int) -> Rejected | None:
    """Why nobody can be enrolled in a course: missing, deleted or archived."""
    if course is None or course.is_deleted:
        return Rejected("enrollment.course_missing", course_id=course_id)
    if course.status == "archived":
        return Rejected("enrollment.course_archived", course_id=course_id, course=course.title)
    return None


def student_refusal(student: User | None, student_id: int) -> Rejected | None:
    """Why a person cannot be enrolled: missing, deleted, not a student or not active."""
    if student is None or student.is_deleted:
        return Rejected("enrollment.student_missing", student_id=student_id)
    if student.role != "student":
        return Rejected(
            "enrollment.not_a_student",
            student_id=student_id,
            email=student.email,
            role=student.role,
        )
    if not student.is_active:
        return Rejected("enrollment.student_inactive", student_id=student_id, email=student.email)
    return None
