"""The twelve metrics as values (ERD section 7)."""

from __future__ import annotations

from decimal import Decimal

from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PopularCourse:
    """A course and how many live enrollments it has."""

    course_id: int
    title: str
    enrollments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The twelve, under the ERD's names; decimals have two places, rounded half to even."""

    total_students: int
    total_instructors: int
    total_courses_published: int
    new_enrollments_daily: int
    new_enrollments_weekly: int
    new_enrollments_monthly: int
    course_completion_rate: Decimal
    avg_time_to_complete: Decimal
    popular_courses: tuple[PopularCourse, ...]
    avg_courses_per_student: Decimal
    failed_workflows: int
    failed_events: int
