"""Commands on courses, their settings and announcements."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from app.domain.commands.base import Change, Command, register
from app.domain.dataclass import dataclass
from app.domain.entities import Json, Priority


@register("course.create")
@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCourse(Command):
    """A new draft. `slug` None is made from the title; `columns` and `settings` hold further
    columns of the course and its settings as canonical values.
    """

    course_id: int
    title: str
    instructor_id: int
    slug: str | None = None
    columns: Json = field(default_factory=dict[str, object])
    settings: Json = field(default_factory=dict[str, object])


@register("course.edit")
@dataclass(frozen=True, slots=True, kw_only=True)
class EditCourse(Command):
    """Change a course's own columns (not status, which has its own commands)."""

    course_id: int
    changes: tuple[Change, ...]


@register("course.edit_settings")
@dataclass(frozen=True, slots=True, kw_only=True)
class EditCourseSettings(Command):
    """Change pass mark, automatic certificate, grade bands, signatory, template, paper, tags."""

    course_id: int
    changes: tuple[Change, ...]


@register("course.publish")
@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCourse(Command):
    """Draft or archived to published; needs at least one lesson and all files available."""

    course_id: int
    reason: str | None = None


@register("course.unpublish")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnpublishCourse(Command):
    """Published back to draft."""

    course_id: int
    reason: str | None = None


@register("course.archive")
@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCourse(Command):
    """Published or draft to archived."""

    course_id: int
    reason: str | None = None


@register("course.delete")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteCourse(Command):
    """Soft-delete; the slug is freed as ``slug~id``."""

    course_id: int


@register("announcement.publish")
@dataclass(frozen=True, slots=True, kw_only=True)
class PublishAnnouncement(Command):
    """Tell everyone active in a course something."""

    announcement_id: int
    course_id: int
    title: str
    content: str
    priority: Priority = "normal"
    is_pinned: bool = False
    expires_at: datetime | None = None


@register("announcement.edit")
@dataclass(frozen=True, slots=True, kw_only=True)
class EditAnnouncement(Command):
    """Change an announcement's text, priority, pin or expiry."""

    announcement_id: int
    changes: tuple[Change, ...]


@register("announcement.delete")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteAnnouncement(Command):
    """Take an announcement down."""

    announcement_id: int
