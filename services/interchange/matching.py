"""Which stored module, lesson or material a folder's part is, and ids for those that are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from app.domain.dataclass import dataclass
from app.domain.entities import Entity, Key, Lesson, Material, Module
from app.ports.files import StoredFile
from services.interchange.source import CourseSource, LessonSource, MaterialSource, ModuleSource
from services.interchange.stored_course import StoredCourse, layout, source_of

Allocate = Callable[[type[Entity], int], Sequence[int]]
T = TypeVar("T", bound=Entity)
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Matches:
    """By path: the stored rows, and the ids of all parts, new ones included."""

    modules: dict[str, Module]
    lessons: dict[str, Lesson]
    materials: dict[str, Material]
    module_ids: dict[str, int]
    lesson_ids: dict[str, int]
    material_ids: dict[str, int]


def match(
    source: CourseSource,
    stored: StoredCourse | None,
    digests: Mapping[str, StoredFile],
    allocate: Allocate,
) -> Matches:
    """Match by the id that a file states, else by the path it came from, else by its place in an
    export; what is left by its title, or a material by its name and bytes, so that renumbered
    and moved files stay what they were.
    """
    modules: dict[str, Module] = {}
    lessons: dict[str, Lesson] = {}
    materials: dict[str, Material] = {}
    lesson_sources = [lesson for module in source.modules for lesson in module.lessons]
    if stored is not None:
        paths = layout(stored)
        modules = _match(source.modules, [one for one, _ in stored.modules], paths.modules)
        lessons = _match(lesson_sources, stored.lessons, paths.lessons)
        materials = _match_materials(source.materials, stored.materials, paths.materials, digests)
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
    titles = Counter(row.title for row in rows)
    keys: tuple[tuple[dict[Hashable, M], Callable[[ModuleSource | LessonSource], Hashable]], ...]
    keys = (
        ({source_of(row)[1]: row for row in rows}, lambda part: part.stated_id),
        ({source_of(row)[0]: row for row in rows}, lambda part: part.path),
        ({places[row.id]: row for row in rows}, lambda part: part.path),
        (
            {row.title: row for row in rows if titles[row.title] == 1},
            lambda part: part.given.get("title"),
        ),
    )
    every: list[ModuleSource | LessonSource] = list(parts)
    return _stepwise(every, lambda part: part.path, keys)


def _match_materials(
    parts: Sequence[MaterialSource],
    rows: Iterable[Material],
    places: dict[int, str],
    digests: Mapping[str, StoredFile],
) -> dict[str, Material]:
    rows = list(rows)
    keys: tuple[tuple[dict[Hashable, Material], Callable[[MaterialSource], Hashable]], ...] = (
        ({row.source_path: row for row in rows}, lambda part: part.file.path),
        ({places[row.id]: row for row in rows}, lambda part: part.file.path),
        (
            {(row.file_name, row.sha256): row for row in rows},
            lambda part: (part.file.path.rpartition("/")[2], digests[part.file.path].sha256),
        ),
    )
    return _stepwise(list(parts), lambda part: part.file.path, keys)


def _stepwise(
    parts: list[P],
    path_of: Callable[[P], str],
    steps: Sequence[tuple[dict[Hashable, T], Callable[[P], Hashable]]],
) -> dict[str, T]:
    """By path: the row of each part that some step finds; each row is found once."""
    matched: dict[str, T] = {}
    used: set[Key] = set()
    for rows, key_of in steps:
        for part in parts:
            key = key_of(part)
            row = rows.get(key) if key is not None else None
            if row is None or row.key in used or path_of(part) in matched:
                continue
            used.add(row.key)
            matched[path_of(part)] = row
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
