"""The 13 domain events (ERD section 6). Raised by use cases only."""

from __future__ import annotations

from typing import ClassVar

from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """A fact. TYPE and NAME are the ERD's event_type and a title; ENTITY the kind it is about."""

    TYPE: ClassVar[str]
    NAME: ClassVar[str]
    ENTITY: ClassVar[str]
    entity_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRegistered(DomainEvent):
    TYPE: ClassVar[str] = "user.registered"
    NAME: ClassVar[str] = "User registered"
    ENTITY: ClassVar[str] = "user"
    email: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserVerified(DomainEvent):
    TYPE: ClassVar[str] = "user.verified"
    NAME: ClassVar[str] = "E-mail verified"
    ENTITY: ClassVar[str] = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseCreated(DomainEvent):
    TYPE: ClassVar[str] = "course.created"
    NAME: ClassVar[str] = "Course created"
    ENTITY: ClassVar[str] = "course"
    slug: str
    title: str
    instructor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePublished(DomainEvent):
    TYPE: ClassVar[str] = "course.published"
    NAME: ClassVar[str] = "Course published"
    ENTITY: ClassVar[str] = "course"
    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseUpdated(DomainEvent):
    """Raised at most once a command, for published courses only; `parts` are table names."""

    TYPE: ClassVar[str] = "course.updated"
    NAME: ClassVar[str] = "Course updated"
    ENTITY: ClassVar[str] = "course"
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseArchived(DomainEvent):
    TYPE: ClassVar[str] = "course.archived"
    NAME: ClassVar[str] = "Course archived"
    ENTITY: ClassVar[str] = "course"
    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentCreated(DomainEvent):
    TYPE: ClassVar[str] = "enrollment.created"
    NAME: ClassVar[str] = "Student enrolled"
    ENTITY: ClassVar[str] = "enrollment"
    student_id: int
    course_id: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentCompleted(DomainEvent):
    TYPE: ClassVar[str] = "enrollment.completed"
    NAME: ClassVar[str] = "Course completed"
    ENTITY: ClassVar[str] = "enrollment"
    student_id: int
    course_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentDropped(DomainEvent):
    TYPE: ClassVar[str] = "enrollment.dropped"
    NAME: ClassVar[str] = "Student dropped"
    ENTITY: ClassVar[str] = "enrollment"
    student_id: int
    course_id: int
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressUpdated(DomainEvent):
    """`entity_id` is the enrollment's; `lesson_ids` those newly completed or scored."""

    TYPE: ClassVar[str] = "progress.updated"
    NAME: ClassVar[str] = "Progress updated"
    ENTITY: ClassVar[str] = "enrollment"
    student_id: int
    course_id: int
    lesson_ids: tuple[int, ...]
    completion_percentage: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleCompleted(DomainEvent):
    TYPE: ClassVar[str] = "progress.module_completed"
    NAME: ClassVar[str] = "Module completed"
    ENTITY: ClassVar[str] = "enrollment"
    student_id: int
    course_id: int
    module_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateIssued(DomainEvent):
    """`entity_id` is the certificate's id."""

    TYPE: ClassVar[str] = "certificate.issued"
    NAME: ClassVar[str] = "Certificate issued"
    ENTITY: ClassVar[str] = "certificate"
    certificate_number: str
    student_id: int
    course_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRevoked(DomainEvent):
    TYPE: ClassVar[str] = "certificate.revoked"
    NAME: ClassVar[str] = "Certificate revoked"
    ENTITY: ClassVar[str] = "certificate"
    certificate_number: str
    student_id: int
    course_id: int
    reason: str


EVENT_TYPES: dict[str, type[DomainEvent]] = {
    kind.TYPE: kind
    for kind in (
        UserRegistered,
        UserVerified,
        CourseCreated,
        CoursePublished,
        CourseUpdated,
        CourseArchived,
        EnrollmentCreated,
        EnrollmentCompleted,
        EnrollmentDropped,
        ProgressUpdated,
        ModuleCompleted,
        CertificateIssued,
        CertificateRevoked,
    )
}
"""The events by type."""
