"""The twelve metrics (ERD section 7), read from the running counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from heapq import nsmallest

from app.domain.entities import Course
from app.domain.metric_names import (
    ACTIVE_USERS,
    COMPLETED,
    COMPLETION_DAYS,
    COMPLETION_MICROSECONDS,
    COURSE_STATUS,
    ENROLLED_DAY,
    FAILED_EVENT_RECORDS,
    FAILED_WORKFLOW_RUNS,
    PUBLISHED_COURSES,
    STUDENT_ENROLLMENTS,
)
from app.domain.metric_values import Metrics, PopularCourse
from app.domain.metrics import utc_day
from app.ports.metrics import MetricBuckets
from app.ports.storage import Rows

POPULAR = 10
"""How many courses popular_courses lists."""

_DAY_IN_MICROSECONDS = 86_400_000_000


def read_metrics(buckets: MetricBuckets, rows: Rows, at: datetime) -> Metrics:
    """The metrics as of now; *at* chooses only the day, week and month of new_enrollments."""
    day = utc_day(at)
    by_course = buckets.by_subject(COURSE_STATUS)
    live = sum(by_course.values())
    microseconds = buckets.sum(COMPLETION_DAYS) * _DAY_IN_MICROSECONDS + buckets.sum(
        COMPLETION_MICROSECONDS
    )
    return Metrics(
        total_students=buckets.sum(ACTIVE_USERS, "student"),
        total_instructors=buckets.sum(ACTIVE_USERS, "instructor"),
        total_courses_published=buckets.sum(PUBLISHED_COURSES),
        new_enrollments_daily=buckets.sum(ENROLLED_DAY, day.isoformat()),
        new_enrollments_weekly=_enrolled(buckets, *_week(day)),
        new_enrollments_monthly=_enrolled(buckets, *_month(day)),
        course_completion_rate=_ratio(100 * buckets.sum(COURSE_STATUS, "completed"), live),
        avg_time_to_complete=_ratio(microseconds, buckets.sum(COMPLETED) * _DAY_IN_MICROSECONDS),
        popular_courses=_popular(by_course, rows),
        avg_courses_per_student=_ratio(live, buckets.count_positive(STUDENT_ENROLLMENTS)),
        failed_workflows=buckets.sum(FAILED_WORKFLOW_RUNS),
        failed_events=buckets.sum(FAILED_EVENT_RECORDS),
    )


def _enrolled(buckets: MetricBuckets, first: str, last: str) -> int:
    return buckets.sum(ENROLLED_DAY, first, last)


def _week(day: date) -> tuple[str, str]:
    """Monday and Sunday of the day's ISO week; the calendar's last week ends with the calendar."""
    monday = day.toordinal() - day.weekday()
    sunday = min(monday + 6, date.max.toordinal())
    return date.fromordinal(monday).isoformat(), date.fromordinal(sunday).isoformat()


def _month(day: date) -> tuple[str, str]:
    """The bounds of the day's month, as texts that no day of another month lies between."""
    month = day.isoformat()[:8]
    return month + "01", month + "31"


def _ratio(dividend: int, divisor: int) -> Decimal:
    """The exact quotient to two places, half to even; 0 where there is nothing to divide by."""
    cents = round(Fraction(100 * dividend, divisor)) if divisor else 0
    return Decimal(cents).scaleb(-2)


def _popular(by_course: Mapping[int, int], rows: Rows) -> tuple[PopularCourse, ...]:
    """Courses that are not deleted, most enrollments first, then by id; those without any last."""
    ranked = nsmallest(POPULAR, ((-count, course_id) for course_id, count in by_course.items()))
    found = rows.get_many(Course, [course_id for _, course_id in ranked])
    # A count that drifted may name a course that is gone; it is no reason to show no metrics.
    popular = [(found[course_id], -count) for count, course_id in ranked if course_id in found]
    if len(popular) < POPULAR:
        for course in rows.walk(Course, is_deleted=False):
            if course.id not in by_course:
                popular.append((course, 0))
                if len(popular) == POPULAR:
                    break
    return tuple(
        PopularCourse(course_id=course.id, title=course.title, enrollments=count)
        for course, count in popular
    )
