"""A stored course as it stands, and the paths that its parts have in a course folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.domain.dataclass import dataclass
from app.domain.entities import Course, CourseSettings, Lesson, Material, Module
from app.ports.storage import Rows
from app.queries.lookup import course_by_slug
from services.interchange.course_folder import MATERIALS, MODULE_FILE
from services.interchange.lesson_files import is_markdown

_STATED = re.compile(r"(.*)#([1-9][0-9]{0,17})", re.DOTALL)
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCourse:
    """A course with its settings, modules and lessons in order, and its materials by id."""

    course: Course
    settings: CourseSettings
    modules: tuple[tuple[Module, tuple[Lesson, ...]], ...]
    materials: tuple[Material, ...]

    @property
    def lessons(self) -> Iterable[Lesson]:
        """All lessons in order."""
        return (lesson for _, lessons in self.modules for lesson in lessons)


@dataclass(frozen=True, slots=True)
class Layout:
    """Ids to paths: folders of modules, files of lessons and materials."""

    modules: dict[int, str]
    lessons: dict[int, str]
    materials: dict[int, str]


def stored_course(rows: Rows, slug: str) -> StoredCourse:
    """The course with this slug; raises `NotFound` (``course.unknown``)."""
    course = course_by_slug(rows, slug)
    lessons: dict[int, list[Lesson]] = {}
    for lesson in rows.find(Lesson, course_id=course.id):
        lessons.setdefault(lesson.module_id, []).append(lesson)
    modules = sorted(rows.find(Module, course_id=course.id), key=_by_rank)
    return StoredCourse(
        course=course,
        settings=rows.get(CourseSettings, course.id),
        modules=tuple(
            (module, tuple(sorted(lessons.get(module.id, ()), key=_by_rank))) for module in modules
        ),
        materials=tuple(rows.find(Material, course_id=course.id)),
    )


def _by_rank(row: Module | Lesson) -> tuple[str, int]:
    return row.rank, row.id


def stated(path: str, stated_id: int | None) -> str:
    """What `source_path` keeps: the path, and the id that the file stated, if any."""
    return path if stated_id is None else f"{path}#{stated_id}"


def source_of(row: Module | Lesson) -> tuple[str | None, int]:
    """The path that a module or lesson came from, and the id that its file states.

    That id is the row's own unless it came from a file of another workspace; so a course keeps
    its ids, in files, wherever it goes.
    """
    found = _STATED.fullmatch(row.source_path) if row.source_path else None
    return (found[1], int(found[2])) if found else (row.source_path, row.id)


def layout(stored: StoredCourse) -> Layout:
    """Where every part of a course goes; the same course always gives the same paths."""
    paths = Layout({}, {}, {})
    for position, (module, lessons) in enumerate(stored.modules, 1):
        folder = _numbered(position, len(stored.modules), module.title)
        paths.modules[module.id] = folder
        for place, lesson in enumerate(lessons, 1):
            name = _numbered(place, len(lessons), lesson.title)
            paths.lessons[lesson.id] = f"{folder}/{name}.md"
    taken: set[str] = set()
    for material in stored.materials:
        paths.materials[material.id] = _free(_material_path(material, paths), taken)
    return paths


def _numbered(position: int, count: int, title: str) -> str:
    width = max(2, len(str(count)))
    words = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", title).lower()).strip("-")
    return f"{position:0{width}}-{words[:LONGEST_NAME].strip('-') or 'untitled'}"


def _material_path(material: Material, paths: Layout) -> str:
    """A place that says where the material belongs when it is read again."""
    lesson = paths.lessons.get(material.lesson_id) if material.lesson_id else None
    if lesson is not None:
        return f"{lesson.removesuffix('.md')}/{_rest(material, 2)}"
    module = paths.modules.get(material.module_id) if material.module_id else None
    if module is None:
        rest = _rest(material, 0)
        return rest if rest.startswith(MATERIALS + "/") else f"{MATERIALS}/{rest}"
    rest = _rest(material, 1)
    head = rest.partition("/")[0]
    is_lesson = head == rest and (is_markdown(rest) or rest.lower() == MODULE_FILE)
    if is_lesson or f"{module}/{head}.md" in paths.lessons.values():
        rest = f"files/{rest}"
    return f"{module}/{rest}"


def _rest(material: Material, containers: int) -> str:
    """The path below what the material belongs to, fit for any file system."""
    parts = (material.source_path or material.file_name).split("/")
    parts = parts[min(containers, len(parts) - 1) :] if material.source_path else parts[-1:]
    return "/".join(_safe(part) for part in parts if part not in ("", ".", "..")) or "file"


def _safe(name: str) -> str:
    """A file name that no system refuses and none takes for something else."""
    name = re.sub(r'[\x00-\x1f\x7f<>:"|?*\\]', "-", name).rstrip(". ")
    if name.startswith("."):
        name = "_" + name[1:]
    if name.partition(".")[0].lower() in _RESERVED:
        name = "_" + name
    while len(name.encode()) > 200:
        name = name[1:]
    return name or "file"


def _free(path: str, taken: set[str]) -> str:
    """*path*, numbered where a file (in any spelling of case) has it already."""
    stem, dot, suffix = path.rpartition(".")
    if "/" in suffix or not stem:
        stem, dot, suffix = path, "", ""
    free, number = path, 2
    while free.casefold() in taken:
        free = f"{stem}-{number}{dot}{suffix}"
        number += 1
    taken.add(free.casefold())
    return free
