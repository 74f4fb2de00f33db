"""What it takes to have a course a second time: commands that make the copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.domain.canonical import to_canonical
from app.domain.commands import AddLesson, AddModule, AttachMaterial, Command, CreateCourse
from app.domain.entities import (
    Course,
    CourseSettings,
    Entity,
    Json,
    Lesson,
    LessonBody,
    Material,
    Module,
)
from app.domain.lesson_links import lesson_url, material_url, referred
from app.domain.rank import in_order
from app.ports.storage import Rows

Allocate = Callable[[type[Entity], int], Sequence[int]]

_OWN = ("id", "title", "slug", "instructor_id", "status", "published_at", "created_at")
_LEFT = frozenset({*_OWN, "updated_at", "is_deleted"})


def copy_commands(
    rows: Rows, course_id: int, title: str, instructor_id: int, allocate: Allocate
) -> list[Command]:
    """A draft with the course's settings, modules, lessons and files; no learners.

    Files are named by their bytes, so none is stored twice; links between lessons and to files
    lead to the copy's own. Raises `NotFound`.
    """
    course = rows.get(Course, course_id)
    settings = rows.get_many(CourseSettings, [course_id]).get(course_id)
    modules = in_order(rows.find(Module, course_id=course_id))
    lessons = rows.find(Lesson, course_id=course_id)
    materials = rows.find(Material, course_id=course_id, state="available")
    (number,) = allocate(Course, 1)
    module_ids = _fresh(Module, modules, allocate)
    lesson_ids = _fresh(Lesson, lessons, allocate)
    material_ids = _fresh(Material, materials, allocate)
    bodies = rows.get_many(LessonBody, {lesson.body_sha256 for lesson in lessons})
    made: list[Command] = [
        CreateCourse(
            course_id=number,
            title=title,
            instructor_id=instructor_id,
            columns=_without(to_canonical(course), _LEFT),
            settings=_without(to_canonical(settings), {"course_id"}) if settings else {},
        )
    ]
    for module in modules:
        made.append(_module(module, number, module_ids))
        for lesson in in_order(one for one in lessons if one.module_id == module.id):
            urls = _urls(lesson_ids, material_ids)
            made.append(
                _lesson(lesson, bodies[lesson.body_sha256].body, lesson_ids, module_ids, urls)
            )
    places = (module_ids, lesson_ids, material_ids)
    made += [_material(one, number, places) for one in materials]
    return made


def _fresh(kind: type[Entity], rows: Sequence[Any], allocate: Allocate) -> dict[int, int]:
    """Former id to new id."""
    if not rows:
        return {}
    return dict(zip((row.id for row in rows), allocate(kind, len(rows)), strict=True))


def _without(values: Mapping[str, Any], names: frozenset[str] | set[str]) -> Json:
    return {name: value for name, value in values.items() if name not in names}


def _module(module: Module, course_id: int, ids: Mapping[int, int]) -> Command:
    return AddModule(
        module_id=ids[module.id],
        course_id=course_id,
        title=module.title,
        description=module.description,
        is_published=module.is_published,
    )


def _lesson(
    lesson: Lesson,
    body: str,
    ids: Mapping[int, int],
    module_ids: Mapping[int, int],
    urls: Callable[[str], str],
) -> Command:
    return AddLesson(
        lesson_id=ids[lesson.id],
        module_id=module_ids[lesson.module_id],
        title=lesson.title,
        type=lesson.type,
        body=body,
        duration_minutes=lesson.duration_minutes,
        is_preview=lesson.is_preview,
        resources=tuple({**one, "url": urls(str(one["url"]))} for one in lesson.resources),
        quiz=lesson.quiz,
        assignment=lesson.assignment,
        video=lesson.video,
    )


def _urls(lessons: Mapping[int, int], materials: Mapping[int, int]) -> Callable[[str], str]:
    def moved(url: str) -> str:
        found = referred(url)
        if found is None:
            return url
        kind, number = found
        if kind == "lesson":
            return lesson_url(lessons.get(number, number))
        return material_url(materials.get(number, number))

    return moved


def _material(
    one: Material,
    course_id: int,
    places: tuple[Mapping[int, int], Mapping[int, int], Mapping[int, int]],
) -> Command:
    module_ids, lesson_ids, ids = places
    return AttachMaterial(
        material_id=ids[one.id],
        course_id=course_id,
        module_id=module_ids.get(one.module_id or 0),
        lesson_id=lesson_ids.get(one.lesson_id or 0),
        file_name=one.file_name,
        file_type=one.file_type,
        file_size_bytes=one.file_size_bytes,
        sha256=one.sha256,
        is_downloadable=one.is_downloadable,
        metadata=one.metadata,
    )
