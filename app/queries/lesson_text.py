"""One lesson with its text and the files of its course, as an editor opens it."""

from __future__ import annotations

from app.domain.dataclass import dataclass
from app.domain.entities import Lesson, LessonBody, Material, Module
from app.domain.lesson_links import referred
from app.ports.storage import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonText:
    """A lesson, its Markdown, its module's title.

    `materials` are the files that the lesson owns or refers to, in the order in which they came;
    `files` the sha256 of every file of the course by its id, `names` their ids by file name (the
    lesson's own first).
    """

    lesson: Lesson
    text: str
    module: str
    materials: tuple[Material, ...]
    files: dict[int, str]
    names: dict[str, int]


def lesson_text(rows: Rows, lesson_id: int) -> LessonText:
    """The lesson as it stands; raises `NotFound` where it is gone."""
    lesson = rows.get(Lesson, lesson_id)
    body = rows.get(LessonBody, lesson.body_sha256)
    module = rows.get(Module, lesson.module_id)
    materials = rows.find(Material, course_id=lesson.course_id)
    found = (referred(str(one["url"])) for one in lesson.resources)
    used = {one[1] for one in found if one is not None and one[0] == "material"}
    own = tuple(one for one in materials if one.lesson_id == lesson.id or one.id in used)
    names: dict[str, int] = {}
    for one in (*own, *materials):
        names.setdefault(one.file_name, one.id)
    return LessonText(
        lesson=lesson,
        text=body.body,
        module=module.title,
        materials=own,
        files={one.id: one.sha256 for one in materials},
        names=names,
    )
