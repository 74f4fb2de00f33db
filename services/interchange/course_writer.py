"""Writing a stored course as a course folder; the same course always gives the same bytes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from app.domain.canonical import canonical_json, image
from app.domain.entities import Json, Lesson, LessonBody, Module
from app.domain.errors import EnvironmentFault, NotFound
from app.domain.lesson_links import referred
from app.ports.files import FileStore
from app.ports.storage import Rows
from services.interchange.course_folder import (
    COURSE_COLUMNS,
    COURSE_FILE,
    MODULE_COLUMNS,
    MODULE_FILE,
    SETTINGS_COLUMNS,
)
from services.interchange.front_matter import join
from services.interchange.stored_course import Layout, StoredCourse, layout, source_of
from services.interchange.yaml_text import write_map

CHUNK = 1024 * 1024


def write_course(rows: Rows, files: FileStore, stored: StoredCourse, folder: Path) -> int:
    """Write the course into *folder*, which is new or empty; answers the number of files.

    The folder appears whole or not at all. Raises `EnvironmentFault` (``export.*``) and
    `NotFound` (``file.missing``).
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EnvironmentFault("export.not_empty", path=str(folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            count = _write_into(draft, rows, files, stored)
            draft.chmod(0o755)
            if folder.exists():
                folder.rmdir()
            draft.rename(folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        raise EnvironmentFault(
            "export.not_written", path=str(folder), problem=error.strerror or str(error)
        ) from None
    return count


def _write_into(draft: Path, rows: Rows, files: FileStore, stored: StoredCourse) -> int:
    paths = layout(stored)
    count = 0
    for path, text in _texts(rows, stored, paths):
        place = _place(draft, path)
        place.write_bytes(text.encode())
        count += 1
    for material in stored.materials:
        place = _place(draft, paths.materials[material.id])
        with files.open(material.sha256) as source, place.open("xb") as target:
            shutil.copyfileobj(source, target, CHUNK)
        count += 1
    return count


def _place(draft: Path, path: str) -> Path:
    place = draft.joinpath(*path.split("/"))
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _texts(rows: Rows, stored: StoredCourse, paths: Layout) -> Iterator[tuple[str, str]]:
    """Path and text of every file that is no material."""
    yield COURSE_FILE, write_map(_course_values(stored))
    stated: set[tuple[str, int]] = set()
    for module, lessons in stored.modules:
        values = _chosen(image(module), MODULE_COLUMNS)
        yield (
            f"{paths.modules[module.id]}/{MODULE_FILE}",
            write_map(values | _stated(module, "module_id", stated)),
        )
        bodies = rows.get_many(LessonBody, {lesson.body_sha256 for lesson in lessons})
        for lesson in lessons:
            if lesson.body_sha256 not in bodies:
                raise NotFound("row.missing", table=LessonBody.TABLE, key=lesson.body_sha256)
            front = _lesson_values(lesson, paths) | _stated(lesson, "lesson_id", stated)
            yield paths.lessons[lesson.id], join(front, bodies[lesson.body_sha256].body)


def _course_values(stored: StoredCourse) -> dict[str, Any]:
    values = _chosen(image(stored.course), COURSE_COLUMNS)
    values |= _chosen(image(stored.settings), SETTINGS_COLUMNS)
    values["tags"] = list(stored.settings.tags)
    values["grade_bands"] = _ordered(values["grade_bands"])
    return values


def _lesson_values(lesson: Lesson, paths: Layout) -> dict[str, Any]:
    """The front matter; what a lesson does not have is not written."""
    values = _chosen(image(lesson), ("title", "type", "duration_minutes", "is_preview"))
    if lesson.resources:
        values["resources"] = [_resource(one, paths) for one in lesson.resources]
    for name in ("quiz", "assignment", "video"):
        document = getattr(lesson, name)
        if document is not None:
            values[name] = _ordered(document)
    return values


def _resource(resource: Json, paths: Layout) -> dict[str, Any]:
    """A resource with the path of what it refers to, which means the same in every workspace."""
    url = str(resource["url"])
    place = None
    if (reference := referred(url)) is not None:
        kind, number = reference
        place = (paths.materials if kind == "material" else paths.lessons).get(number)
    ordered = {"name": resource["name"], "url": place or url}
    return ordered | ({"type": resource["type"]} if "type" in resource else {})


def _stated(row: Module | Lesson, name: str, used: set[tuple[str, int]]) -> dict[str, int]:
    """The id that a file states, which no other file of the course may state too."""
    number = source_of(row)[1]
    if (name, number) in used:
        return {}
    used.add((name, number))
    return {name: number}


def _chosen(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _ordered(document: Json) -> Any:
    """A document with its keys in one order, whatever store it comes from."""
    return json.loads(canonical_json(document))
