"""A course's status: draft, published, archived, and deleted at any point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.commands import ArchiveCourse, DeleteCourse, PublishCourse, UnpublishCourse
from app.domain.entities import Course, CourseStatus, Lesson, Material, WaitingEntry
from app.domain.errors import Rejected
from app.domain.events import CourseArchived, CoursePublished
from app.domain.outcomes import Outcome
from app.domain.slugs import MAX_SLUG
from app.ports.storage import UnitOfWork
from app.usecases.audit import Audited, write_audit
from app.usecases.courses_rows import present_course
from app.usecases.people_profiles import refresh_instructor_totals
from app.usecases.waiting_list import promote_waiting

STARTS: Mapping[str, frozenset[str]] = {
    "published": frozenset({"draft", "archived"}),
    "draft": frozenset({"published"}),
    "archived": frozenset({"published", "draft"}),
}
"""Status to those it can be reached from."""


def publish_course(command: PublishCourse, uow: UnitOfWork) -> Outcome:
    """Show a course to its learners.

    Raises ``course.deleted``, ``course.same_status``, ``course.wrong_status``,
    ``course.no_lessons``, and ``course.files_missing`` while a material is still on its way. The
    first publication's time stands until the course is unpublished.
    """
    course = present_course(uow, command.course_id)
    _require_start(course, "published")
    if not uow.count(Lesson, course_id=course.id):
        raise Rejected("course.no_lessons", slug=course.slug)
    missing = uow.count(Material, course_id=course.id, state="uploading")
    if missing:
        raise Rejected("course.files_missing", slug=course.slug, count=missing)
    after = replace(course, status="published", published_at=course.published_at or uow.now)
    _save(uow, course, after, command.reason)
    promote_waiting(uow, after)  # While it was archived nobody got a seat that was free.
    refresh_instructor_totals(uow, {after.instructor_id})
    uow.raise_event(CoursePublished(entity_id=course.id, slug=course.slug, title=course.title))
    return Outcome(data={"id": course.id, "status": after.status})


def unpublish_course(command: UnpublishCourse, uow: UnitOfWork) -> Outcome:
    """Make a published course a draft again; raises as `publish_course`."""
    course = present_course(uow, command.course_id)
    _require_start(course, "draft")
    after = replace(course, status="draft", published_at=None)
    _save(uow, course, after, command.reason)
    refresh_instructor_totals(uow, {after.instructor_id})
    return Outcome(data={"id": course.id, "status": after.status})


def archive_course(command: ArchiveCourse, uow: UnitOfWork) -> Outcome:
    """Close a course for new learners; raises as `publish_course`."""
    course = present_course(uow, command.course_id)
    _require_start(course, "archived")
    after = replace(course, status="archived")
    _save(uow, course, after, command.reason)
    refresh_instructor_totals(uow, {after.instructor_id})
    uow.raise_event(CourseArchived(entity_id=course.id, slug=course.slug, title=course.title))
    return Outcome(data={"id": course.id, "status": after.status})


def delete_course(command: DeleteCourse, uow: UnitOfWork) -> Outcome:
    """Hide a course for good: its slug is freed as ``slug~id``, its waiting list ends.

    Raises ``course.deleted``.
    """
    course = present_course(uow, command.course_id)
    suffix = f"~{course.id}"
    slug = course.slug[: MAX_SLUG - len(suffix)] + suffix
    uow.save_all([replace(course, slug=slug, is_deleted=True, updated_at=uow.now)])
    waiting = uow.find(WaitingEntry, course_id=course.id)
    uow.delete_all(WaitingEntry, [entry.key for entry in waiting])
    refresh_instructor_totals(uow, {course.instructor_id})
    write_audit(uow, [Audited(Course, course.id, "is_deleted", False, True)])
    return Outcome(data={"id": course.id, "slug": slug})


def _require_start(course: Course, wanted: CourseStatus) -> None:
    if course.status == wanted:
        raise Rejected("course.same_status", slug=course.slug, status=course.status)
    if course.status not in STARTS[wanted]:
        raise Rejected("course.wrong_status", slug=course.slug, status=course.status, wanted=wanted)


def _save(uow: UnitOfWork, before: Course, after: Course, reason: str | None) -> None:
    uow.save_all([replace(after, updated_at=uow.now)])
    write_audit(uow, [Audited(Course, after.id, "status", before.status, after.status, reason)])
