"""Counting enrollments by day, course and status in a workspace's SQLite file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.canonical import canonical_json
from app.domain.metric_names import (
    ACTIVE_USERS,
    COMPLETED,
    COMPLETION_DAYS,
    COMPLETION_MICROSECONDS,
    COURSE_DAY,
    COURSE_STATUS,
    ENROLLED_DAY,
    STUDENT_ENROLLMENTS,
)
from app.ports.series import CourseCount, CourseIds, CourseName
from services.analytics.sqlite import Sql

_DAY_IN_MICROSECONDS = 86_400_000_000

AFTER = "~"
"""Greater than whatever follows the day in a time's text."""

_COURSES = """
    SELECT c.id, c.title, c.status, c.instructor_id, coalesce(nullif(trim(
        ifnull(u.first_name, '') || ' ' || ifnull(u.last_name, '')), ''), u.username)
    FROM courses AS c JOIN users AS u ON u.id = c.instructor_id
    WHERE NOT c.is_deleted AND c.instructor_id = ifnull(?, c.instructor_id)
    ORDER BY c.title COLLATE NOCASE, c.id
"""

_LIVE = """
    course_id NOT IN (SELECT id FROM courses WHERE is_deleted)
    AND student_id NOT IN (SELECT id FROM users WHERE is_deleted)
"""

_TOOK = "julianday(completed_at) - julianday(enrolled_at)"
_DONE = "status = 'completed' AND completed_at IS NOT NULL"

# NOT INDEXED: a period holds most rows more often than few, and looking rows up one by one in the
# order of an index costs several times a pass over the table.
_BETWEEN = f"""
    SELECT course_id, status, count(*), sum({_DONE}), total(CASE WHEN {_DONE} THEN {_TOOK} END)
    FROM enrollments NOT INDEXED WHERE enrolled_at >= ? AND enrolled_at < ? AND {_LIVE}
"""  # noqa: S608 - made of constants alone

_AT = f"""
    SELECT count(*), sum({_DONE} AND completed_at < ?1),
        total(CASE WHEN {_DONE} AND completed_at < ?1 THEN {_TOOK} END)
    FROM enrollments NOT INDEXED WHERE enrolled_at < ?1 AND {_LIVE}
"""  # noqa: S608 - made of constants alone


