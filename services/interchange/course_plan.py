"""From a folder's course and the stored one to the commands that make them agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from app.domain.canonical import image
from app.domain.commands import (
    FIRST,
    AddLesson,
    AddModule,
    AttachMaterial,
    BodyChange,
    Change,
    Command,
    CreateCourse,
    EditCourse,
    EditCourseSettings,
    EditLesson,
    EditMaterial,
    EditModule,
    MoveLesson,
    MoveModule,
)
from app.domain.dataclass import dataclass
from app.domain.entities import Entity, Lesson, Material
from app.domain.file_types import file_type
from app.domain.lesson_links import lesson_url, material_url
from app.ports.files import StoredFile
from app.ports.interchange import LedgerEntry
from services.interchange.matching import Matches
from services.interchange.resources import Places, lesson_resources
from services.interchange.source import CourseSource, LessonSource, MaterialSource, ModuleSource
from services.interchange.stored_course import StoredCourse, stated


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePlan:
    """What an import would do; no commands mean that nothing changes."""

    course_id: int
    commands: tuple[Command, ...]
    ledger: tuple[LedgerEntry, ...]


def plan_course(
    source: CourseSource,
    stored: StoredCourse | None,
    matches: Matches,
    digests: Mapping[str, StoredFile],
    *,
    course_id: int,
    instructor_id: int,
) -> CoursePlan:
    """The commands, in an order in which each finds what it needs, and a ledger of every file.

    *digests* has what is stored of each material of *source*, by path.
    """
    plan = _Plan(source, stored, matches, course_id)
    plan.course(instructor_id)
    plan.modules()
    plan.lessons()
    plan.materials(digests)
    ledger = sorted((*plan.ledger, *source.dropped), key=lambda entry: entry.path)
    return CoursePlan(course_id=course_id, commands=tuple(plan.commands), ledger=tuple(ledger))


class _Plan:
    def __init__(
        self, source: CourseSource, stored: StoredCourse | None, matches: Matches, course_id: int
    ) -> None:
        self._source = source
        self._stored = stored
        self._matches = matches
        self._course_id = course_id
        self._places = Places(
            {
                **{path: lesson_url(key) for path, key in matches.lesson_ids.items()},
                **{path: material_url(key) for path, key in matches.material_ids.items()},
            },
            source.same_page,
        )
        self.commands: list[Command] = []
        self.ledger: list[LedgerEntry] = []

    def course(self, instructor_id: int) -> None:
        """The course's own columns and its settings."""
        source, stored = self._source, self._stored
        if stored is None:
            columns = {k: v for k, v in source.columns.items() if k not in ("title", "slug")}
            self.commands.append(
                CreateCourse(
                    course_id=self._course_id,
                    title=source.title,
                    instructor_id=instructor_id,
                    slug=source.slug,
                    columns=columns,
                    settings=source.settings,
                )
            )
            self._note(source.about, 0, "the course's own columns", *source.notes)
            return
        before = len(self.commands)
        if changes := _changes(stored.course, source.columns):
            self.commands.append(EditCourse(course_id=self._course_id, changes=changes))
        if changes := _changes(stored.settings, source.settings):
            self.commands.append(EditCourseSettings(course_id=self._course_id, changes=changes))
        self._note(
            source.about, before, "the course's own columns", *source.notes, *self._left_over()
        )

    def _left_over(self) -> tuple[str, ...]:
        """What the workspace has and the folder lacks: it stays, and that is said."""
        if self._stored is None:
            return ()
        lessons = {lesson.id for lesson in self._matches.lessons.values()}
        materials = {material.id for material in self._matches.materials.values()}
        names = [f"lesson {one.title}" for one in self._stored.lessons if one.id not in lessons]
        names += [one.file_name for one in self._stored.materials if one.id not in materials]
        return (f"not in the folder, kept: {', '.join(names)}",) if names else ()

    def modules(self) -> None:
        """Modules, each after the one before it in the folder."""
        stored = () if self._stored is None else (module for module, _ in self._stored.modules)
        standing = [module.id for module in stored]
        after = FIRST if standing else None
        for module in self._source.modules:
            before = len(self.commands)
            number = self._matches.module_ids[module.path]
            row = self._matches.modules.get(module.path)
            if row is None:
                self.commands.append(self._new_module(module, number, after))
            elif changes := _changes(row, module.given):
                self.commands.append(EditModule(module_id=number, changes=changes))
            if self._misplaced(number, after, standing, self._matches.module_ids.values()):
                self.commands.append(MoveModule(module_id=number, after_id=after))
            _place(number, after, standing)
            after = number
            if module.about is not None:
                self._note(module.about, before, "a module", *module.notes)

    def _new_module(self, module: ModuleSource, number: int, after: int | None) -> AddModule:
        return AddModule(
            module_id=number,
            course_id=self._course_id,
            after_id=after,
            source_path=stated(module.path, module.stated_id),
            **module.given,
        )

    def lessons(self) -> None:
        """Lessons, each after the one before it in its module's folder."""
        stored = () if self._stored is None else self._stored.modules
        standing = {module.id: [one.id for one in lessons] for module, lessons in stored}
        for module in self._source.modules:
            module_id = self._matches.module_ids[module.path]
            here = standing.setdefault(module_id, [])
            after = FIRST if here else None
            for lesson in module.lessons:
                before = len(self.commands)
                number = self._matches.lesson_ids[lesson.path]
                row = self._matches.lessons.get(lesson.path)
                if row is None:
                    self.commands.append(self._new_lesson(lesson, number, module_id, after))
                elif edit := self._lesson_edit(lesson, row):
                    self.commands.append(edit)
                if row is not None and (
                    row.module_id != module_id
                    or self._misplaced(number, after, here, self._matches.lesson_ids.values())
                ):
                    move = MoveLesson(lesson_id=number, module_id=module_id, after_id=after)
                    self.commands.append(move)
                    if row.module_id != module_id:
                        standing[row.module_id].remove(number)
                _place(number, after, here)
                after = number
                self._note(lesson.path, before, "a lesson", *lesson.notes)

    def _new_lesson(
        self, lesson: LessonSource, number: int, module_id: int, after: int | None
    ) -> AddLesson:
        listed = lesson.given.get("resources", ())
        resources = lesson_resources(lesson.path, lesson.body, listed, self._places)
        return AddLesson(
            **{
                **lesson.given,
                "lesson_id": number,
                "module_id": module_id,
                "body": lesson.body,
                "after_id": after,
                "resources": tuple(resources),
                "source_path": stated(lesson.path, lesson.stated_id),
            }
        )

    def _lesson_edit(self, lesson: LessonSource, row: Lesson) -> EditLesson | None:
        listed = lesson.given.get("resources", row.resources)
        resources = lesson_resources(lesson.path, lesson.body, listed, self._places)
        changes = _changes(row, {**lesson.given, "resources": resources})
        body = None
        if sha256(lesson.body.encode()).hexdigest() != row.body_sha256:
            body = BodyChange(base_sha256=row.body_sha256, text=lesson.body)
        if not changes and body is None:
            return None
        return EditLesson(lesson_id=row.id, changes=changes, body=body)

    def materials(self, digests: Mapping[str, StoredFile]) -> None:
        """Files kept as they are; a file with new bytes becomes a new version of its material."""
        for material in self._source.materials:
            before = len(self.commands)
            path = material.file.path
            row = self._matches.materials.get(path)
            kind = file_type(path)
            if row is None:
                self.commands.append(self._new_material(material, digests[path], kind))
            elif row.sha256 != digests[path].sha256:
                self.commands.append(_new_version(row, digests[path], kind))
            self._note(path, before, f"a material, {kind}")

    def _new_material(
        self, material: MaterialSource, stored: StoredFile, kind: str
    ) -> AttachMaterial:
        path = material.file.path
        return AttachMaterial(
            material_id=self._matches.material_ids[path],
            course_id=self._course_id,
            module_id=self._matches.module_ids[material.module] if material.module else None,
            lesson_id=self._matches.lesson_ids[material.lesson] if material.lesson else None,
            file_name=path.rpartition("/")[2],
            file_type=kind,
            file_size_bytes=stored.size,
            sha256=stored.sha256,
            source_path=path,
        )

    def _misplaced(
        self, number: int, after: int | None, standing: Sequence[int], ours: Any
    ) -> bool:
        """Whether a stored row does not follow *after* among the rows that the folder has."""
        if number not in standing:
            return False
        known = set(ours)
        before = [one for one in standing[: standing.index(number)] if one in known]
        return before[-1:] != ([] if after in (None, FIRST) else [after])

    def _note(self, path: str, commands_before: int, what: str, *notes: str) -> None:
        """One line of the ledger; it is a change where a stored course got commands for it."""
        changed = self._stored is not None and len(self.commands) > commands_before
        self.ledger.append(
            LedgerEntry(
                path=path,
                outcome="changed" if changed else "kept",
                reason="; ".join((what, *notes)),
            )
        )


def _place(number: int, after: int | None, standing: list[int]) -> None:
    """Keep track of an order in which *number* now follows *after*."""
    if number in standing:
        standing.remove(number)
    if after in standing:
        standing.insert(standing.index(after) + 1, number)
    elif after == FIRST:
        standing.insert(0, number)
    else:
        standing.append(number)


def _changes(row: Entity, given: Mapping[str, Any]) -> tuple[Change, ...]:
    """What *given* says otherwise than *row*."""
    now = image(row)
    return tuple(
        Change(column, now[column], value)
        for column, value in given.items()
        if _plain(now[column]) != _plain(value)
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _new_version(row: Material, stored: StoredFile, kind: str) -> EditMaterial:
    wanted = {"sha256": stored.sha256, "file_size_bytes": stored.size, "file_type": kind}
    return EditMaterial(material_id=row.id, changes=_changes(row, wanted))
