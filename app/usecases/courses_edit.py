"""Editing a course's own columns and its settings."""

from __future__ import annotations

from dataclasses import replace

from app.domain import checks
from app.domain.commands import EditCourse, EditCourseSettings
from app.domain.entities import Course, CourseSettings
from app.domain.outcomes import Outcome
from app.ports.storage import UnitOfWork
from app.sync.merge import merge_columns
from app.usecases.courses_create import slug_outcome
from app.usecases.courses_rows import free_slug, present_course, require_instructor, tell_updated
from app.usecases.courses_values import COURSE_CHECKS, SETTINGS_CHECKS
from app.usecases.people_profiles import refresh_instructor_totals
from app.usecases.waiting_list import promote_waiting


def edit_course(command: EditCourse, uow: UnitOfWork) -> Outcome:
    """Change a course's columns; more seats promote those who wait.

    A taken slug gets ``-2`` (merged). Raises ``course.deleted``, ``course.bad_instructor``,
    ``value.*``.
    """
    course = present_course(uow, command.course_id)
    changes = checks.clean_changes(Course, command.changes, COURSE_CHECKS)
    merge = merge_columns(course, changes)
    after = merge.row
    if "slug" in merge.changed:
        after = replace(after, slug=free_slug(uow, after.slug))
    if "instructor_id" in merge.changed:
        require_instructor(uow, after.instructor_id)
    if after != course:
        after = replace(after, updated_at=uow.now)
        uow.save_all([after])
        if "instructor_id" in merge.changed:
            refresh_instructor_totals(uow, {course.instructor_id, after.instructor_id})
        if _more_seats(course, after):
            promote_waiting(uow, after)
            refresh_instructor_totals(uow, {after.instructor_id})
        tell_updated(uow, after, Course.TABLE)
    return slug_outcome(course.id, merge.row.slug, after.slug, conflicts=merge.conflicts)


def _more_seats(before: Course, after: Course) -> bool:
    if before.max_students is None or before.max_students == after.max_students:
        return False
    return after.max_students is None or after.max_students > before.max_students


def edit_course_settings(command: EditCourseSettings, uow: UnitOfWork) -> Outcome:
    """Change how a course is completed and certified; raises as `edit_course`, ``settings.*``."""
    course = present_course(uow, command.course_id)
    changes = checks.clean_changes(CourseSettings, command.changes, SETTINGS_CHECKS)
    held = uow.get_many(CourseSettings, [course.id]).get(course.id)
    merge = merge_columns(held or CourseSettings(course_id=course.id), changes)
    if held is None or merge.changed:
        uow.save_all([merge.row])
        tell_updated(uow, course, CourseSettings.TABLE)
    return Outcome(conflicts=merge.conflicts, data={"id": course.id})
