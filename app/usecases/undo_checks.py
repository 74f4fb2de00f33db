"""What must hold so that rows may come back, change back or go again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain import entities as e
from app.domain.entities import Entity
from app.domain.errors import Rejected
from app.ports.storage import UnitOfWork
from app.usecases.undo_plan import Plan, nothing_recorded

Reference = tuple[type[Entity], str]

DEPENDENTS: Mapping[type[Entity], tuple[Reference, ...]] = {
    e.User: (
        (e.InstructorProfile, "user_id"),
        (e.Course, "instructor_id"),
        (e.Announcement, "instructor_id"),
        (e.Enrollment, "student_id"),
        (e.WaitingEntry, "student_id"),
    ),
    e.Course: (
        (e.CourseSettings, "course_id"),
        (e.Module, "course_id"),
        (e.Lesson, "course_id"),
        (e.Material, "course_id"),
        (e.Announcement, "course_id"),
        (e.Enrollment, "course_id"),
        (e.WaitingEntry, "course_id"),
    ),
    e.Module: ((e.Lesson, "module_id"), (e.Material, "module_id")),
    e.Lesson: ((e.Material, "lesson_id"),),
    e.Enrollment: ((e.Progress, "enrollment_id"),),
}
"""What somebody may have made for a record, by the column that names it.

