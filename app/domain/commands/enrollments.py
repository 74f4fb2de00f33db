"""Commands on enrollments and progress. Set-wise: outcomes are per row."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal

from app.domain.commands.base import Command, register
from app.domain.dataclass import dataclass
from app.domain.entities import EnrollmentStatus
from app.domain.entities.enrollments import PaymentStatus

StatusAction = Literal["drop", "suspend", "reactivate", "complete"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollRow:
    """One student for one course; `enrollment_id` is used only if a row is made."""

    enrollment_id: int
    student_id: int
    course_id: int
    source: str | None = None
    payment_status: PaymentStatus | None = None
    payment_amount: Decimal | None = None


@register("enrollment.enroll")
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollStudents(Command):
    """Enroll now, as active; a full course puts the student on its waiting list."""

    rows: tuple[EnrollRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentRecord:
    """An enrollment as another system knows it; None leaves the column to its default.

    `status` None means: active, and subject to the seat limit; a given status ignores the limit.
    """

    enrollment_id: int
    student_id: int
    course_id: int
    status: EnrollmentStatus | None = None
    enrolled_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    dropped_at: datetime | None = None
    payment_status: PaymentStatus | None = None
    payment_amount: Decimal | None = None
    enrollment_source: str | None = None


@register("enrollment.import")
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportEnrollments(Command):
    """Add or update enrollments from a file's rows; an imported status stands from then on."""

    rows: tuple[EnrollmentRecord, ...]


@register("enrollment.change_status")
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEnrollmentStatus(Command):
    """Drop, suspend, reactivate or complete; one history row each."""

    enrollment_ids: tuple[int, ...]
    action: StatusAction
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """A lesson done. `score` (0 to 100) for quizzes, the best one counts; `at` None is now.

    `minutes` is added to the time spent; the same (lesson, score, minutes, at) again adds nothing
    when `at` is given and the lesson is already recorded so.
    """

    enrollment_id: int
    lesson_id: int
    score: Decimal | None = None
    minutes: int = 0
    at: datetime | None = None


@register("progress.record")
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProgress(Command):
    """Record lessons as done, with what follows: percentage, modules, completion.

    `imported` rows come from a file: what is recorded already adds nothing even without `at`, and
    an enrollment whose status was imported keeps status and dates, whatever its status is.
    """

    rows: tuple[ProgressRow, ...]
    imported: bool = False


@register("notification.read")
@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNotificationsRead(Command):
    """Mark the actor's own notifications as read."""

    notification_ids: tuple[int, ...]
