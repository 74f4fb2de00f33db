"""What a course is made of: modules, lessons, their texts, materials (ERD 2.2, kept as rows)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from app.domain.dataclass import dataclass
from app.domain.entities.base import Entity, Json

LessonType = Literal["video", "text", "quiz", "assignment"]
MaterialState = Literal["available", "uploading"]

MAX_BODY_BYTES = 512 * 1024
"""The longest lesson text, in UTF-8 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Module(Entity):
    """A chapter. `rank` orders modules within a course (see `app.domain.rank`)."""

    TABLE: ClassVar[str] = "ext.modules"

    id: int
    course_id: int
    title: str
    description: str | None = None
    rank: str
    is_published: bool = True
    source_path: str | None = None
    created_at: datetime
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Entity):
    """A lesson without its text, which `body_sha256` names in `LessonBody`.

    `quiz`, `assignment` and `video` are sub-documents; `resources` a list of
    ``{"name", "url", "type"}``; `source_path` where an imported lesson came from.
    """

    TABLE: ClassVar[str] = "ext.lessons"

    id: int
    module_id: int
    course_id: int
    title: str
    type: LessonType = "text"
    body_sha256: str
    duration_minutes: int = 0
    rank: str
    is_preview: bool = False
    resources: tuple[Json, ...] = ()
    quiz: Json | None = None
    assignment: Json | None = None
    video: Json | None = None
    source_path: str | None = None
    created_at: datetime
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonBody(Entity):
    """A lesson's Markdown, named by the sha256 hex of its UTF-8 bytes and never changed."""

    TABLE: ClassVar[str] = "ext.lesson_bodies"
    KEY: ClassVar[tuple[str, ...]] = ("sha256",)
    JOURNALLED: ClassVar[bool] = False

    sha256: str
    body: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Entity):
    """A file of a course, by the sha256 of its bytes (ERD COURSE_MATERIALS)."""

    TABLE: ClassVar[str] = "ext.materials"

    id: int
    course_id: int
    module_id: int | None = None
    lesson_id: int | None = None
    file_name: str
    file_type: str
    file_size_bytes: int
    sha256: str
    storage_provider: str = "local"
    is_downloadable: bool = True
    state: MaterialState = "available"
    metadata: Json | None = None
    source_path: str | None = None
    uploaded_by: int | None = None
    created_at: datetime
