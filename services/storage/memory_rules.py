"""The ERD's unique constraints and foreign keys, as data for the in-memory store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from app.domain import entities as e
from app.domain.dataclass import dataclass
from app.domain.entities import Entity

OnDelete = Literal["cascade", "set_null", "restrict"]


@dataclass(frozen=True, slots=True)
class Unique:
    """Columns whose values no two rows share; a null among them is never equal to another."""

    columns: tuple[str, ...]
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of *child* that names the key of a row of *parent*."""

    child: type[Entity]
    column: str
    parent: type[Entity]
    on_delete: OnDelete


def _unique(*columns: str) -> Unique:
    def read(row: Any) -> Any:
        values = tuple(getattr(row, column) for column in columns)
        return None if None in values else values

    return Unique(columns, read)


UNIQUE: dict[type[Entity], tuple[Unique, ...]] = {
    e.User: (Unique(("email",), lambda row: row.email.lower()), _unique("username")),
    e.InstructorProfile: (_unique("user_id"),),
    e.RefreshToken: (_unique("token"),),
    e.Course: (_unique("slug"),),
    e.Enrollment: (_unique("student_id", "course_id"),),
    e.Progress: (_unique("enrollment_id"),),
    e.Certificate: (
        _unique("enrollment_id"),
        _unique("certificate_number"),
        _unique("verification_code"),
    ),
    e.CertificateIssue: (_unique("verification_code"),),
    e.WorkflowExecution: (_unique("workflow_id"),),
}
"""Unique constraints beside the keys."""

REFERENCES: tuple[Reference, ...] = (
    Reference(e.InstructorProfile, "user_id", e.User, "cascade"),
    Reference(e.RefreshToken, "user_id", e.User, "cascade"),
    Reference(e.Course, "instructor_id", e.User, "restrict"),
    Reference(e.CourseSettings, "course_id", e.Course, "cascade"),
    Reference(e.Module, "course_id", e.Course, "cascade"),
    Reference(e.Lesson, "module_id", e.Module, "cascade"),
    Reference(e.Lesson, "course_id", e.Course, "cascade"),
    Reference(e.Material, "course_id", e.Course, "cascade"),
    Reference(e.Material, "module_id", e.Module, "set_null"),
    Reference(e.Material, "lesson_id", e.Lesson, "set_null"),
    Reference(e.Material, "uploaded_by", e.User, "set_null"),
    Reference(e.Announcement, "course_id", e.Course, "cascade"),
    Reference(e.Announcement, "instructor_id", e.User, "restrict"),
    Reference(e.Enrollment, "student_id", e.User, "cascade"),
    Reference(e.Enrollment, "course_id", e.Course, "cascade"),
    Reference(e.EnrollmentHistory, "enrollment_id", e.Enrollment, "cascade"),
    Reference(e.EnrollmentHistory, "performed_by", e.User, "set_null"),
    Reference(e.Progress, "enrollment_id", e.Enrollment, "cascade"),
    Reference(e.WaitingEntry, "course_id", e.Course, "cascade"),
    Reference(e.WaitingEntry, "student_id", e.User, "cascade"),
    Reference(e.Certificate, "enrollment_id", e.Enrollment, "cascade"),
    Reference(e.Certificate, "student_id", e.User, "cascade"),
    Reference(e.Certificate, "course_id", e.Course, "cascade"),
    Reference(e.Certificate, "issued_by_id", e.User, "set_null"),
    Reference(e.CertificateIssue, "enrollment_id", e.Enrollment, "restrict"),
    Reference(e.CertificateIssue, "student_id", e.User, "restrict"),
    Reference(e.CertificateIssue, "course_id", e.Course, "restrict"),
    Reference(e.CertificateIssue, "issued_by_id", e.User, "set_null"),
    Reference(e.Notification, "user_id", e.User, "cascade"),
    Reference(e.EventRecord, "user_id", e.User, "set_null"),
    Reference(e.EventEffect, "event_id", e.EventRecord, "cascade"),
    Reference(e.WorkflowStart, "user_id", e.User, "set_null"),
    Reference(e.WorkflowExecution, "user_id", e.User, "set_null"),
    Reference(e.AuditRecord, "performed_by", e.User, "set_null"),
)
"""Foreign keys (ERD section 5, and those of the tables that it leaves open)."""

CHILDREN: dict[type[Entity], tuple[Reference, ...]] = {
    kind: tuple(one for one in REFERENCES if one.parent is kind) for kind in e.ALL_ENTITIES
}
PARENTS: dict[type[Entity], tuple[Reference, ...]] = {
    kind: tuple(one for one in REFERENCES if one.child is kind) for kind in e.ALL_ENTITIES
}
KIND_OF_TABLE: dict[str, type[Entity]] = {kind.TABLE: kind for kind in e.ALL_ENTITIES}
"""The record kind by its table's logical name."""

INDEXED: dict[type[Entity], frozenset[str]] = {
    kind: frozenset(one.column for one in PARENTS[kind])
    | frozenset(unique.columns[0] for unique in UNIQUE.get(kind, ()))
    for kind in e.ALL_ENTITIES
}
"""Columns by which `find` need not look at every row."""
