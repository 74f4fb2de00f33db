"""What the first screen shows, from a workspace's SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.clock import parse_time
from app.domain.metric_names import ACTIVE_USERS, COURSE_DAY, COURSE_STATUS, ENROLLED_DAY
from app.ports.home import MOST_TO_CERTIFY, CourseState, Edited
from services.analytics.series import SqliteSeries
from services.analytics.sqlite import Sql

# Lessons, learners and people waiting are grouped once, not asked for course by course.
_COURSES = """
    WITH counts AS (
        SELECT subject_id, sum(value) AS learners, sum((period = 'completed') * value) AS completed,
            sum((period IN ('active', 'suspended')) * value) AS seats
        FROM ext_metric_buckets WHERE name = ? GROUP BY subject_id
    ), written AS (SELECT course_id, count(*) AS lessons FROM ext_lessons GROUP BY course_id),
    queue AS (SELECT course_id, count(*) AS waiting FROM ext_waiting_list GROUP BY course_id)
    SELECT c.id, c.title, c.status, ifnull(w.lessons, 0), ifnull(n.learners, 0),
        ifnull(n.completed, 0), ifnull(q.waiting, 0), c.max_students - ifnull(n.seats, 0)
    FROM courses AS c LEFT JOIN counts AS n ON n.subject_id = c.id
        LEFT JOIN written AS w ON w.course_id = c.id LEFT JOIN queue AS q ON q.course_id = c.id
    WHERE NOT c.is_deleted AND c.instructor_id = ifnull(?, c.instructor_id)
    ORDER BY c.title COLLATE NOCASE, c.id
"""

_EDITED = """
    SELECT 'course' AS kind, c.id, c.id, c.title, c.title, '', ifnull(c.updated_at, c.created_at)
    FROM courses AS c WHERE NOT c.is_deleted AND c.instructor_id = ifnull(?1, c.instructor_id)
    UNION ALL
    SELECT * FROM (
        SELECT 'lesson', l.id, c.id, l.title, c.title, l.type, ifnull(l.updated_at, l.created_at)
        FROM ext_lessons AS l JOIN courses AS c ON c.id = l.course_id
        WHERE NOT c.is_deleted AND c.instructor_id = ifnull(?1, c.instructor_id)
        ORDER BY ifnull(l.updated_at, l.created_at) DESC, l.id DESC LIMIT ?2
    )
    ORDER BY 7 DESC, 1 DESC, 2 DESC LIMIT ?2
"""

# Whether a learner is deleted is asked of the few that are left: a list of all who are would be
# made of every account there is.
_TO_CERTIFY = """
    SELECT count(*) FROM (
        SELECT 1 FROM enrollments AS e WHERE e.status = 'completed'
            AND NOT EXISTS (SELECT 1 FROM certificates AS k WHERE k.enrollment_id = e.id)
            AND e.course_id IN (SELECT id FROM courses
                WHERE NOT is_deleted AND instructor_id = ifnull(?1, instructor_id))
            AND NOT EXISTS (SELECT 1 FROM users AS u WHERE u.id = e.student_id AND u.is_deleted)
        LIMIT ?2
    )
"""


class SqliteHome:
    """`HomeReader` over a reading connection."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def name(self, user_id: int | None) -> str:
        """What to call a person."""
        rows = self._sql.all(
            "SELECT coalesce(nullif(trim(first_name), ''), username) FROM users WHERE id = ?",
            [user_id],
        )
        return str(rows[0][0]) if rows else ""

    def courses(self, own: int | None) -> Sequence[CourseState]:
        """Every course, in the order of their titles."""
        names = (
            "id",
            "title",
            "status",
            "lessons",
            "learners",
            "completed",
            "waiting",
            "places_left",
        )
        rows = self._sql.all(_COURSES, [COURSE_STATUS, own])
        return [CourseState(**dict(zip(names, row, strict=True))) for row in rows]

    def students(self) -> int:
        """Active student accounts."""
        return self._active("student")

    def learners(self, own: int) -> int:
        """Students enrolled in an instructor's courses."""
        courses = self._sql.all(
            "SELECT id FROM courses WHERE NOT is_deleted AND instructor_id = ?", [own]
        )
        return SqliteSeries(self._sql).learners(tuple(row[0] for row in courses))

    def people(self) -> int:
        """Active accounts of any role."""
        return self._active(None)

    def _active(self, role: str | None) -> int:
        ((count,),) = self._sql.all(
            "SELECT total(value) FROM ext_metric_buckets "
            "WHERE name = ? AND subject_id = 0 AND period = ifnull(?, period)",
            [ACTIVE_USERS, role],
        )
        return int(count)

    def enrolled(self, own: int | None, first: str, last: str) -> int:
        """New enrollments on some days."""
        values: list[Any]
        if own is None:
            subjects, values = "0", [ENROLLED_DAY]
        else:
            subjects = "SELECT id FROM courses WHERE NOT is_deleted AND instructor_id = ?"
            values = [COURSE_DAY, own]
        ((count,),) = self._sql.all(
            "SELECT total(value) FROM ext_metric_buckets "  # noqa: S608 - made of constants alone
            f"WHERE name = ? AND subject_id IN ({subjects}) AND period BETWEEN ? AND ?",
            [*values, first, last],
        )
        return int(count)

    def edited(self, own: int | None, limit: int) -> Sequence[Edited]:
        """What was changed last."""
        return [self._edited(row) for row in self._sql.all(_EDITED, [own, limit])]

    @staticmethod
    def _edited(row: tuple[Any, ...]) -> Edited:
        kind, key, course_id, title, course, lesson_type, at = row
        return Edited(
            kind=kind,
            id=key,
            course_id=course_id,
            title=title,
            course=course,
            lesson_type=lesson_type,
            at=parse_time(at),
        )

    def failures(self, own: int | None) -> tuple[int, int]:
        """Failed workflow executions and failed events."""
        return SqliteSeries(self._sql).failures(own)

    def to_certify(self, own: int | None) -> int:
        """Completed enrollments without a certificate."""
        ((count,),) = self._sql.all(_TO_CERTIFY, [own, MOST_TO_CERTIFY])
        return int(count)
