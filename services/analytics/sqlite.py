"""Reading the running counts from a workspace's SQLite file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from app.domain.clock import format_time, parse_time
from app.ports.attention import IdleLearner, IdlePage


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


_LAST = "SELECT max(id) FROM (SELECT id FROM enrollments WHERE id > ? ORDER BY id LIMIT ?)"
_IDLE = """
    SELECT e.id, e.student_id, e.course_id, coalesce(e.last_accessed_at, e.enrolled_at) AS since
    FROM enrollments e
    JOIN courses c ON c.id = e.course_id AND c.status = 'published' AND NOT c.is_deleted
    JOIN users u ON u.id = e.student_id AND u.is_active AND NOT u.is_deleted
    WHERE e.id > ? AND e.id <= ? AND +e.status = 'active' AND since < ? AND NOT EXISTS (
        SELECT 1 FROM notifications n
        WHERE n.user_id = e.student_id AND +n.type = 'reminder' AND n.created_at > since
        AND n.related_entity_type = 'enrollment' AND n.related_entity_id = e.id
    )
    ORDER BY e.id
"""
"""The unary plus keeps the planner from indexes that half of all rows share."""


class SqliteAttention:
    """`Attention` over a reading connection."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def idle_learners(self, before: datetime, after_id: int, count: int) -> IdlePage:
        """Active enrollments that were last opened before *before*."""
        ((last_id,),) = self._sql.all(_LAST, [after_id, count])
        if last_id is None:
            return IdlePage()
        rows = self._sql.all(_IDLE, [after_id, last_id, format_time(before)])
        idle = [
            IdleLearner(
                enrollment_id=enrollment_id,
                student_id=student_id,
                course_id=course_id,
                since=parse_time(since),
            )
            for enrollment_id, student_id, course_id, since in rows
        ]
        return IdlePage(idle=idle, last_id=last_id)
