"""Workspaces on disk with a bus over them, for tests of storage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.domain.actor import SYSTEM
from app.domain.commands import AddStaff, Command, CreateCourse
from app.domain.commands.people import PersonRow
from app.domain.entities import Course, User
from app.ports.clock import Clock
from app.usecases import content, courses, enrollments, people, progress, undo
from app.usecases.bus import CommandBus, UseCase
from services.analytics.recount import SqliteRecount
from services.files.local import LocalFileStore
from services.storage.check import Fault, check
from services.storage.sqlite.store import SqliteStore
from services.storage.workspace import Workspace, create_workspace, open_workspace
from tests.support.memory import FixedClock, anyone

USE_CASES: Mapping[type[Command], UseCase] = {
    **people.USE_CASES,
    **courses.USE_CASES,
    **content.USE_CASES,
    **enrollments.USE_CASES,
    **progress.USE_CASES,
    **undo.USE_CASES,
}


def bus_over(store: SqliteStore) -> CommandBus:
    """A bus that lets anyone do anything."""
    return CommandBus(store, USE_CASES, anyone)


def found_faults(workspace: Workspace) -> list[Fault]:
    """What the check says."""
    return check(workspace.store, LocalFileStore(workspace.places.files), SqliteRecount)


@contextmanager
def opened(folder: Path, clock: Clock | None = None) -> Iterator[Workspace]:
    """The workspace in *folder*, open for as long as the context is."""
    workspace = open_workspace(folder, clock or FixedClock(), patience=0)
    try:
        yield workspace
    finally:
        workspace.close()


def new_workspace(folder: Path, clock: Clock | None = None) -> None:
    """A workspace with an admin (1), an instructor (2) and an empty course (1), closed."""
    workspace = create_workspace(folder, clock or FixedClock())
    try:
        bus = bus_over(workspace.store)
        admin, teacher = workspace.store.allocate_ids(User, 2)
        staff = (
            PersonRow(user_id=admin, email="admin@example.org", username="admin", role="admin"),
            PersonRow(user_id=teacher, email="t@example.org", username="t", role="instructor"),
        )
        bus.execute(AddStaff(rows=staff), SYSTEM)
        (course_id,) = workspace.store.allocate_ids(Course)
        create = CreateCourse(course_id=course_id, title="Course", slug="course", instructor_id=2)
        bus.execute(create, SYSTEM)
    finally:
        workspace.close()