What follows by itself (history, marks, notifications, tokens, progress without a record) is not
anyone's work and goes along.
"""

UNIQUE: Mapping[type[Entity], tuple[tuple[str, ...], ...]] = {
    e.User: (("email",), ("username",)),
    e.InstructorProfile: (("user_id",),),
    e.Course: (("slug",),),
    e.Enrollment: (("student_id", "course_id"),),
    e.Progress: (("enrollment_id",),),
}
"""The unique columns beside the keys."""


def check_certificates(plan: Plan, uow: UnitOfWork) -> None:
    """Raise ``undo.certificate_exists`` for an enrollment that a certificate speaks of.

    Once one was ever issued the enrollment stays; while one is valid it stays completed.
    """
    going = [row.id for row in plan.deleted if isinstance(row, e.Enrollment)]
    if going:
        for issue in uow.find(e.CertificateIssue, enrollment_id=going):
            raise Rejected("undo.certificate_exists", key=issue.enrollment_id)
        for certificate in uow.find(e.Certificate, enrollment_id=going):
            raise Rejected("undo.certificate_exists", key=certificate.enrollment_id)
    reopened = [
        before.id
        for before, after in plan.moves()
        if isinstance(before, e.Enrollment)
        and isinstance(after, e.Enrollment)
        and before.status == "completed" != after.status
    ]
    if reopened:
        for certificate in uow.find(e.Certificate, enrollment_id=reopened, is_revoked=False):
            raise Rejected("undo.certificate_exists", key=certificate.enrollment_id)


def check_dependents(plan: Plan, uow: UnitOfWork) -> None:
    """Raise ``undo.in_use`` where something that stays was made for a row that would go."""
    leaving = {(type(row), row.key) for row in plan.deleted}
    moving = {(type(move.after), move.after.key): move.after for move in plan.updated}
    for parent, keys in plan.deleted_keys():
        for child, column in DEPENDENTS.get(parent, ()):
            for row in uow.find(child, **{column: keys}):
                place = (child, row.key)
                named = getattr(moving.get(place, row), column)
                if isinstance(row, e.Progress) and nothing_recorded(row):
                    continue
                if place not in leaving and named in keys:
                    raise Rejected(
                        "undo.in_use",
                        table=parent.TABLE,
                        key=named,
                        used_by=child.TABLE,
                        count=uow.count(child, **{column: named}),
                    )


def check_unique(plan: Plan, uow: UnitOfWork) -> None:
    """Raise ``undo.taken`` where another row has a unique value that would come back."""
    returning: dict[type[Entity], list[Entity]] = {}
    for before, after in plan.moves():
        if after is not None and type(after) in UNIQUE and _unique_moved(before, after):
            returning.setdefault(type(after), []).append(after)
    leaving = {(type(row), row.key) for row in plan.deleted}
    for kind, rows in returning.items():
        for names in UNIQUE[kind]:
            owners = {_values(row, names): row for row in rows}
            asked = {name: {getattr(row, name) for row in rows} for name in names}
            for other in uow.find(kind, **asked):
                row = owners.get(_values(other, names))
                if row is not None and row.key != other.key and (kind, other.key) not in leaving:
                    raise Rejected(
                        "undo.taken", table=kind.TABLE, key=row.key, columns=", ".join(names)
                    )


def _values(row: Entity, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _unique_moved(before: Entity | None, after: Entity) -> bool:
    names = [name for group in UNIQUE[type(after)] for name in group]
    return before is None or _values(before, names) != _values(after, names)


_PARENTS: Mapping[type[Entity], tuple[tuple[str, type[Entity]], ...]] = {
    e.InstructorProfile: (("user_id", e.User),),
    e.CourseSettings: (("course_id", e.Course),),
    e.Module: (("course_id", e.Course),),
    e.Lesson: (("module_id", e.Module), ("course_id", e.Course)),
    e.Material: (("course_id", e.Course), ("module_id", e.Module), ("lesson_id", e.Lesson)),
    e.Announcement: (("course_id", e.Course), ("instructor_id", e.User)),
    e.Enrollment: (("course_id", e.Course), ("student_id", e.User)),
    e.Progress: (("enrollment_id", e.Enrollment),),
    e.WaitingEntry: (("course_id", e.Course), ("student_id", e.User)),
}


def check_parents(plan: Plan, uow: UnitOfWork) -> None:
    """Raise ``undo.parent_gone`` where a row would name one that is not there any more.

    A course needs an instructor who is neither deleted nor a student, a place on a waiting list
    a student. To be called when the rows are saved. Someone who teaches stays able to:
    ``people.has_courses``.
    """
    _check_teaching(plan, uow)
    wanted: dict[type[Entity], list[tuple[Entity, str]]] = {}
    for before, after in plan.moves():
        if after is None:
            continue
        for column, parent in _PARENTS.get(type(after), ()):
            if before is None or getattr(before, column) != getattr(after, column):
                wanted.setdefault(parent, []).append((after, column))
    for parent, users in wanted.items():
        keys = {getattr(row, column) for row, column in users} - {None}
        present = {None, *uow.get_many(parent, keys)}
        for row, column in users:
            if getattr(row, column) not in present:
                raise _parent_gone(row, column)
    _check_instructors(plan, uow)


def _parent_gone(row: Entity, column: str) -> Rejected:
    return Rejected(
        "undo.parent_gone", table=row.TABLE, key=row.key, column=column.removesuffix("_id")
    )


def _check_instructors(plan: Plan, uow: UnitOfWork) -> None:
    rows = [after for _, after in plan.moves() if after is not None]
    courses = [row for row in rows if isinstance(row, e.Course) and not row.is_deleted]
    waiting = [row for row in rows if isinstance(row, e.WaitingEntry)]
    ids = {row.instructor_id for row in courses} | {row.student_id for row in waiting}
    people = uow.get_many(e.User, ids)
    for course in courses:
        user = people.get(course.instructor_id)
        if user is None or user.is_deleted or user.role == "student":
            raise _parent_gone(course, "instructor_id")
    for entry in waiting:
        user = people.get(entry.student_id)
        if user is None or user.is_deleted or user.role != "student":
            raise _parent_gone(entry, "student_id")


def _check_teaching(plan: Plan, uow: UnitOfWork) -> None:
    """Who teaches a course that is not deleted is neither deleted nor a student."""
    leaving = {
        move.after.id: move.after
        for move in plan.updated
        if isinstance(move.after, e.User)
        and (move.after.is_deleted or move.after.role == "student")
        and _standing(move.before) != _standing(move.after)
    }
    courses = uow.find(e.Course, instructor_id=list(leaving), is_deleted=False) if leaving else []
    for course in courses:
        user = leaving[course.instructor_id]
        count = sum(one.instructor_id == user.id for one in courses)
        raise Rejected("people.has_courses", email=user.email, count=count)


def _standing(user: Entity) -> tuple[Any, ...]:
    return _values(user, ("is_deleted", "role"))
