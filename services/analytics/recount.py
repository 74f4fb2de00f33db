"""Counting everything anew: the buckets as the tables say they should be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import get_args

from app.domain.entities import EnrollmentStatus
from app.domain.metric_names import (
    ACTIVE_USERS,
    BUCKET_NAMES,
    COMPLETED,
    COMPLETION_DAYS,
    COMPLETION_MICROSECONDS,
    COURSE_DAY,
    COURSE_STATUS,
    ENROLLED_DAY,
    FAILED_EVENT_RECORDS,
    FAILED_WORKFLOW_RUNS,
    PUBLISHED_COURSES,
    STUDENT_ENROLLMENTS,
    BucketKey,
)
from app.domain.metrics import split_time
from services.analytics.sqlite import Sql

STATUSES: tuple[str, ...] = get_args(EnrollmentStatus)

_LIVE = """
    course_id NOT IN (SELECT id FROM courses WHERE is_deleted)
    AND student_id NOT IN (SELECT id FROM users WHERE is_deleted)
"""

# NOT INDEXED: the planner would take an index on the grouped column and then look up every row of
# the table one by one, which takes twice as long as reading the table from end to end.
_CELLS = f"""
    SELECT course_id, substr(enrolled_at, 1, 10), count(*),
        {", ".join(f"sum(status = '{status}')" for status in STATUSES)}
    FROM enrollments NOT INDEXED WHERE {_LIVE} GROUP BY 1, 2
"""  # noqa: S608 - made of constants alone

_STUDENTS = f"SELECT student_id, count(*) FROM enrollments WHERE {_LIVE} GROUP BY 1"  # noqa: S608

# The times are subtracted here, by the same code as in the unit of work: SQL would compare them
# in milliseconds only.
_TIMES = f"""
    SELECT course_id, enrolled_at, completed_at FROM enrollments NOT INDEXED
    WHERE status = 'completed' AND completed_at IS NOT NULL AND {_LIVE}
"""  # noqa: S608 - made of constants alone

_USERS = "SELECT role, count(*) FROM users WHERE is_active AND NOT is_deleted GROUP BY role"

_SINGLES: Mapping[BucketKey, str] = {
    (PUBLISHED_COURSES, 0, ""): (
        "SELECT count(*) FROM courses WHERE status = 'published' AND NOT is_deleted"
    ),
    (FAILED_WORKFLOW_RUNS, 0, ""): (
        "SELECT count(*) FROM workflow_executions WHERE status = 'failed'"
    ),
    (FAILED_EVENT_RECORDS, 0, ""): "SELECT count(*) FROM events WHERE status = 'failed'",
}


class SqliteRecount:
    """`MetricRecount` over a reading connection."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def recount(self) -> Mapping[BucketKey, int]:
        """Every bucket as the tables say it should be, without the zeros."""
        counts: dict[BucketKey, int] = {}
        self._count_cells(counts)
        for student_id, count in self._sql.all(_STUDENTS):
            counts[(STUDENT_ENROLLMENTS, student_id, "")] = count
        self._count_times(counts)
        for role, count in self._sql.all(_USERS):
            counts[(ACTIVE_USERS, 0, role)] = count
        for key, query in _SINGLES.items():
            ((count,),) = self._sql.all(query)
            if count:
                counts[key] = count
        return counts

    def _count_cells(self, counts: dict[BucketKey, int]) -> None:
        days: dict[str, int] = {}
        statuses: dict[int, list[int]] = {}
        for course_id, day, count, active, completed, dropped, suspended in self._sql.all(_CELLS):
            counts[(COURSE_DAY, course_id, day)] = count
            days[day] = days.get(day, 0) + count
            sums = statuses.get(course_id)
            if sums is None:
                statuses[course_id] = [active, completed, dropped, suspended]
            else:  # by hand: there are as many cells as courses have days
                sums[0] += active
                sums[1] += completed
                sums[2] += dropped
                sums[3] += suspended
        for day, count in days.items():
            counts[(ENROLLED_DAY, 0, day)] = count
        for course_id, sums in statuses.items():
            for status, count in zip(STATUSES, sums, strict=True):
                if count:
                    counts[(COURSE_STATUS, course_id, status)] = count

    def _count_times(self, counts: dict[BucketKey, int]) -> None:
        times: dict[int, list[int]] = {}
        parse = datetime.fromisoformat
        for course_id, enrolled_at, completed_at in self._sql.all(_TIMES):
            days, rest = split_time(parse(completed_at) - parse(enrolled_at))
            sums = times.setdefault(course_id, [0, 0, 0])
            sums[0] += 1
            sums[1] += days
            sums[2] += rest
        for course_id, (count, days, rest) in times.items():
            counts[(COMPLETED, course_id, "")] = count
            if days:
                counts[(COMPLETION_DAYS, course_id, "")] = days
            if rest:
                counts[(COMPLETION_MICROSECONDS, course_id, "")] = rest

    def stored(self) -> Mapping[BucketKey, int]:
        """Every bucket as it is kept, without the zeros."""
        query = "SELECT name, subject_id, period, value FROM ext_metric_buckets WHERE value <> 0"
        return {
            (name, subject_id, period): value
            for name, subject_id, period, value in self._sql.all(query)
            if name in BUCKET_NAMES
        }
