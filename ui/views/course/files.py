"""Files of a lesson: stored, made a material, named among the lesson's resources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import AttachMaterial, Change, EditLesson, RemoveMaterial
from app.domain.dataclass import dataclass
from app.domain.entities import Json, Lesson, Material
from app.domain.file_types import file_type
from app.domain.lesson_links import material_url
from app.ports.files import StoredFile
from app.usecases.batches import run_batch
from app.usecases.bus import Done


@dataclass(frozen=True, slots=True)
class Given:
    """A file to attach: from a *path*, or *data* that was pasted under a *name*."""

    name: str
    path: Path | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of attaching: the Markdown that shows or links the files, and the commands."""

    markdown: str
    done: list[Done]


def attach(context: Context, actor: Actor, lesson_id: int, given: Sequence[Given]) -> Attached:
    """Store files and make them materials of a lesson, as one unit of work."""
    with context.store.reading() as rows:
        lesson = rows.get(Lesson, lesson_id)
    taken = {str(one["name"]) for one in lesson.resources}
    resources = [dict(one) for one in lesson.resources]
    commands: list[AttachMaterial | EditLesson] = []
    lines: list[str] = []
    for one in given:
        stored = _store(context, one)
        name = free_name(one.name, taken)
        taken.add(name)
        (number,) = context.store.allocate_ids(Material)
        kind = file_type(name)
        commands.append(
            AttachMaterial(
                material_id=number,
                course_id=lesson.course_id,
                module_id=lesson.module_id,
                lesson_id=lesson.id,
                file_name=name,
                file_type=kind,
                file_size_bytes=stored.size,
                sha256=stored.sha256,
            )
        )
        resources.append({"name": name, "url": material_url(number), "type": kind})
        # What was pasted has no name of its own: the cursor goes where its words shall stand.
        lines.append(link_to(name, kind, words="$0" if one.path is None else None))
    commands.append(_resources(lesson, resources))
    done = run_batch(context.bus, context.store, "Attach files", commands, actor)
    return Attached("\n".join(lines), done)


def detach(context: Context, actor: Actor, lesson_id: int, material_id: int) -> list[Done]:
    """Take a file out of a lesson and its course, as one unit of work."""
    with context.store.reading() as rows:
        lesson = rows.get(Lesson, lesson_id)
    kept = [dict(one) for one in lesson.resources if one["url"] != material_url(material_id)]
    commands = [RemoveMaterial(material_id=material_id), _resources(lesson, kept)]
    return run_batch(context.bus, context.store, "Remove a file", commands, actor)


def link_to(name: str, kind: str, *, words: str | None = None) -> str:
    """Markdown for a file: a picture is shown, described by *words* or its name; others linked."""
    if words is None:
        words = Path(name).stem.replace("-", " ").replace("_", " ")
        words = words.replace("[", "(").replace("]", ")")
    target = quote(name, safe="")
    return f"![{words}]({target})" if kind.startswith("image/") else f"[{name}]({target})"


def free_name(wanted: str, taken: set[str]) -> str:
    """*wanted*, or with ``-2`` and so on before its ending where the lesson has that name."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        path = Path(wanted)
        name = f"{path.stem}-{number}{path.suffix}"
    return name


def _store(context: Context, one: Given) -> StoredFile:
    if one.path is not None:
        return context.files.put_path(one.path)
    return context.files.put_bytes(one.data)


def _resources(lesson: Lesson, resources: Sequence[Json]) -> EditLesson:
    before = [dict(one) for one in lesson.resources]
    change = Change("resources", before, [dict(one) for one in resources])
    return EditLesson(lesson_id=lesson.id, changes=(change,))
