"""Which courses a command touches, so that their instructors can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.domain import commands as c
from app.domain.commands import Command
from app.domain.entities import (
    ALL_ENTITIES,
    Announcement,
    CertificateIssue,
    Course,
    Enrollment,
    Entity,
    Key,
    Lesson,
    Material,
    Module,
    columns,
)
from app.domain.journal import JournalEntry
from app.ports.storage import UnitOfWork

Names = Callable[[Any], Iterable[tuple[type[Entity], Key]]]
"""The records by which a command says which courses it touches."""

KINDS: Mapping[str, type[Entity]] = {kind.TABLE: kind for kind in ALL_ENTITIES}
"""The record kinds by their tables' logical names."""


def _one(kind: type[Entity], field: str) -> Names:
    return lambda command: [(kind, getattr(command, field))]


_NAMES: Mapping[type[Command], Names] = {
    **{
        command: _one(Course, "course_id")
        for command in (
            c.EditCourse,
            c.EditCourseSettings,
            c.PublishCourse,
            c.UnpublishCourse,
            c.ArchiveCourse,
            c.DeleteCourse,
            c.AddModule,
            c.AttachMaterial,
            c.PublishAnnouncement,
        )
    },
    **{
        command: _one(Module, "module_id")
        for command in (c.EditModule, c.MoveModule, c.DeleteModule, c.AddLesson)
    },
    c.EditLesson: _one(Lesson, "lesson_id"),
    c.DeleteLesson: _one(Lesson, "lesson_id"),
    c.MoveLesson: lambda move: [(Lesson, move.lesson_id), (Module, move.module_id)],
    c.EditMaterial: _one(Material, "material_id"),
    c.RemoveMaterial: _one(Material, "material_id"),
    c.EditAnnouncement: _one(Announcement, "announcement_id"),
    c.DeleteAnnouncement: _one(Announcement, "announcement_id"),
    c.IssueCertificates: lambda issue: [(Enrollment, row.enrollment_id) for row in issue.rows],
    c.RevokeCertificate: _one(CertificateIssue, "certificate_number"),
    c.ReissueCertificate: _one(CertificateIssue, "certificate_number"),
}


def courses_of_command(command: Command, uow: UnitOfWork) -> set[int]:
    """The ids of every course that an ``own_course`` command touches, but for `CreateCourse`.

    Raises `NotFound` where a record that it names by itself is not there; of several records the
    missing ones name no course.
    """
    named: dict[type[Entity], list[Key]] = {}
    for kind, key in _NAMES[type(command)](command):
        named.setdefault(kind, []).append(key)
    return {
        course_id for kind, keys in named.items() for course_id in _courses_of_rows(kind, keys, uow)
    }


def _courses_of_rows(kind: type[Any], keys: list[Key], uow: UnitOfWork) -> set[int]:
    rows = uow.get_many(kind, keys) if len(keys) > 1 else {keys[0]: uow.get(kind, keys[0])}
    return {row.id if kind is Course else row.course_id for row in rows.values()}


def instructors_of_entry(entry: JournalEntry, uow: UnitOfWork) -> set[int]:
    """Who teaches the courses whose rows a journal entry holds, as they stand now.

    Where a course is gone (its creation was undone) its image tells who taught it.
    """
    ids: set[int] = set()
    teachers: set[int] = set()
    named: dict[type[Entity], list[Key]] = {}
    for image in entry.images:
        kind = KINDS[image.table]
        whole = image.before if image.after is None else None
        if kind is Course and whole is not None:
            teachers.add(whole["instructor_id"])
        elif kind is Course:
            ids.add(int(image.key))  # type: ignore[arg-type]
        elif "course_id" in columns(kind) and whole is not None:
            ids.add(whole["course_id"])
        elif "course_id" in columns(kind):
            named.setdefault(kind, []).append(image.key)
    for kind, keys in named.items():
        ids |= {row.course_id for row in uow.get_many(kind, keys).values()}  # type: ignore[attr-defined]
    return teachers | {row.instructor_id for row in uow.get_many(Course, ids).values()}
