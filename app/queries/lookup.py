"""Finding records by what people call them: a slug, an e-mail address, a title."""

from __future__ import annotations

from app.domain.actor import Actor
from app.domain.entities import Course, Enrollment, Lesson, Module, User
from app.domain.errors import NotFound, Rejected
from app.ports.storage import Rows


def course_by_slug(rows: Rows, slug: str) -> Course:
    """The course with this slug that is not deleted; raises `NotFound` (``course.unknown``)."""
    found = [one for one in rows.find(Course, slug=slug) if not one.is_deleted]
    if not found:
        raise NotFound("course.unknown", slug=slug)
    return found[0]


def user_by_email(rows: Rows, email: str) -> User:
    """The person with this e-mail who is not deleted; raises `NotFound` (``person.unknown``)."""
    found = [one for one in rows.find(User, email=email.strip().lower()) if not one.is_deleted]
    if not found:
        raise NotFound("person.unknown", email=email)
    return found[0]


def enrollment_of(rows: Rows, email: str, slug: str) -> Enrollment:
    """A person's enrollment in a course; raises `NotFound` (``enrollment.unknown``)."""
    person, course = user_by_email(rows, email), course_by_slug(rows, slug)
    found = rows.find(Enrollment, student_id=person.id, course_id=course.id)
    if not found:
        raise NotFound("enrollment.unknown", email=email, slug=slug)
    return found[0]


def lesson_of(rows: Rows, course: Course, text: str) -> Lesson:
    """A course's lesson by id or title; raises `NotFound` or, for a title twice, `Rejected`."""
    lessons = rows.find(Lesson, course_id=course.id)
    by_id = [one for one in lessons if str(one.id) == text.lstrip("0")]
    if by_id:
        return by_id[0]
    matching = [one for one in lessons if one.title == text]
    if not matching:
        raise NotFound("lesson.unknown", lesson=text, slug=course.slug)
    if len(matching) > 1:
        raise Rejected("lesson.ambiguous", lesson=text, slug=course.slug, count=len(matching))
    return matching[0]


def modules_in_order(rows: Rows, course_id: int) -> list[Module]:
    """A course's modules, first to last."""
    return sorted(rows.find(Module, course_id=course_id), key=lambda one: (one.rank, one.id))


def lessons_in_order(rows: Rows, module_id: int) -> list[Lesson]:
    """A module's lessons, first to last."""
    return sorted(rows.find(Lesson, module_id=module_id), key=lambda one: (one.rank, one.id))


def only_admin(rows: Rows) -> Actor:
    """Who acts where nobody is named; raises `Rejected` (``actor.unclear``, ``actor.none``)."""
    admins = rows.find(User, role="admin", is_active=True, is_deleted=False)
    if not admins:
        raise Rejected("actor.none")
    if len(admins) > 1:
        raise Rejected("actor.unclear", emails=", ".join(one.email for one in admins))
    return Actor(admins[0].id, "admin")
