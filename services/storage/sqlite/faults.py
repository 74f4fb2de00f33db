"""The one place where SQLite's errors become the application's."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from shutil import disk_usage

from app.domain.errors import EnvironmentFault, Invalid, Rejected, SmartCourseError

_REASONS = {
    sqlite3.SQLITE_FULL: "workspace.disk_full",
    sqlite3.SQLITE_IOERR: "workspace.disk_error",
    sqlite3.SQLITE_READONLY: "workspace.read_only",
    sqlite3.SQLITE_PERM: "workspace.read_only",
    sqlite3.SQLITE_CANTOPEN: "workspace.cannot_open",
    sqlite3.SQLITE_CORRUPT: "workspace.damaged",
    sqlite3.SQLITE_NOTADB: "workspace.damaged",
    sqlite3.SQLITE_BUSY: "workspace.busy",
    sqlite3.SQLITE_LOCKED: "workspace.busy",
    sqlite3.SQLITE_TOOBIG: "value.too_large",
}
"""SQLite's primary result code to the reason told."""

LEAST_ROOM = 64 * 1024
"""Bytes that SQLite needs beside the database; with less it tells of an I/O error."""


def translate(error: sqlite3.Error, place: str, table: str = "") -> SmartCourseError | None:
    """What *error* means to the caller; None for what can only be a fault of the program.

    *place* is the database's path; *table* the logical name of the table that was written.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & 0xFF == sqlite3.SQLITE_CONSTRAINT:
        return _constraint(code, str(error), table)
    reason = _REASONS.get(code & 0xFF)
    if reason is None:
        return None
    if reason == "workspace.disk_error" and _is_full(place):
        reason = "workspace.disk_full"
    return EnvironmentFault(reason, path=place, cause=str(error))


def _is_full(place: str) -> bool:
    try:
        return disk_usage(Path(place).parent).free < LEAST_ROOM
    except OSError:  # a disk that cannot even be asked has failed
        return False


def _constraint(code: int, text: str, table: str) -> SmartCourseError | None:
    subject = text.partition(": ")[2]
    if code in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
        columns = [name.rpartition(".")[2] for name in subject.split(", ")]
        return Rejected("row.duplicate", table=table, columns=columns)
    if code == sqlite3.SQLITE_CONSTRAINT_CHECK:
        return Invalid("value.breaks_constraint", field=_field(subject), constraint=subject)
    if code == sqlite3.SQLITE_CONSTRAINT_NOTNULL:
        return Invalid("value.missing", field=subject.rpartition(".")[2], table=table)
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return Rejected("row.parent_missing", table=table, column="", key="")
    return None


def _field(constraint: str) -> str:
    """The column that a constraint's name ends with (``lim_title``, ``chk_courses_status``)."""
    kind, _, rest = constraint.partition("_")
    return rest if kind == "lim" else constraint