class SqliteSeries:
    """`Series` over a reading connection."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def courses(self, instructor_id: int | None) -> Sequence[CourseName]:
        """Courses in the order of their titles."""
        return [
            CourseName(
                id=course_id,
                title=title,
                status=status,
                instructor_id=instructor,
                instructor=name,
            )
            for course_id, title, status, instructor, name in self._sql.all(
                _COURSES, [instructor_id]
            )
        ]

    def edges(self, courses: CourseIds) -> tuple[str, str] | None:
        """The first and the last day on which anybody enrolled."""
        among, values = _subjects(courses, ENROLLED_DAY, COURSE_DAY)
        ((first, last),) = self._sql.all(
            f"SELECT min(period), max(period) FROM ext_metric_buckets WHERE {among} AND value > 0",  # noqa: S608 - made of constants alone
            values,
        )
        return None if first is None else (first, last)

    def days(self, courses: CourseIds, first: str, last: str) -> Mapping[str, int]:
        """New enrollments by day."""
        among, values = _subjects(courses, ENROLLED_DAY, COURSE_DAY)
        query = f"""
            SELECT period, sum(value) FROM ext_metric_buckets
            WHERE {among} AND period BETWEEN ? AND ? GROUP BY period HAVING sum(value) <> 0
        """  # noqa: S608 - made of constants alone
        return dict(self._sql.all(query, [*values, first, last]))

    def counts(self, courses: CourseIds) -> Sequence[CourseCount]:
        """Every course's enrollments, from the running counts."""
        names = (COURSE_STATUS, COMPLETED, COMPLETION_DAYS, COMPLETION_MICROSECONDS)
        among, values = _courses("subject_id", courses)
        rows = self._sql.all(
            "SELECT name, subject_id, period, value FROM ext_metric_buckets "  # noqa: S608 - made of constants alone
            f"WHERE name IN (?, ?, ?, ?) AND {among}",
            [*names, *values],
        )
        statuses: dict[int, dict[str, int]] = {}
        times: dict[int, dict[str, int]] = {}
        for name, course_id, period, value in rows:
            if name == COURSE_STATUS:
                if value:
                    statuses.setdefault(course_id, {})[period] = value
            else:
                times.setdefault(course_id, {})[name] = value
        return [
            CourseCount(course_id=course_id, statuses=found, **_times(times.get(course_id, {})))
            for course_id, found in sorted(statuses.items())
        ]

    def counts_between(self, courses: CourseIds, first: str, last: str) -> Sequence[CourseCount]:
        """The same of those who enrolled from *first* to *last*."""
        among, values = _courses("course_id", courses)
        rows = self._sql.all(
            f"{_BETWEEN} AND {among} GROUP BY 1, 2 ORDER BY 1", [first, last + AFTER, *values]
        )
        found: dict[int, list[Any]] = {}
        for course_id, status, count, timed, days in rows:
            sums = found.setdefault(course_id, [{}, 0, 0.0])
            sums[0][status] = count
            sums[1] += timed
            sums[2] += days
        return [
            CourseCount(course_id=course_id, statuses=statuses, timed=timed, days=days)
            for course_id, (statuses, timed, days) in found.items()
        ]

    def counts_at(self, courses: CourseIds, day: str) -> tuple[int, int, float]:
        """As the day began."""
        among, values = _courses("course_id", courses)
        ((enrolled, completed, days),) = self._sql.all(f"{_AT} AND {among}", [day, *values])
        return enrolled, completed or 0, days

    def learners(self, courses: CourseIds, before: str | None = None) -> int:
        """Students with an enrollment."""
        if courses is None and before is None:
            query = "SELECT count(*) FROM ext_metric_buckets WHERE name = ? AND value > 0"
            ((count,),) = self._sql.all(query, [STUDENT_ENROLLMENTS])
            return int(count)
        among, values = _courses("course_id", courses)
        early = "" if before is None else " AND enrolled_at < ?"
        ((count,),) = self._sql.all(
            f"SELECT count(DISTINCT student_id) FROM enrollments WHERE {_LIVE} AND {among}{early}",  # noqa: S608 - made of constants alone
            [*values, *([] if before is None else [before])],
        )
        return int(count)

    def students(self, before: str | None = None) -> int:
        """Active student accounts."""
        if before is None:
            return self._active("student")
        ((count,),) = self._sql.all(
            "SELECT count(*) FROM users WHERE role = 'student' AND is_active AND NOT is_deleted "
            "AND created_at < ?",
            [before],
        )
        return int(count)

    def instructors(self) -> int:
        """Active instructor accounts."""
        return self._active("instructor")

    def _active(self, role: str) -> int:
        rows = self._sql.all(
            "SELECT value FROM ext_metric_buckets WHERE name = ? AND subject_id = 0 AND period = ?",
            [ACTIVE_USERS, role],
        )
        return int(rows[0][0]) if rows else 0

    def failures(self, user_id: int | None) -> tuple[int, int]:
        """Failed workflow executions and failed events."""
        mine = "" if user_id is None else " AND user_id = ?"
        values = [] if user_id is None else [user_id]
        counts = [
            self._sql.all(f"SELECT count(*) FROM {table} WHERE status = 'failed'{mine}", values)  # noqa: S608 - made of constants alone
            for table in ("workflow_executions", "events")
        ]
        return int(counts[0][0][0]), int(counts[1][0][0])


def _subjects(courses: CourseIds, whole: str, by_course: str) -> tuple[str, list[Any]]:
    """A condition on buckets: the platform's own counts, or those of some courses."""
    if courses is None:
        return "name = ? AND subject_id = 0", [whole]
    among, values = _courses("subject_id", courses)
    return f"name = ? AND {among}", [by_course, *values]


def _courses(column: str, courses: CourseIds) -> tuple[str, list[Any]]:
    if courses is None:
        return "1", []
    return f"{column} IN (SELECT value FROM json_each(?))", [canonical_json(list(courses))]  # noqa: S608 - made of constants alone


def _times(sums: Mapping[str, int]) -> dict[str, Any]:
    microseconds = sums.get(COMPLETION_MICROSECONDS, 0)
    days = sums.get(COMPLETION_DAYS, 0) + microseconds / _DAY_IN_MICROSECONDS
    return {"timed": sums.get(COMPLETED, 0), "days": days}
