"""Exchanging courses and tables with the outside, and what the reader of a report wants to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

from app.domain.actor import Actor
from app.domain.dataclass import dataclass

TableName = Literal["users", "enrollments", "progress"]
Meant = Mapping[str, int]
"""Fields of a table with the column (from 0) of a file that holds each."""

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
class CoursePreview:
    """What a folder holds; `is_new` tells that no course here has its slug."""

    title: str
    slug: str
    modules: int
    lessons: int
    files: int
    left_out: int
    is_new: bool


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """The file's header, its first records with their numbers, and what is wrong among them.

    `table` is what the rows are of; `required` and `optional` are its fields, and `meant` tells
    for those that were found by their name, or a close one, which column holds them.
    """

    table: TableName
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faults: tuple[tuple[int, str], ...]
    delimiter: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    meant: Meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row that cannot go in: the column and cell at fault where one is, what is wrong, a remedy.

    `row` is the record's number (the header is 1).
    """

    row: int
    column: str
    value: str
    wrong: str
    helps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What a row would add, or change in one column; `subject` says of whom or what."""

    row: int
    kind: Literal["add", "change"]
    subject: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCheck:
    """What would come of importing a file: counts, all problems, the first rows of each kind."""

    added: int
    updated: int
    unchanged: int
    problems: tuple[Problem, ...]
    changes: tuple[RowChange, ...]
    warnings: tuple[str, ...]


class Interchange(Protocol):
    """Imports run as one undoable batch; exports import again without a change."""

    def import_course(
        self, path: Path, *, instructor_id: int | None, actor: Actor, progress: Progress
    ) -> CourseImport:
        """Make a course of a folder, or bring one up to date. Raises `BadInput`."""
        ...

    def preview_course(self, path: Path) -> CoursePreview:
        """Look through a folder; nothing is stored. Raises `BadInput` as an import would."""
        ...

    def export_course(self, slug: str, folder: Path) -> int:
        """Write a course as a folder; answers the number of files."""
        ...

    def import_table(
        self,
        table: TableName,
        path: Path,
        *,
        actor: Actor,
        dry_run: bool,
        progress: Progress,
        meant: Meant | None = None,
    ) -> TableImport:
        """Take rows in; raises `BadInput` for a file that is no such table at all.

        Without *meant* the header's names alone tell what the columns are, here and below.
        """
        ...

    def export_table(self, table: TableName, path: Path) -> int:
        """Write all rows; answers their number."""
        ...

    def preview_table(self, path: Path, table: TableName | None = None) -> TablePreview:
        """The first rows of a file; however large it is, no more is read.

        Without *table* the header tells which it is, or is most like. Raises `BadInput`
        (``table.*``), but not for columns that are lacking.
        """
        ...

    def check_table(
        self,
        table: TableName,
        path: Path,
        *,
        actor: Actor,
        progress: Progress,
        meant: Meant | None = None,
    ) -> TableCheck:
        """Do all that an import would and keep nothing of it; raises `BadInput`."""
        ...

    def save_bad_rows(
        self,
        table: TableName,
        path: Path,
        problems: Sequence[Problem],
        target: Path,
        meant: Meant | None = None,
    ) -> int:
        """Write these rows with their reasons, to correct and import; answers their number."""
        ...
