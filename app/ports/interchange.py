"""Exchanging courses and tables with the outside, and what the reader of a report wants to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from app.domain.actor import Actor

TableName = Literal["users", "enrollments", "progress"]
Progress = Callable[[int, int | None], None]
"""Called with (done, total); total None while it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What became of one file of an imported folder; `path` is relative, with slashes."""

    path: str
    outcome: Literal["kept", "changed", "dropped"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseImport:
    """What came of importing a folder; `changed` is False where nothing was written."""

    slug: str
    course_id: int
    changed: bool
    ledger: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that cannot go in: its record number (the header is 1) and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableImport:
    """What came, or would come, of importing a file of rows."""

    added: int
    updated: int
    unchanged: int
    bad: tuple[BadRow, ...]
    warnings: tuple[str, ...]
    error_file: str | None


class Interchange(Protocol):
    """Imports run as one undoable batch; exports import again without a change."""

    def import_course(
        self, path: Path, *, instructor_id: int | None, actor: Actor, progress: Progress
    ) -> CourseImport:
        """Make a course of a folder, or bring one up to date. Raises `BadInput`."""
        ...

    def export_course(self, slug: str, folder: Path) -> int:
        """Write a course as a folder; answers the number of files."""
        ...

    def import_table(
        self, table: TableName, path: Path, *, actor: Actor, dry_run: bool, progress: Progress
    ) -> TableImport:
        """Take rows in; raises `BadInput` for a file that is no such table at all."""
        ...

    def export_table(self, table: TableName, path: Path) -> int:
        """Write all rows; answers their number."""
        ...
