"""Which rows hang on which: the tables' foreign keys, told again for the store.

A test holds them against `services.storage.tables`. Reading them from there would have every
start of the program build all tables first, for a third of a second.
"""

from __future__ import annotations

from typing import Literal

from app.domain import entities as e
from app.domain.dataclass import dataclass
from app.domain.entities import ALL_ENTITIES, Entity

OnDelete = Literal["CASCADE", "RESTRICT", "SET NULL"]


@dataclass(frozen=True, slots=True)
class Link:
    """A column of *child* that names the key of a row of *parent*."""

    child: type[Entity]
    column: str
    parent: type[Entity]
    on_delete: OnDelete


LINKS: tuple[Link, ...] = (
    Link(e.InstructorProfile, "user_id", e.User, "CASCADE"),
    Link(e.RefreshToken, "user_id", e.User, "CASCADE"),
    Link(e.Course, "instructor_id", e.User, "RESTRICT"),
    Link(e.CourseSettings, "course_id", e.Course, "CASCADE"),
    Link(e.Module, "course_id", e.Course, "CASCADE"),
    Link(e.Lesson, "course_id", e.Course, "CASCADE"),
    Link(e.Lesson, "module_id", e.Module, "CASCADE"),
    Link(e.Material, "course_id", e.Course, "CASCADE"),
    Link(e.Material, "lesson_id", e.Lesson, "SET NULL"),
    Link(e.Material, "module_id", e.Module, "SET NULL"),
    Link(e.Material, "uploaded_by", e.User, "SET NULL"),
    Link(e.Announcement, "course_id", e.Course, "CASCADE"),
    Link(e.Announcement, "instructor_id", e.User, "RESTRICT"),
    Link(e.Enrollment, "course_id", e.Course, "CASCADE"),
    Link(e.Enrollment, "student_id", e.User, "CASCADE"),
    Link(e.EnrollmentHistory, "enrollment_id", e.Enrollment, "CASCADE"),
    Link(e.EnrollmentHistory, "performed_by", e.User, "SET NULL"),
    Link(e.Progress, "enrollment_id", e.Enrollment, "CASCADE"),
    Link(e.WaitingEntry, "course_id", e.Course, "CASCADE"),
    Link(e.WaitingEntry, "student_id", e.User, "CASCADE"),
    Link(e.Certificate, "course_id", e.Course, "CASCADE"),
    Link(e.Certificate, "enrollment_id", e.Enrollment, "CASCADE"),
    Link(e.Certificate, "issued_by_id", e.User, "SET NULL"),
    Link(e.Certificate, "student_id", e.User, "CASCADE"),
    Link(e.CertificateIssue, "course_id", e.Course, "RESTRICT"),
    Link(e.CertificateIssue, "enrollment_id", e.Enrollment, "RESTRICT"),
    Link(e.CertificateIssue, "issued_by_id", e.User, "SET NULL"),
    Link(e.CertificateIssue, "student_id", e.User, "RESTRICT"),
    Link(e.Notification, "user_id", e.User, "CASCADE"),
    Link(e.EventRecord, "user_id", e.User, "SET NULL"),
    Link(e.EventEffect, "event_id", e.EventRecord, "CASCADE"),
    Link(e.WorkflowStart, "user_id", e.User, "SET NULL"),
    Link(e.WorkflowExecution, "user_id", e.User, "SET NULL"),
    Link(e.AuditRecord, "performed_by", e.User, "SET NULL"),
)
"""Every foreign key between records."""

CHILDREN = {kind: tuple(one for one in LINKS if one.parent is kind) for kind in ALL_ENTITIES}
PARENTS = {kind: tuple(one for one in LINKS if one.child is kind) for kind in ALL_ENTITIES}
KIND_OF_TABLE: dict[str, type[Entity]] = {kind.TABLE: kind for kind in ALL_ENTITIES}
"""The record kind by its table's logical name."""
