"""Every kind of fault, planted by hand, is found and named."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.domain.actor import SYSTEM
from app.domain.commands import AddLesson, AddModule, AddPeople, EnrollStudents, Revert
from app.domain.commands.enrollments import EnrollRow
from app.domain.commands.people import PersonRow
from app.domain.entities import Material
from services.files.local import LocalFileStore
from services.storage.backup import copy_database
from services.storage.workspace import Workspace
from tests.contract.storage.rows import TOUCH
from tests.support.memory import START
from tests.support.workspaces import bus_over, found_faults, opened

TEXT = "A line of a lesson's text.\n" * 9
"""So long that the journal names it rather than repeat it."""


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    """With a learner, an enrollment, a lesson and a material."""
    bus = bus_over(workspace.store)
    person = PersonRow(user_id=3, email="ann@example.org", username="ann")
    bus.execute(AddPeople(rows=(person,)), SYSTEM)
    row = EnrollRow(enrollment_id=1, student_id=3, course_id=1)
    bus.execute(EnrollStudents(rows=(row,)), SYSTEM)
    bus.execute(AddModule(module_id=1, course_id=1, title="M"), SYSTEM)
    bus.execute(AddLesson(lesson_id=1, module_id=1, title="L", body=TEXT), SYSTEM)
    stored = LocalFileStore(workspace.places.files).put_bytes(b"slides")
    material = Material(
        id=1,
        course_id=1,
        file_name="a.pdf",
        file_type="application/pdf",
        file_size_bytes=stored.size,
        sha256=stored.sha256,
        created_at=START,
    )
    with workspace.store.unit_of_work(SYSTEM) as uow:
        uow.save_all([material])
        uow.commit(TOUCH)
    return workspace


@pytest.fixture
def tamper(busy: Workspace) -> Iterator[sqlite3.Connection]:
    """A connection that respects no rule of ours."""
    connection = sqlite3.connect(busy.store.path, isolation_level=None)
    yield connection
    connection.close()


def test_a_workspace_that_was_only_used_has_no_faults(busy: Workspace) -> None:
    bus = bus_over(busy.store)
    done = bus.execute(AddModule(module_id=2, course_id=1, title="Gone"), SYSTEM)
    bus.execute(Revert(command_id=done.command_id), SYSTEM)
    assert found_faults(busy) == []


@pytest.mark.parametrize(
    ("statement", "kind", "subject"),
    [
        ("UPDATE users SET first_name = 'x' WHERE id = 3", "journal", "users 3"),
        ("DELETE FROM ext_lessons", "journal", "ext.lessons 1"),
        (
            "INSERT INTO ext_modules (id, course_id, title, rank) VALUES (9, 1, 'x', 'b')",
            "journal",
            "ext.modules 9",
        ),
        ("UPDATE sync_journal SET images = NULL WHERE entry_no = 3", "journal", "users 3"),
        ("UPDATE ext_metric_buckets SET value = 7", "count", "enrolled_day 0 2026-02-10"),
        ("DELETE FROM ext_lesson_bodies", "text", "ext.lessons 1"),
        ("DELETE FROM ext_lesson_bodies", "text", "sync.journal 6"),
        ("UPDATE ext_lesson_bodies SET body = 'x'", "text", None),
        ("UPDATE enrollments SET course_id = 77", "reference", "enrollments 1"),
        (
            "PRAGMA ignore_check_constraints = ON; UPDATE users SET role = 'guest' WHERE id = 3",
            "structure",
            "workspace.db",
        ),
    ],
)
def test_what_was_changed_past_the_program_is_found(
    busy: Workspace, tamper: sqlite3.Connection, statement: str, kind: str, subject: str | None
) -> None:
    tamper.executescript(statement)
    found = {(fault.kind, fault.subject) for fault in found_faults(busy)}
    if subject is None:
        assert kind in {one for one, _ in found}
    else:
        assert (kind, subject) in found


def test_a_row_that_came_back_after_its_deletion_is_found(
    busy: Workspace, tamper: sqlite3.Connection
) -> None:
    row = tamper.execute("SELECT * FROM enrollments").fetchone()
    with busy.store.unit_of_work(SYSTEM) as uow:
        uow.restore("enrollments", 1, None)
        uow.commit(TOUCH)
    assert found_faults(busy) == []
    marks = ", ".join("?" * len(row))
    tamper.execute(f"INSERT INTO enrollments VALUES ({marks})", row)  # noqa: S608
    details = {fault.subject: fault.detail for fault in found_faults(busy)}
    assert details["enrollments 1"] == "the newest journal entry deleted this row"


@pytest.mark.parametrize("harm", ["decayed", "gone"])
def test_files_are_held_to_their_hash(busy: Workspace, harm: str) -> None:
    (path,) = busy.places.files.glob("??/*")
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(b"slidez")
    (fault,) = found_faults(busy)
    assert (fault.kind, fault.subject) == ("file", path.name)


def test_a_scribbled_page_is_a_fault_and_no_crash(busy: Workspace) -> None:
    path: Path = busy.store.path
    folder = busy.places.folder
    size = path.stat().st_size
    with opened_copy(busy, folder.parent / "copy") as copy:
        with (copy.store.path).open("r+b") as stream:
            stream.seek(size // 3)
            stream.write(b"\xab" * 8192)
        kinds = {fault.kind for fault in found_faults(copy)}
    assert "structure" in kinds


def opened_copy(workspace: Workspace, folder: Path) -> AbstractContextManager[Workspace]:
    """The workspace's database in a folder of its own."""
    folder.mkdir()
    copy_database(workspace.store.path, folder / "workspace.db")
    return opened(folder)
