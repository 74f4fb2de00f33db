"""Which stored module, lesson or material a folder's part is, and ids for those that are new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.entities import Entity, Lesson, Material, Module
from services.interchange.source import CourseSource, LessonSource, MaterialSource, ModuleSource
from services.interchange.stored_course import StoredCourse, layout, source_of

Allocate = Callable[[type[Entity], int], Sequence[int]]
T = TypeVar("T", bound=Entity)


@dataclass(frozen=True, slots=True)
class Matches:
    """By path: the stored rows, and the ids of all parts, new ones included."""

    modules: dict[str, Module]
    lessons: dict[str, Lesson]
    materials: dict[str, Material]
    module_ids: dict[str, int]
    lesson_ids: dict[str, int]
    material_ids: dict[str, int]


def match(source: CourseSource, stored: StoredCourse | None, allocate: Allocate) -> Matches:
    """Match by the id that a file states, else by the path it came from, else by its place."""
    modules: dict[str, Module] = {}
    lessons: dict[str, Lesson] = {}
    materials: dict[str, Material] = {}
    lesson_sources = [lesson for module in source.modules for lesson in module.lessons]
    if stored is not None:
        paths = layout(stored)
        modules = _match(source.modules, [one for one, _ in stored.modules], paths.modules)
        lessons = _match(lesson_sources, stored.lessons, paths.lessons)
        materials = _match_materials(source.materials, stored.materials, paths.materials)
    return Matches(
        modules,
        lessons,
        materials,
        _ids(Module, [one.path for one in source.modules], modules, allocate),
        _ids(Lesson, [one.path for one in lesson_sources], lessons, allocate),
        _ids(Material, [one.file.path for one in source.materials], materials, allocate),
    )


M = TypeVar("M", Module, Lesson)


def _match(
    parts: Sequence[ModuleSource] | Sequence[LessonSource],
    rows: Iterable[M],
    places: dict[int, str],
) -> dict[str, M]:
    rows = list(rows)
    by_stated = {source_of(row)[1]: row for row in rows}
    by_source = {path: row for row in rows if (path := source_of(row)[0]) is not None}
    by_place = {places[row.id]: row for row in rows}
    matched: dict[str, M] = {}
    open_parts: list[ModuleSource | LessonSource] = list(parts)
    used: set[int] = set()
    for step in ("stated", "source", "place"):
        left: list[ModuleSource | LessonSource] = []
        for part in open_parts:
            if step == "stated":
                row = by_stated.get(part.stated_id) if part.stated_id is not None else None
            else:
                row = (by_source if step == "source" else by_place).get(part.path)
            if row is None or row.id in used:
                left.append(part)
                continue
            used.add(row.id)
            matched[part.path] = row
        open_parts = left
    return matched


def _match_materials(
    parts: Iterable[MaterialSource], rows: Iterable[Material], places: dict[int, str]
) -> dict[str, Material]:
    rows = list(rows)
    by_source = {row.source_path: row for row in rows if row.source_path is not None}
    by_place = {places[row.id]: row for row in rows}
    matched: dict[str, Material] = {}
    used: set[int] = set()
    for table in (by_source, by_place):
        for part in parts:
            path = part.file.path
            row = table.get(path)
            if path not in matched and row is not None and row.id not in used:
                used.add(row.id)
                matched[path] = row
    return matched


def _ids(
    kind: type[Entity], paths: Sequence[str], known: dict[str, T], allocate: Allocate
) -> dict[str, int]:
    """Every path's id: the stored row's, else a new one, in the paths' order."""
    new = [path for path in paths if path not in known]
    fresh = dict(zip(new, allocate(kind, len(new)), strict=True)) if new else {}
    ids: dict[str, int] = {}
    for path in paths:
        row = known.get(path)
        ids[path] = fresh[path] if row is None else row.key  # type: ignore[assignment]
    return ids
