"""A course as the form of its overview shows it."""

from __future__ import annotations

from app.domain.dataclass import dataclass
from app.domain.entities import Course, CourseSettings, Enrollment, User
from app.ports.storage import Rows


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody who may teach a course."""

    id: int
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseForm:
    """A course with its settings, who may teach it, and how many are enrolled."""

    course: Course
    settings: CourseSettings
    teachers: tuple[Teacher, ...]
    learners: int


def course_form(rows: Rows, course_id: int) -> CourseForm:
    """The course as it stands; raises `NotFound` where it is not there."""
    course = rows.get(Course, course_id)
    settings = rows.get_many(CourseSettings, [course_id]).get(course_id)
    return CourseForm(
        course=course,
        settings=settings or CourseSettings(course_id=course_id),
        teachers=teachers(rows),
        learners=rows.count(Enrollment, course_id=course_id),
    )


def teachers(rows: Rows) -> tuple[Teacher, ...]:
    """Active instructors and admins, by name."""
    found = rows.find(User, role=["instructor", "admin"], is_active=True, is_deleted=False)
    listed = [Teacher(user.id, user.full_name, user.email) for user in found]
    return tuple(sorted(listed, key=lambda one: (one.name.casefold(), one.id)))
