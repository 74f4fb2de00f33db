"""A workspace to import into and export from, and short ways to write what is imported."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import SYSTEM, Actor
from app.domain.commands import AddStaff, Command, CreateCourse, PersonRow
from app.domain.entities import Course, Key, Lesson, LessonBody, Material, User
from app.ports.files import FileStore
from app.ports.interchange import CourseImport, LedgerEntry, TableImport, TableName
from app.ports.storage import Store
from app.usecases import content, courses, enrollments, people, progress, undo
from app.usecases.bus import CommandBus, UseCase
from app.usecases.permissions import authorize
from services.files.local import LocalFileStore
from services.interchange.exchange import LocalInterchange
from services.storage.memory import MemoryStore
from services.storage.sqlite.schema import create_schema
from services.storage.sqlite.store import SqliteStore
from tests.support.memory import FixedClock
from tests.support.project import ROOT

ADMIN = "office@example.org"


def real_data(name: str) -> Path:
    """A folder of the real data; the test is skipped where it is absent."""
    folder = Path(os.environ.get("SMARTCOURSE_REAL_DATA") or ROOT.parent / "shared" / "data")
    place = folder / name
    if not place.is_dir():
        pytest.skip(f"the real data is not here: {place} (SMARTCOURSE_REAL_DATA names its folder)")
    return place


def quiet(done: int, total: int | None) -> None:
    """Progress that nobody watches."""


def use_cases() -> dict[type[Command], UseCase]:
    """Every use case that needs no adapter."""
    modules = (people, courses, content, enrollments, progress, undo)
    return {kind: case for module in modules for kind, case in module.USE_CASES.items()}


@dataclass(frozen=True, slots=True)
class World:
    """A store with one admin, its bus, its files and what brings data in and out."""

    store: Store
    bus: CommandBus
    files: FileStore
    exchange: LocalInterchange
    admin: Actor
    folder: Path

    def take_course(self, folder: Path) -> CourseImport:
        """Import a course as the admin."""
        return self.exchange.import_course(
            folder, instructor_id=None, actor=self.admin, progress=quiet
        )

    def take(self, table: TableName, path: Path, *, dry_run: bool = False) -> TableImport:
        """Import a table as the admin."""
        return self.exchange.import_table(
            table, path, actor=self.admin, dry_run=dry_run, progress=quiet
        )

    def take_rows(
        self, table: TableName, header: str, *rows: str, dry_run: bool = False
    ) -> TableImport:
        """Import a table of these lines as the admin."""
        path = self.folder / f"{table}.csv"
        path.write_text("\n".join((header, *rows, "")), encoding="utf-8", newline="")
        return self.take(table, path, dry_run=dry_run)

    def find(self, kind: type[Any], **equal: Any) -> list[Any]:
        """Stored rows."""
        with self.store.reading() as rows:
            return rows.find(kind, **equal)

    def body(self, lesson: Lesson) -> str:
        """A lesson's text."""
        with self.store.reading() as rows:
            return rows.get(LessonBody, lesson.body_sha256).body

    def material_bytes(self, material: Material) -> bytes:
        """A material's bytes."""
        with self.files.open(material.sha256) as stream:
            return stream.read()

    def add_course(self, slug: str) -> Key:
        """A draft of the admin's; its id."""
        (course_id,) = self.store.allocate_ids(Course, 1)
        self.bus.execute(
            CreateCourse(
                course_id=course_id,
                title=slug.title(),
                slug=slug,
                instructor_id=self.admin.user_id or 0,
            ),
            self.admin,
        )
        return course_id


def make_world(folder: Path, *, sqlite: bool) -> World:
    """A new world; one on SQLite is to be closed with `close_world`."""
    folder.mkdir(parents=True, exist_ok=True)
    store: Store
    if sqlite:
        create_schema(folder / "workspace.db")
        store = SqliteStore(folder / "workspace.db", FixedClock())
    else:
        store = MemoryStore(FixedClock())
    bus = CommandBus(store, use_cases(), authorize)
    files = LocalFileStore(folder / "files")
    (user_id,) = store.allocate_ids(User, 1)
    row = PersonRow(user_id=user_id, email=ADMIN, username="office", role="admin")
    bus.execute(AddStaff(rows=(row,)), SYSTEM)
    exchange = LocalInterchange(store, bus, files)
    return World(store, bus, files, exchange, Actor(user_id, "admin"), folder)


def close_world(world: World) -> None:
    """Give up what a world on SQLite holds open."""
    if isinstance(world.store, SqliteStore):
        world.store.close()


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder; the folder."""
    for path, content_ in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content_.encode() if isinstance(content_, str) else content_)
    return folder


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a CSV file as it stands, without care for spreadsheets; its path."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    return path


def outcomes(ledger: Sequence[LedgerEntry]) -> dict[str, str]:
    """A ledger as path to outcome."""
    return {entry.path: entry.outcome for entry in ledger}
