"""Looking at a database before it is opened: sound, known, and not from a newer program."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from app.domain.disk import disk_fault
from app.domain.errors import EnvironmentFault
from services.storage.places import Places, stamp
from services.storage.sqlite.faults import translate
from services.storage.sqlite.schema import REVISIONS, revision_of

QUICK_CHECK_LIMIT = 64 * 1024 * 1024
"""Bytes up to which the whole database is read at every opening (about 0.1 s)."""


def inspect(places: Places, now: datetime) -> str:
    """The revision of the schema.

    Raises `EnvironmentFault` ``workspace.damaged`` or ``workspace.newer`` after a copy was kept;
    the database itself is only read.
    """
    try:
        revision, verdict = _look(places.database)
    except sqlite3.Error as error:
        known = translate(error, str(places.database))
        if known is None or known.reason != "workspace.damaged":
            raise (known or error) from error
        revision, verdict = None, str(error)
    if revision is None or verdict != "ok":
        cause = "it holds no workspace" if verdict == "ok" else verdict
        copy = _keep_copy(places, "damaged", now)
        raise EnvironmentFault(
            "workspace.damaged", path=str(places.database), copy=str(copy), cause=cause
        )
    if revision not in REVISIONS:
        copy = _keep_copy(places, "newer", now)
        raise EnvironmentFault(
            "workspace.newer", path=str(places.database), copy=str(copy), revision=revision
        )
    return revision


def _look(path: Path) -> tuple[str | None, str]:
    """The revision, and ``ok`` or what is wrong with the file."""
    log = Path(f"{path}-wal")
    # A program that read until its end leaves its log behind, but empty: nothing is unfinished.
    unclean = log.exists() and log.stat().st_size > 0
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        revision = revision_of(connection)
        verdict = "ok"
        if unclean or path.stat().st_size <= QUICK_CHECK_LIMIT:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
            verdict = str(found[0]) if found else "no answer"
        return revision, verdict
    finally:
        connection.close()


def _keep_copy(places: Places, what: str, now: datetime) -> Path:
    """A copy of the database as it lies there, with its log; one is enough for each state."""
    source = places.database
    for earlier in places.folder.glob(f"{source.name}.{what}-*Z"):
        if _same(earlier, source):
            return earlier
    copy = places.folder / f"{source.name}.{what}-{stamp(now)}"
    try:
        for suffix in ("", "-wal"):
            if Path(f"{source}{suffix}").exists():
                shutil.copy2(f"{source}{suffix}", f"{copy}{suffix}")
    except OSError as error:
        raise disk_fault(error, copy) from error
    return copy


def _same(one: Path, other: Path) -> bool:
    mine, its = one.stat(), other.stat()
    return (mine.st_size, mine.st_mtime_ns) == (its.st_size, its.st_mtime_ns)
