"""Whom and what records are about, by name: ``certificate 93`` says nothing to people."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.entities import (
    Announcement,
    Certificate,
    Course,
    Enrollment,
    Lesson,
    Module,
    User,
)
from app.ports.storage import Rows

About = tuple[str, int]
"""A kind of record and its id."""


def about(text: str | None) -> About | None:
    """``certificate 93`` and ``certificates 93`` taken apart; None where it is no such text."""
    kind, _, key = (text or "").partition(" ")
    return (kind.removesuffix("s"), int(key)) if key.isdecimal() else None


def names(rows: Rows, wanted: Iterable[About]) -> dict[About, str]:
    """The names of those records that are there, each kind read at once."""
    keys: dict[str, list[int]] = {}
    for kind, key in set(wanted):
        keys.setdefault(kind, []).append(key)
    found: dict[About, str] = {}
    for person in rows.get_many(User, keys.get("user", [])).values():
        found["user", person.id] = person.full_name
    titled: tuple[tuple[str, type[Course | Module | Lesson | Announcement]], ...] = (
        ("course", Course),
        ("module", Module),
        ("lesson", Lesson),
        ("announcement", Announcement),
    )
    for kind, entity in titled:
        for one in rows.get_many(entity, keys.get(kind, [])).values():
            found[kind, one.id] = one.title
    learning: tuple[tuple[str, type[Enrollment | Certificate]], ...] = (
        ("enrollment", Enrollment),
        ("certificate", Certificate),
    )
    for kind, of_learner in learning:
        found |= _learners(rows, kind, rows.get_many(of_learner, keys.get(kind, [])).values())
    return found


def _learners(rows: Rows, kind: str, found: Iterable[Enrollment | Certificate]) -> dict[About, str]:
    """Who learns what."""
    found = list(found)
    people = rows.get_many(User, [one.student_id for one in found])
    courses = rows.get_many(Course, [one.course_id for one in found])
    return {
        (kind, one.id): f"{people[one.student_id].full_name}, {courses[one.course_id].title}"
        for one in found
        if one.student_id in people and one.course_id in courses
    }
