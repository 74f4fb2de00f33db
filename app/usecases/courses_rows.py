"""What use cases on courses and their content share: the course itself, its slug, its event."""

from __future__ import annotations

from app.domain.entities import Course, User
from app.domain.errors import Rejected
from app.domain.events import CourseUpdated
from app.domain.slugs import free_names
from app.ports.storage import UnitOfWork


def present_course(uow: UnitOfWork, course_id: int) -> Course:
    """The course; raises `NotFound`, or ``course.deleted``."""
    course = uow.get(Course, course_id)
    if course.is_deleted:
        raise Rejected("course.deleted", course_id=course.id, slug=course.slug)
    return course


def free_slug(uow: UnitOfWork, wanted: str) -> str:
    """*wanted*, or with ``-2`` and so on where another course has it."""
    (slug,) = free_names(
        [wanted], lambda names: (row.slug for row in uow.find(Course, slug=sorted(names)))
    )
    return slug


def require_instructor(uow: UnitOfWork, user_id: int) -> None:
    """Raise ``course.bad_instructor`` unless the user is an active instructor or admin."""
    user = uow.get(User, user_id)
    if user.is_deleted or not user.is_active or user.role == "student":
        raise Rejected("course.bad_instructor", email=user.email, user_id=user_id)


def tell_updated(uow: UnitOfWork, course: Course, *tables: str) -> None:
    """Raise `CourseUpdated` for a published course; *course* is the row as saved."""
    if course.status == "published" and not course.is_deleted:
        uow.raise_event(CourseUpdated(entity_id=course.id, parts=tables))
