"""Courses and what the ERD has no column for: settings and announcements."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal

from app.domain.dataclass import dataclass
from app.domain.entities.base import Entity, Json
from app.domain.entities.people import Priority

CourseStatus = Literal["draft", "published", "archived"]
Level = Literal["beginner", "intermediate", "advanced"]
Paper = Literal["A4", "Letter"]

TEMPLATES = ("classic",)
"""The certificate designs that the program ships."""

DEFAULT_GRADE_BANDS: Json = {"A": 85, "B": 70, "C": 40}
"""Grade to the least mean quiz score (percent) that earns it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Entity):
    """A course's own columns; its modules and lessons are rows of their own."""

    TABLE: ClassVar[str] = "courses"

    id: int
    title: str
    slug: str
    description: str | None = None
    long_description: str | None = None
    instructor_id: int
    category: str | None = None
    level: Level | None = None
    language: str | None = "en"
    duration_hours: Decimal | None = None
    price: Decimal | None = Decimal("0.00")
    currency: str | None = "USD"
    thumbnail_url: str | None = None
    status: CourseStatus = "draft"
    published_at: datetime | None = None
    max_students: int | None = None
    prerequisites: str | None = None
    learning_objectives: str | None = None
    created_at: datetime
    updated_at: datetime | None = None
    is_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSettings(Entity):
    """How a course is completed and certified; one row a course, made with it."""

    TABLE: ClassVar[str] = "ext.course_settings"
    KEY: ClassVar[tuple[str, ...]] = ("course_id",)

    course_id: int
    pass_mark: int = 40
    auto_certificate: bool = False
    grade_bands: Json = field(default_factory=lambda: dict(DEFAULT_GRADE_BANDS))
    signatory: str | None = None
    signatory_title: str | None = None
    template: str = "classic"
    paper: Paper = "A4"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement(Entity):
    """An instructor's message to everyone in a course."""

    TABLE: ClassVar[str] = "announcements"

    id: int
    course_id: int
    instructor_id: int
    title: str
    content: str
    priority: Priority = "normal"
    is_pinned: bool = False
    published_at: datetime | None = None
    expires_at: datetime | None = None
    created_at: datetime
