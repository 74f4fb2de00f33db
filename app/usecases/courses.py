"""The commands on courses and their settings, and their use cases (see docs/rules.md)."""

from __future__ import annotations

from app.domain import commands as c
from app.domain.commands import Command
from app.usecases.bus import UseCase
from app.usecases.courses_create import create_course
from app.usecases.courses_edit import edit_course, edit_course_settings
from app.usecases.courses_status import (
    archive_course,
    delete_course,
    publish_course,
    unpublish_course,
)

USE_CASES: dict[type[Command], UseCase] = {
    c.CreateCourse: create_course,
    c.EditCourse: edit_course,
    c.EditCourseSettings: edit_course_settings,
    c.PublishCourse: publish_course,
    c.UnpublishCourse: unpublish_course,
    c.ArchiveCourse: archive_course,
    c.DeleteCourse: delete_course,
}
