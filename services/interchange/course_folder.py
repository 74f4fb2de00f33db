"""Reading our own form: ``course.yaml``, a folder a module, a Markdown file a lesson.

Folders and files count in name order. A top folder is a module where it has a ``module.yaml`` or a
lesson; a lesson is a Markdown file right in it with front matter; everything else is a material.
A file in a module's folder belongs to the module, one in ``<lesson's name>/`` to that lesson.
``materials/`` is never a module.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.entities import Course, CourseSettings, Module
from app.domain.errors import BadInput, SmartCourseError
from app.domain.messages.sentence import sentence
from app.domain.slugs import slugify
from app.ports.interchange import LedgerEntry
from app.usecases.content_modules import MODULE_CHECKS
from app.usecases.courses_values import COURSE_CHECKS, SETTINGS_CHECKS
from services.interchange.lesson_files import (
    given_columns,
    is_markdown,
    lesson_columns,
    read_lesson_text,
    read_text,
    stated_id,
)
from services.interchange.source import CourseSource, LessonSource, MaterialSource, ModuleSource
from services.interchange.tree import FoundFile, Tree
from services.interchange.yaml_text import MAX_YAML_CHARACTERS, read_map

COURSE_FILE = "course.yaml"
MODULE_FILE = "module.yaml"
MATERIALS = "materials"
COURSE_COLUMNS = (
    "title",
    "slug",
    "description",
    "long_description",
    "category",
    "level",
    "language",
    "duration_hours",
    "price",
    "currency",
    "thumbnail_url",
    "max_students",
    "prerequisites",
    "learning_objectives",
)
SETTINGS_COLUMNS = (
    "tags",
    "pass_mark",
    "auto_certificate",
    "grade_bands",
    "signatory",
    "signatory_title",
    "template",
    "paper",
)
MODULE_COLUMNS = ("title", "description", "is_published")


def read_course_folder(tree: Tree) -> CourseSource:
    """The course that a folder with a ``course.yaml`` holds. Raises `BadInput` for that file."""
    reading = FolderReading(tree)
    about = read_map(read_text(tree.files[COURSE_FILE], MAX_YAML_CHARACTERS))
    columns, rest = given_columns(about, Course, COURSE_CHECKS, COURSE_COLUMNS)
    unread = {key: value for key, value in about.items() if key in rest}
    settings, unknown = given_columns(unread, CourseSettings, SETTINGS_CHECKS, SETTINGS_COLUMNS)
    title = columns.get("title")
    if title is None:
        raise BadInput("import.no_title")
    modules = tuple(reading.module(name) for name in reading.module_names())
    return CourseSource(
        slug=columns.get("slug") or slugify(title),
        title=title,
        about=COURSE_FILE,
        columns=columns,
        settings=settings,
        modules=modules,
        materials=reading.materials(modules),
        dropped=(*tree.dropped, *reading.dropped),
        notes=unread_keys(unknown),
    )


def unread_keys(names: tuple[str, ...]) -> tuple[str, ...]:
    """A note on keys that mean nothing here."""
    return (f"unknown and left out: {', '.join(names)}",) if names else ()


class FolderReading:
    """Sorts a tree's files into what they are.

    With *bare_title*, which titles a text, Markdown without front matter is a lesson too.
    """

    def __init__(self, tree: Tree, bare_title: Callable[[str], str | None] | None = None) -> None:
        self._tree = tree
        self._bare_title = bare_title
        self._taken = {COURSE_FILE}
        self.dropped: list[LedgerEntry] = []

    def module_names(self) -> list[str]:
        """The top folders that are modules, in name order."""
        names = set()
        for path in self._tree.files:
            parts = path.split("/")
            if len(parts) != 2 or parts[0] == MATERIALS:
                continue
            if parts[1] == MODULE_FILE or is_markdown(parts[1]):
                names.add(parts[0])
        return sorted(names)

    def module(self, name: str) -> ModuleSource:
        """One module with the lessons right in its folder."""
        path = f"{name}/{MODULE_FILE}"
        about: dict[str, Any] = {}
        given: dict[str, Any] = {}
        unknown: tuple[str, ...] = ()
        number = None
        if path in self._tree.files:
            try:
                about = read_map(read_text(self._tree.files[path], MAX_YAML_CHARACTERS))
                number = stated_id(about, "module_id")
                about.pop("module_id", None)
                given, unknown = given_columns(about, Module, MODULE_CHECKS, MODULE_COLUMNS)
                self._taken.add(path)
            except BadInput as error:
                self._drop(path, error)
        given.setdefault("title", name)
        return ModuleSource(
            path=name,
            given=given,
            lessons=self.lessons(name + "/"),
            stated_id=number,
            about=path if about else None,
            notes=unread_keys(unknown),
        )

    def materials(self, modules: tuple[ModuleSource, ...]) -> tuple[MaterialSource, ...]:
        """Every file that is nothing else."""
        folders = {module.path for module in modules}
        lessons = {
            lesson.path.rpartition(".")[0]: lesson.path
            for module in modules
            for lesson in module.lessons
        }
        found = []
        for path, file in self._tree.files.items():
            if path in self._taken:
                continue
            parts = path.split("/")
            lesson = lessons.get("/".join(parts[:2])) if len(parts) > 2 else None
            module = parts[0] if len(parts) > 1 and parts[0] in folders else None
            found.append(MaterialSource(file=file, module=module, lesson=lesson))
        return tuple(found)

    def lessons(self, prefix: str) -> tuple[LessonSource, ...]:
        """The lessons right in the folder with this prefix, which ends with a slash."""
        files = (
            file
            for path, file in self._tree.files.items()
            if path.startswith(prefix) and "/" not in path[len(prefix) :] and is_markdown(path)
        )
        lessons = (self._lesson(file) for file in files)
        return tuple(lesson for lesson in lessons if lesson is not None)

    def _lesson(self, file: FoundFile) -> LessonSource | None:
        """The lesson in a file; None where it is a material, or cannot be read at all."""
        try:
            text = read_lesson_text(file)
            if not text.has_front and self._bare_title is None:
                return None
            given, unknown = lesson_columns(text.front)
            number = stated_id(text.front, "lesson_id")
        except BadInput as error:
            self._drop(file.path, error)
            return None
        self._taken.add(file.path)
        notes = unread_keys(unknown)
        if "title" not in given and self._bare_title and (found := self._bare_title(text.body)):
            given["title"] = found
        elif "title" not in given:
            given["title"] = file.path.rpartition("/")[2].rpartition(".")[0]
            notes = (*notes, "without a title: named after its file")
        return LessonSource(
            path=file.path, given=given, body=text.body, stated_id=number, notes=notes
        )

    def _drop(self, path: str, error: SmartCourseError) -> None:
        self._taken.add(path)
        self.dropped.append(
            LedgerEntry(path=path, outcome="dropped", reason=sentence(error, typed=True))
        )
