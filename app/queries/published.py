"""A course's content as it was when it was last published.

Nothing keeps such a copy locally: every text that was ever stored stays under its hash, and the
journal has what each later command found, so going back through it from what stands now gives the
content of that moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from app.domain import commands as c
from app.domain.canonical import from_canonical, to_canonical
from app.domain.dataclass import dataclass
from app.domain.entities import Course, Entity, Lesson, Material, Module
from app.domain.journal import RowImage
from app.domain.rank import in_order
from app.ports.history import RowHistory
from app.ports.storage import Rows

KINDS: Mapping[str, type[Entity]] = {kind.TABLE: kind for kind in (Module, Lesson, Material)}
TYPES = tuple(
    kind.TYPE
    for kind in (
        c.AddModule,
        c.EditModule,
        c.MoveModule,
        c.DeleteModule,
        c.AddLesson,
        c.EditLesson,
        c.MoveLesson,
        c.DeleteLesson,
        c.AttachMaterial,
        c.EditMaterial,
        c.RemoveMaterial,
        c.Revert,
    )
)
"""The commands that can change a course's content."""

LONGEST = 200
"""Publishings of a course that are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A publishing that stands: the course's how-manieth, when, by whom (None: the program)."""

    number: int
    command_id: str
    at: datetime
    by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Modules, lessons and materials of a course at one time, by id."""

    modules: Mapping[int, Module]
    lessons: Mapping[int, Lesson]
    materials: Mapping[int, Material]

    def ordered(self) -> list[tuple[Module, list[Lesson]]]:
        """Modules in order, each with its lessons in order."""
        by_module: dict[int, list[Lesson]] = {}
        for lesson in self.lessons.values():
            by_module.setdefault(lesson.module_id, []).append(lesson)
        return [
            (module, in_order(by_module.get(module.id, ())))
            for module in in_order(self.modules.values())
        ]


def last_version(history: RowHistory, course_id: int) -> Version | None:
    """The newest publishing that nobody took back; None where the journal knows of none."""
    published = history.touching(
        {Course.TABLE: [course_id]}, types=(c.PublishCourse.TYPE,), limit=LONGEST
    )
    standing = [one for one in published if not one.undone]
    if not standing:
        return None
    last = standing[0]
    return Version(number=len(standing), command_id=last.command_id, at=last.at, by=last.actor_id)


def content_now(rows: Rows, course_id: int) -> Content:
    """What stands now."""
    return Content(
        modules={one.id: one for one in rows.find(Module, course_id=course_id)},
        lessons={one.id: one for one in rows.find(Lesson, course_id=course_id)},
        materials={one.id: one for one in rows.find(Material, course_id=course_id)},
    )


def content_of(history: RowHistory, version: Version, course_id: int, now: Content) -> Content:
    """What stood when a version was published."""
    images = history.since(version.command_id, types=TYPES, tables=tuple(KINDS))
    return before(now, images, course_id)


def before(now: Content, images: Iterable[RowImage], course_id: int) -> Content:
    """The content before commands that left these images (newest first)."""
    tables: dict[str, dict[Any, Any]] = {
        Module.TABLE: dict(now.modules),
        Lesson.TABLE: dict(now.lessons),
        Material.TABLE: dict(now.materials),
    }
    for image in images:
        rows, kind = tables[image.table], KINDS[image.table]
        if image.before_hash is None:
            rows.pop(image.key, None)
        elif image.after_hash is None:
            gone: Any = from_canonical(kind, image.before)
            if gone.course_id == course_id:
                rows[image.key] = gone
        elif image.key in rows:
            values = {**to_canonical(rows[image.key]), **(image.before or {})}
            rows[image.key] = from_canonical(kind, values)
    return Content(
        modules=tables[Module.TABLE],
        lessons=tables[Lesson.TABLE],
        materials=tables[Material.TABLE],
    )
