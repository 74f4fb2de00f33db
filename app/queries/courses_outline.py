"""A course's modules and lessons as its outline shows them, without texts."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from app.domain.dataclass import dataclass
from app.domain.entities import Course, CourseSettings, Lesson, LessonType, Module
from app.domain.entities.courses import CourseStatus
from app.ports.storage import Rows

EMPTY = sha256(b"").hexdigest()
"""The name of a text without characters."""

_LESSON = ("id", "module_id", "title", "type", "duration_minutes", "rank", "body_sha256")
_MODULE = ("id", "title", "is_published", "rank")


@dataclass(frozen=True, slots=True)
class OutlineLesson:
    """A lesson's line; `is_empty` says that a text lesson has no text yet."""

    id: int
    title: str
    type: LessonType
    minutes: int
    is_empty: bool


@dataclass(frozen=True, slots=True)
class OutlineModule:
    """A module's line with its lessons in order."""

    id: int
    title: str
    is_published: bool
    lessons: tuple[OutlineLesson, ...]

    @property
    def minutes(self) -> int:
        """How long its lessons take together."""
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineTree:
    """A course's outline with what the head of its screen tells of the course."""

    course_id: int
    slug: str
    title: str
    status: CourseStatus
    is_deleted: bool
    pass_mark: int
    modules: tuple[OutlineModule, ...]

    @property
    def lessons(self) -> int:
        """How many lessons there are."""
        return sum(len(module.lessons) for module in self.modules)

    @property
    def minutes(self) -> int:
        """How long all lessons take together."""
        return sum(module.minutes for module in self.modules)


def outline_tree(rows: Rows, course_id: int) -> OutlineTree:
    """The outline as it stands; raises `NotFound` for a course that is not there."""
    course = rows.get(Course, course_id)
    settings = rows.get_many(CourseSettings, [course_id]).get(course_id)
    by_module: dict[int, list[tuple[str, OutlineLesson]]] = {}
    for number, module, title, kind, minutes, rank, body in rows.values(
        Lesson, _LESSON, course_id=course_id
    ):
        line = OutlineLesson(number, title, kind, minutes, kind == "text" and body == EMPTY)
        by_module.setdefault(module, []).append((rank, line))
    modules = sorted(
        rows.values(Module, _MODULE, course_id=course_id), key=lambda row: (row[3], row[0])
    )
    return OutlineTree(
        course_id=course.id,
        slug=course.slug,
        title=course.title,
        status=course.status,
        is_deleted=course.is_deleted,
        pass_mark=(settings or CourseSettings(course_id=course.id)).pass_mark,
        modules=tuple(
            OutlineModule(number, title, published, _in_order(by_module.get(number, ())))
            for number, title, published, _ in modules
        ),
    )


def _in_order(lines: Sequence[tuple[str, OutlineLesson]]) -> tuple[OutlineLesson, ...]:
    return tuple(line for _, line in sorted(lines, key=lambda one: (one[0], one[1].id)))
