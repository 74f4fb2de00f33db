"""A person's own notifications: how many are unread, and what each is about."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.dataclass import dataclass
from app.domain.entities import (
    Announcement,
    Certificate,
    Course,
    Enrollment,
    Lesson,
    Module,
    Notification,
    User,
)
from app.ports.storage import Rows


@dataclass(frozen=True, slots=True)
class Target:
    """The record that something is about: the kind of screen to open, and its id."""

    kind: str
    id: int


def unread(rows: Rows, user_id: int | None) -> int:
    """How many of a person's notifications are unread."""
    return 0 if user_id is None else rows.count(Notification, user_id=user_id, is_read=False)


def target_of(rows: Rows, kind: str | None, key: int | None) -> Target | None:
    """What a record is seen on: a course, a person, an announcement, a certificate, an event or a
    workflow; None where it is gone or has no screen.
    """
    if kind is None or key is None:
        return None
    if kind in ("event", "workflow"):
        return Target(kind, key)
    if kind in _SEEN:
        return Target(kind, key) if rows.get_many(_SEEN[kind], [key]) else None
    through = _THROUGH.get(kind)
    return None if through is None else through(rows, key)


def _enrollment(rows: Rows, key: int) -> Target | None:
    found = rows.get_many(Enrollment, [key]).get(key)
    return None if found is None else Target("user", found.student_id)


def _lesson(rows: Rows, key: int) -> Target | None:
    found = rows.get_many(Lesson, [key]).get(key)
    return None if found is None else Target("course", found.course_id)


def _module(rows: Rows, key: int) -> Target | None:
    found = rows.get_many(Module, [key]).get(key)
    return None if found is None else Target("course", found.course_id)


_THROUGH: dict[str, Callable[[Rows, int], Target | None]] = {
    "enrollment": _enrollment,
    "lesson": _lesson,
    "module": _module,
}
_SEEN: dict[str, type[Course | User | Announcement | Certificate]] = {
    "course": Course,
    "user": User,
    "announcement": Announcement,
    "certificate": Certificate,
}
