"""The real use cases that the convergence proof runs, and what it knows about their commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from app.domain import commands as c
from app.domain import entities as e
from app.domain.actor import Actor
from app.domain.commands import Change, Command
from app.domain.entities import Entity
from app.ports.files import FileStore
from app.ports.storage import UnitOfWork
from app.usecases import announcements, content, courses, enrollments, people, progress, undo
from app.usecases.bus import UseCase
from app.usecases.certificates import certificate_use_cases
from tests.support.press import PlainSigner, ShelfOfFiles, TextRenderer

ADMIN = Actor(1, "admin")

USE_CASES: dict[type[Command], UseCase] = {
    **people.USE_CASES,
    **courses.USE_CASES,
    **content.USE_CASES,
    **announcements.USE_CASES,
    **enrollments.USE_CASES,
    **progress.USE_CASES,
    **undo.USE_CASES,
}


def at_the_server() -> dict[type[Command], UseCase]:
    """The server's use cases: certificates are made there alone."""
    press = certificate_use_cases(
        PlainSigner(), TextRenderer(), cast(FileStore, ShelfOfFiles()), "Academy"
    )
    return {**USE_CASES, **press}


_EDITS: dict[type[Command], tuple[type[Entity], str]] = {
    c.EditCourse: (e.Course, "course_id"),
    c.EditCourseSettings: (e.CourseSettings, "course_id"),
    c.EditModule: (e.Module, "module_id"),
    c.EditLesson: (e.Lesson, "lesson_id"),
    c.EditAnnouncement: (e.Announcement, "announcement_id"),
}


def everyone(command: Command, uow: UnitOfWork) -> None:
    """Authorizes everything: permissions are proved elsewhere."""


def edits(command: Command) -> Iterator[tuple[str, int, Change]]:
    """(table, key, change) of every column that a command edits."""
    known = _EDITS.get(type(command))
    if known is not None:
        kind, field = known
        for change in getattr(command, "changes", ()):
            yield kind.TABLE, getattr(command, field), change
