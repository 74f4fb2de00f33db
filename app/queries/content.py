"""A course's content: as the ERD's document, and as an outline for lists and editors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from hashlib import sha256
from typing import Any

from app.domain.clock import format_time
from app.domain.dataclass import dataclass
from app.domain.entities import (
    Course,
    CourseSettings,
    Json,
    Lesson,
    LessonBody,
    LessonType,
    Material,
    Module,
)
from app.domain.lesson_links import material_url
from app.domain.rank import in_order
from app.ports.storage import Rows
from app.queries.rows import material_url as file_url

_CENT = Decimal("0.01")
_SUB_DOCUMENTS = ("quiz", "assignment", "video")


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in an outline; `order` is its place in the module, from 1."""

    id: int
    order: int
    title: str
    type: LessonType
    duration_minutes: int
    is_preview: bool
    body_sha256: str


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module in an outline; `order` is its place in the course, from 1."""

    id: int
    order: int
    title: str
    description: str | None
    is_published: bool
    lessons: tuple[LessonLine, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A course's modules and lessons in order, without the texts."""

    course_id: int
    modules: tuple[ModuleLine, ...]
    total_lessons: int
    total_minutes: int


def outline(rows: Rows, course: Course) -> Outline:
    """The course's modules and lessons as they stand."""
    contents = _contents(rows, course)
    lessons = [lesson for _, of_module in contents for lesson in of_module]
    return Outline(
        course_id=course.id,
        modules=tuple(
            ModuleLine(
                module.id,
                order,
                module.title,
                module.description,
                module.is_published,
                tuple(_line(place, lesson) for place, lesson in enumerate(of_module, 1)),
            )
            for order, (module, of_module) in enumerate(contents, 1)
        ),
        total_lessons=len(lessons),
        total_minutes=sum(lesson.duration_minutes for lesson in lessons),
    )


def _line(order: int, lesson: Lesson) -> LessonLine:
    return LessonLine(
        lesson.id,
        order,
        lesson.title,
        lesson.type,
        lesson.duration_minutes,
        lesson.is_preview,
        lesson.body_sha256,
    )


def content_document(rows: Rows, course: Course) -> dict[str, Any]:
    """The course's ``course_content`` document in canonical values (ERD 2.2).

    Beside the ERD's fields a lesson has ``quiz``, ``assignment`` and ``video`` where it has them.
    ``_id`` is made from the course's id, so that it is the same every time. A resource that is a
    material of the course has the url that the material's document has.
    """
    contents = _contents(rows, course)
    lessons = [lesson for _, of_module in contents for lesson in of_module]
    bodies = rows.get_many(LessonBody, {lesson.body_sha256 for lesson in lessons})
    settings = rows.get_many(CourseSettings, [course.id]).get(course.id)
    texts = {sha: body.body for sha, body in bodies.items() if isinstance(sha, str)}
    urls = {
        material_url(material.id): file_url(material)
        for material in rows.find(Material, course_id=course.id)
    }
    return {
        "_id": sha256(f"course_content/{course.id}".encode()).hexdigest()[:24],
        "course_id": course.id,
        "modules": [
            _module_document(
                order,
                module,
                [lesson_document(*one, texts, urls) for one in enumerate(of_module, 1)],
            )
            for order, (module, of_module) in enumerate(contents, 1)
        ],
        "metadata": {
            "total_modules": len(contents),
            "total_lessons": len(lessons),
            "total_duration_hours": hours(lessons),
            "tags": list(settings.tags) if settings else [],
        },
        "created_at": format_time(course.created_at),
        "updated_at": format_time(
            max(row.updated_at or row.created_at for row in _dated(course, contents))
        ),
    }


def hours(lessons: Iterable[Lesson]) -> float:
    """The lessons' minutes in hours, with 2 decimals, rounded half to even."""
    minutes = sum(lesson.duration_minutes for lesson in lessons)
    return float((Decimal(minutes) / 60).quantize(_CENT, ROUND_HALF_EVEN))


def _dated(
    course: Course, contents: Iterable[tuple[Module, list[Lesson]]]
) -> Iterator[Course | Module | Lesson]:
    yield course
    for module, lessons in contents:
        yield module
        yield from lessons


def _module_document(order: int, module: Module, lessons: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "module_id": module.id,
        "title": module.title,
        "description": module.description,
        "order": order,
        "is_published": module.is_published,
        "lessons": lessons,
    }


def lesson_document(
    order: int, lesson: Lesson, texts: Mapping[str, str], urls: Mapping[str, str]
) -> dict[str, Any]:
    """A lesson as the ERD's document has it, with its sub-documents where there are any.

    *texts* has the lesson's text by its hash, *urls* what stands for urls of materials.
    """
    extra: dict[str, Json] = {
        name: value for name in _SUB_DOCUMENTS if (value := getattr(lesson, name)) is not None
    }
    return {
        "lesson_id": lesson.id,
        "title": lesson.title,
        "type": lesson.type,
        "content": texts[lesson.body_sha256],
        "duration_minutes": lesson.duration_minutes,
        "order": order,
        "is_preview": lesson.is_preview,
        "resources": [
            {**resource, "url": urls.get(resource["url"], resource["url"])}
            for resource in lesson.resources
        ],
        **extra,
    }


def _contents(rows: Rows, course: Course) -> list[tuple[Module, list[Lesson]]]:
    """Modules in order, each with its lessons in order."""
    by_module: dict[int, list[Lesson]] = {}
    for lesson in rows.find(Lesson, course_id=course.id):
        by_module.setdefault(lesson.module_id, []).append(lesson)
    return [
        (module, in_order(by_module.get(module.id, ())))
        for module in in_order(rows.find(Module, course_id=course.id))
    ]
