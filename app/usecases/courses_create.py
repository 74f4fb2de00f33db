"""Creating a course."""

from __future__ import annotations

from typing import Any

from app.domain import checks
from app.domain.commands import CreateCourse
from app.domain.entities import Course, CourseSettings
from app.domain.events import CourseCreated
from app.domain.outcomes import Outcome, RowOutcome
from app.domain.slugs import slugify
from app.ports.storage import UnitOfWork
from app.usecases.courses_rows import free_slug, require_instructor
from app.usecases.courses_values import COURSE_CHECKS, DESCRIBING, SETTINGS_CHECKS


def create_course(command: CreateCourse, uow: UnitOfWork) -> Outcome:
    """A new draft with its settings; a slug that is taken gets ``-2`` (merged).

    `Outcome.data` has `id` and `slug`. Raises ``course.bad_instructor``, ``value.*``,
    ``settings.*``.
    """
    title = COURSE_CHECKS["title"]("title", command.title)
    wanted = slugify(title) if command.slug is None else COURSE_CHECKS["slug"]("slug", command.slug)
    columns = checks.clean_columns(Course, command.columns, DESCRIBING)
    settings = checks.clean_columns(CourseSettings, command.settings, SETTINGS_CHECKS)
    require_instructor(uow, command.instructor_id)
    slug = free_slug(uow, wanted)
    course = Course(
        id=command.course_id,
        title=title,
        slug=slug,
        instructor_id=command.instructor_id,
        created_at=uow.now,
        **columns,
    )
    uow.save_all([course, CourseSettings(course_id=course.id, **settings)])
    uow.raise_event(
        CourseCreated(
            entity_id=course.id, slug=slug, title=title, instructor_id=command.instructor_id
        )
    )
    return slug_outcome(course.id, wanted, slug)


def slug_outcome(course_id: int, wanted: str, slug: str, **more: Any) -> Outcome:
    """The answer to a command that chose a slug: merged where it is not the wanted one."""
    data: dict[str, Any] = {"id": course_id, "slug": slug}
    merged = slug != wanted
    row = RowOutcome(
        position=0,
        kind="merged" if merged else "applied",
        key=course_id,
        data={**data, "wanted": wanted} if merged else data,
    )
    return Outcome(rows=(row,), data=data, **more)
