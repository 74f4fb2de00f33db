"""The names of the twelve metrics (ERD section 7) and of the running counts they are read from.

A running count is a `MetricBucket` (name, subject_id, period). Buckets hold live enrollments only:
those whose course and student are not soft-deleted.
"""

from __future__ import annotations

from typing import Final

from app.domain.entities.records import MetricType

BucketKey = tuple[str, int, str]
"""Name, subject id (0: the whole platform) and period of a bucket."""

ENROLLED_DAY: Final = "enrolled_day"
"""Subject 0, period the UTC day of enrolled_at (``2026-02-10``): live enrollments."""
COURSE_DAY: Final = "course_day"
"""The same by course id."""
COURSE_STATUS: Final = "course_status"
"""Subject the course id, period the status: live enrollments."""
STUDENT_ENROLLMENTS: Final = "student_enrollments"
"""Subject the student id, period empty: live enrollments."""
COMPLETED: Final = "completed"
"""Subject the course id, period empty: live completed enrollments with both times."""
COMPLETION_DAYS: Final = "completion_days"
"""Of the same rows, the whole days of completed_at - enrolled_at, each rounded down, summed."""
COMPLETION_MICROSECONDS: Final = "completion_microseconds"
"""Of the same rows, what the whole days leave, summed. Two sums, because the microseconds of a
million learners' years do not fit 64 bits.
"""
ACTIVE_USERS: Final = "active_users"
"""Subject 0, period the role: users who are active and not deleted."""
PUBLISHED_COURSES: Final = "published_courses"
"""Subject 0, period empty: published courses that are not deleted."""
FAILED_WORKFLOW_RUNS: Final = "failed_workflow_runs"
"""Subject 0, period empty: workflow executions with status failed."""
FAILED_EVENT_RECORDS: Final = "failed_event_records"
"""Subject 0, period empty: events with status failed."""

BUCKET_NAMES: Final = frozenset(
    {
        ENROLLED_DAY,
        COURSE_DAY,
        COURSE_STATUS,
        STUDENT_ENROLLMENTS,
        COMPLETED,
        COMPLETION_DAYS,
        COMPLETION_MICROSECONDS,
        ACTIVE_USERS,
        PUBLISHED_COURSES,
        FAILED_WORKFLOW_RUNS,
        FAILED_EVENT_RECORDS,
    }
)
"""The buckets that a recount yields; other names in the table are no part of the metrics."""

METRIC_TYPES: Final[dict[str, MetricType]] = {
    "total_students": "gauge",
    "total_instructors": "gauge",
    "total_courses_published": "gauge",
    "new_enrollments_daily": "counter",
    "new_enrollments_weekly": "counter",
    "new_enrollments_monthly": "counter",
    "course_completion_rate": "gauge",
    "avg_time_to_complete": "gauge",
    "popular_courses": "gauge",
    "avg_courses_per_student": "gauge",
    "failed_workflows": "counter",
    "failed_events": "counter",
}
"""The twelve, in the ERD's order, with the type their roll-ups are stored as."""
