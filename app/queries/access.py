"""Who may read what on the command line, by the roles that `app.domain.permissions` judges by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.actor import Actor
from app.domain.entities import Course, Enrollment
from app.domain.errors import NotAllowed
from app.ports.storage import Rows
from app.queries.lookup import user_by_email

Seen = Callable[[Mapping[str, Any]], bool]
"""Whether a row, in canonical values by the ERD's names, is shown."""

_OF_COURSE = frozenset(
    {"enrollments", "certificates", "announcements", "course_materials", "progress"}
    | {"enrollment_history", "modules", "lessons"}
)
_OWN = {
    "notifications": "user_id",
    "instructor_profiles": "user_id",
    "events": "user_id",
    "workflow_executions": "user_id",
    "refresh_tokens": "user_id",
    "courses": "instructor_id",
}
"""Tables of which an instructor sees the own rows, and the column that says whose they are."""


def staff(rows: Rows, email: str) -> Actor:
    """The active instructor or admin with this address.

    Raises `NotFound` (``person.unknown``) and `NotAllowed` (``role.inactive``,
    ``role.not_allowed``): learners do not act here.
    """
    person = user_by_email(rows, email)
    if not person.is_active:
        raise NotAllowed("role.inactive", user_id=person.id)
    if person.role == "student":
        raise NotAllowed("role.not_allowed", action="work in this workspace", role=person.role)
    return Actor(person.id, person.role)


def require_admin(actor: Actor | None, action: str) -> None:
    """Raise `NotAllowed` for an instructor; None is whoever has the workspace's folder."""
    if actor is not None and actor.role != "admin":
        raise NotAllowed("role.not_allowed", action=action, role=actor.role)


def require_course(actor: Actor | None, course: Course, action: str) -> None:
    """Raise `NotAllowed` for an instructor of another course."""
    if actor is None or course.instructor_id != actor.user_id:
        require_admin(actor, action)


def seen_by(rows: Rows, actor: Actor | None, table: str) -> Seen | None:
    """Which rows of a table an instructor sees: own courses, their learners; None for all."""
    if actor is None or actor.role == "admin" or table == "analytics_metrics":
        return None
    if table in _OWN:
        column = _OWN[table]
        return lambda row: bool(row[column] == actor.user_id)
    courses = {one.id for one in rows.find(Course, instructor_id=actor.user_id)}
    if table in _OF_COURSE and table not in {"progress", "enrollment_history"}:
        return lambda row: row["course_id"] in courses
    found = rows.values(Enrollment, ("id", "student_id"), course_id=sorted(courses))
    enrollments = dict(found) if courses else {}
    if table == "users":
        people = {actor.user_id, *enrollments.values()}
        return lambda row: row["id"] in people
    return lambda row: row["enrollment_id"] in enrollments
