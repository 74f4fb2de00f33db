"""Who learns what, and how far they have come (ERD 2.1)."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal

from app.domain.dataclass import dataclass
from app.domain.entities.base import Entity, Json

EnrollmentStatus = Literal["active", "completed", "dropped", "suspended"]
PaymentStatus = Literal["pending", "completed", "refunded"]
HistoryAction = Literal[
    "enrolled", "started", "completed", "dropped", "suspended", "reactivated", "imported"
]

HOLDS_A_SEAT: frozenset[str] = frozenset({"active", "suspended"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrollment(Entity):
    """One student in one course, for ever: re-enrolling reactivates the row."""

    TABLE: ClassVar[str] = "enrollments"

    id: int
    student_id: int
    course_id: int
    status: EnrollmentStatus = "active"
    enrolled_at: datetime
    started_at: datetime | None = None
    completed_at: datetime | None = None
    dropped_at: datetime | None = None
    completion_percentage: Decimal = Decimal("0.00")
    last_accessed_at: datetime | None = None
    payment_status: PaymentStatus | None = None
    payment_amount: Decimal | None = None
    enrollment_source: str | None = None
    created_at: datetime
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentHistory(Entity):
    """One change of an enrollment's status: what, why, by whom."""

    TABLE: ClassVar[str] = "enrollment_history"
    DERIVED: ClassVar[bool] = True

    id: int
    enrollment_id: int
    action: HistoryAction
    previous_status: EnrollmentStatus | None = None
    new_status: EnrollmentStatus | None = None
    reason: str | None = None
    performed_by: int | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Entity):
    """How far one enrollment has come; `quiz_scores` is {str(quiz_id): best score}."""

    TABLE: ClassVar[str] = "progress"

    id: int
    enrollment_id: int
    completed_modules: tuple[int, ...] = ()
    completed_lessons: tuple[int, ...] = ()
    total_modules: int
    total_lessons: int
    completed_quizzes: tuple[int, ...] = ()
    quiz_scores: Json = field(default_factory=dict[str, float])
    time_spent_minutes: int = 0
    current_module_id: int | None = None
    current_lesson_id: int | None = None
    last_accessed_at: datetime | None = None
    created_at: datetime
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEntry(Entity):
    """A student who waits for a seat; the earliest `asked_at` goes first."""

    TABLE: ClassVar[str] = "ext.waiting_list"
    KEY: ClassVar[tuple[str, ...]] = ("course_id", "student_id")

    course_id: int
    student_id: int
    asked_at: datetime
