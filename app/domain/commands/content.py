"""Commands on modules, lessons and materials."""

from __future__ import annotations

from app.domain.commands.base import Change, Command, register
from app.domain.dataclass import dataclass
from app.domain.entities import Json, LessonType

FIRST = 0
"""An `after_id` that means: before all others. None means: after all others."""


@register("module.add")
@dataclass(frozen=True, slots=True, kw_only=True)
class AddModule(Command):
    """A new module, placed after the module `after_id`."""

    module_id: int
    course_id: int
    title: str
    description: str | None = None
    is_published: bool = True
    after_id: int | None = None
    source_path: str | None = None


@register("module.edit")
@dataclass(frozen=True, slots=True, kw_only=True)
class EditModule(Command):
    """Change title, description or is_published."""

    module_id: int
    changes: tuple[Change, ...]


@register("module.move")
@dataclass(frozen=True, slots=True, kw_only=True)
class MoveModule(Command):
    """Place a module after another of the same course."""

    module_id: int
    after_id: int | None = None


@register("module.delete")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteModule(Command):
    """Delete a module with its lessons; their materials stay with the course."""

    module_id: int


@register("lesson.add")
@dataclass(frozen=True, slots=True, kw_only=True)
class AddLesson(Command):
    """A new lesson, placed after the lesson `after_id` of the same module."""

    lesson_id: int
    module_id: int
    title: str
    type: LessonType = "text"
    body: str = ""
    duration_minutes: int = 0
    is_preview: bool = False
    after_id: int | None = None
    resources: tuple[Json, ...] = ()
    quiz: Json | None = None
    assignment: Json | None = None
    video: Json | None = None
    source_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChange:
    """A lesson's new Markdown and the sha256 hex of the text it was based on."""

    base_sha256: str
    text: str


@register("lesson.edit")
@dataclass(frozen=True, slots=True, kw_only=True)
class EditLesson(Command):
    """Change a lesson's columns, its text, or both."""

    lesson_id: int
    changes: tuple[Change, ...] = ()
    body: BodyChange | None = None


@register("lesson.move")
@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLesson(Command):
    """Place a lesson after `after_id` in a module of the same course."""

    lesson_id: int
    module_id: int
    after_id: int | None = None


@register("lesson.delete")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLesson(Command):
    """Delete a lesson; learners' records of it stay in their progress."""

    lesson_id: int


@register("material.attach")
@dataclass(frozen=True, slots=True, kw_only=True)
class AttachMaterial(Command):
    """Make a stored file (named by its sha256) a material of a course."""

    material_id: int
    course_id: int
    file_name: str
    file_type: str
    file_size_bytes: int
    sha256: str
    module_id: int | None = None
    lesson_id: int | None = None
    is_downloadable: bool = True
    metadata: Json | None = None
    source_path: str | None = None


@register("material.edit")
@dataclass(frozen=True, slots=True, kw_only=True)
class EditMaterial(Command):
    """Change a material's columns; a replaced file is new sha256, size and type together."""

    material_id: int
    changes: tuple[Change, ...]


@register("material.remove")
@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMaterial(Command):
    """Take a material out of its course; the stored bytes stay for undo."""

    material_id: int


@register("course.refresh_totals")
@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshTotals(Command):
    """Bring total_modules and total_lessons of these progress rows up to date (system)."""

    enrollment_ids: tuple[int, ...]
