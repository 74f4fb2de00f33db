"""Reading the running counts from a workspace's SQLite file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from app.domain.clock import format_time, parse_time
from app.ports.attention import IdleLearner


class Sql(Protocol):
    """A connection that runs a query."""

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        ...


class SqliteBuckets:
    """`MetricBuckets` over a reading connection."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def sum(self, name: str, first: str = "", last: str | None = None) -> int:
        """The values of all subjects in the periods from *first* to *last*."""
        query = "SELECT coalesce(sum(value), 0) FROM ext_metric_buckets WHERE name = ?"
        values = [name]
        if first or last is not None:
            query += " AND period BETWEEN ? AND ?"
            values += [first, first if last is None else last]
        ((total,),) = self._sql.all(query, values)
        return int(total)

    def by_subject(self, name: str) -> Mapping[int, int]:
        """Subject id to the sum of its periods."""
        query = """
            SELECT subject_id, sum(value) FROM ext_metric_buckets WHERE name = ?
            GROUP BY subject_id HAVING sum(value) <> 0
        """
        return dict(self._sql.all(query, [name]))

    def count_positive(self, name: str) -> int:
        """How many buckets of that name are above 0."""
        query = "SELECT count(*) FROM ext_metric_buckets WHERE name = ? AND value > 0"
        ((count,),) = self._sql.all(query, [name])
        return int(count)


_IDLE = """
    WITH reminded AS MATERIALIZED (
        SELECT related_entity_id AS enrollment_id, max(created_at) AS at FROM notifications
        WHERE type = 'reminder' AND related_entity_type = 'enrollment' GROUP BY 1
    )
    SELECT e.id, e.student_id, e.course_id, coalesce(e.last_accessed_at, e.enrolled_at) AS since
    FROM enrollments e
    JOIN courses c ON c.id = e.course_id AND c.status = 'published' AND NOT c.is_deleted
    JOIN users u ON u.id = e.student_id AND u.is_active AND NOT u.is_deleted
    LEFT JOIN reminded r ON r.enrollment_id = e.id
    WHERE e.id > ? AND e.status = 'active' AND since < ? AND (r.at IS NULL OR r.at < since)
    ORDER BY e.id LIMIT ?
"""


class SqliteAttention:
    """`Attention` over a reading connection."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def idle_learners(self, before: datetime, after_id: int, limit: int) -> Sequence[IdleLearner]:
        """Active enrollments that were last opened before *before*."""
        rows = self._sql.all(_IDLE, [after_id, format_time(before), limit])
        return [
            IdleLearner(
                enrollment_id=enrollment_id,
                student_id=student_id,
                course_id=course_id,
                since=parse_time(since),
            )
            for enrollment_id, student_id, course_id, since in rows
        ]
