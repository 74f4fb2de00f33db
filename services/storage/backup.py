"""Copies of the database: made while it is in use, proved, thinned out, restored.

Files are named by their hash and never change, so the database is all that a copy needs.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Hashable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.disk import disk_fault
from app.domain.errors import EnvironmentFault, SmartCourseError
from services.storage.places import Places, stamp
from services.storage.sqlite.faults import translate

FRESH = timedelta(hours=1)
"""So long every copy stays: one made before an import outlives the one made after it."""
HOURLY = 12
DAILY = 7
WEEKLY = 4

UNFINISHED_FOR = timedelta(hours=1)
"""After so long nobody works on a copy any more."""

_PAGES = 1024
"""Pages copied at a time, so that a writer gets its turn in between."""


def back_up(places: Places, now: datetime) -> Path:
    """Copy the database as it stands into the backups folder, thin those out, name the copy.

    Raises `EnvironmentFault` (disk, or ``workspace.damaged`` where the copy is not sound).
    """
    try:
        places.backups.mkdir(exist_ok=True)
        _clear_unfinished(places, now)
        target = places.backups / f"{stamp(now)}.db"
        copy_database(places.database, target)
        rotate(places)
    except OSError as error:
        raise disk_fault(error, places.backups) from error
    return target


def _clear_unfinished(places: Places, now: datetime) -> None:
    """Remove what a copy left that was cut off; another may be at work beside this one."""
    for left in places.backups.glob("*.db.part*"):
        if now.timestamp() - left.stat().st_mtime > UNFINISHED_FOR.total_seconds():
            left.unlink(missing_ok=True)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use; the target appears whole or not at all."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        _copy(source, unfinished)
        unfinished.replace(target)
        _sync_folder(target.parent)
    except sqlite3.Error as error:
        raise _meaning(error, source) from error
    finally:
        for suffix in ("", "-journal"):
            Path(f"{unfinished}{suffix}").unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing, pages=_PAGES, sleep=0.001)
        # A copy is one file: without this it would keep the log mode of its source.
        writing.execute("PRAGMA journal_mode = DELETE")
        writing.execute("PRAGMA synchronous = FULL")
        _require_sound(writing, target)
    finally:
        writing.close()
        reading.close()
    with target.open("rb") as stream:
        os.fsync(stream.fileno())


def _require_sound(connection: sqlite3.Connection, path: Path) -> None:
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict is None or verdict[0] != "ok":
        cause = "" if verdict is None else str(verdict[0])
        raise EnvironmentFault("workspace.backup_unsound", path=str(path), cause=cause)


def restore(places: Places, backup: Path, now: datetime) -> Path:
    """Put a backup in the database's place; the former database is kept and its path returned.

    Only for a workspace that is locked and not open.
    """
    kept = places.folder / f"workspace.db.replaced-{stamp(now)}"
    incoming = places.folder / "workspace.db.incoming"
    copy_database(backup, incoming)
    try:
        copy_database(places.database, kept)
    except EnvironmentFault:
        # A damaged database cannot be copied page by page: keep its bytes.
        kept.write_bytes(places.database.read_bytes())
    try:
        for suffix in ("-wal", "-shm"):
            Path(f"{places.database}{suffix}").unlink(missing_ok=True)
        incoming.replace(places.database)
        _sync_folder(places.folder)
    except OSError as error:
        raise disk_fault(error, places.folder) from error
    return kept


def backups(places: Places) -> list[Path]:
    """The copies that exist, oldest first."""
    return sorted(places.backups.glob("*Z.db"))


def rotate(places: Places) -> list[Path]:
    """Delete the copies that `kept` does not name; which they were."""
    times = {path: _time_of(path) for path in backups(places)}
    stay = kept(times.values())
    gone = [path for path, moment in times.items() if moment not in stay]
    for path in gone:
        path.unlink()
    return gone


def kept(times: Collection[datetime]) -> set[datetime]:
    """Of backups made at *times*: the last hour's, the newest of 12 hours, 7 days and 4 weeks."""
    periods: tuple[tuple[Callable[[datetime], Hashable], int], ...] = (
        (lambda moment: (moment.date(), moment.hour), HOURLY),
        (datetime.date, DAILY),
        (lambda moment: moment.isocalendar()[:2], WEEKLY),
    )
    last = max(times, default=None)
    stay = {moment for moment in times if last is not None and last - moment < FRESH}
    for period, count in periods:
        newest: dict[Hashable, datetime] = {}
        for moment in sorted(times, reverse=True):
            newest.setdefault(period(moment), moment)
        stay.update(list(newest.values())[:count])
    return stay


def _time_of(path: Path) -> datetime:
    return datetime.strptime(path.name, "%Y%m%dT%H%M%SZ.db").replace(tzinfo=UTC)


def _sync_folder(folder: Path) -> None:
    """Make a rename in *folder* last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _meaning(error: sqlite3.Error, path: Path) -> SmartCourseError | sqlite3.Error:
    return translate(error, str(path)) or error
