"""A workspace: the folder that holds everything, opened by one program at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from app.domain.dataclass import dataclass
from app.domain.disk import disk_fault
from app.domain.errors import EnvironmentFault
from app.ports.clock import Clock
from services.storage.backup import back_up
from services.storage.inspection import inspect
from services.storage.lock import PATIENCE, Opener, WorkspaceLock
from services.storage.places import Places
from services.storage.sqlite.schema import HEAD, create_schema
from services.storage.sqlite.store import SqliteStore


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace: its places, its store, and the lock that keeps others out."""

    places: Places
    store: SqliteStore
    lock: WorkspaceLock

    def close(self) -> None:
        """Give the workspace up, on the thread that opened it; a second time does nothing."""
        try:
            self.store.close()
        finally:
            self.lock.release()


def create_workspace(folder: Path, clock: Clock, opener: Opener = "command") -> Workspace:
    """Make a workspace in a new or empty folder, and open it.

    Raises `EnvironmentFault`: ``workspace.not_empty``, ``workspace.read_only``, or what the disk
    says. What a failure leaves is an empty folder.
    """
    places = Places(folder)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise EnvironmentFault("workspace.not_empty", path=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_fault(error, folder) from error
    lock = WorkspaceLock(places.lock, opener, patience=0)
    try:
        places.files.mkdir()
        places.drafts.mkdir()
        places.backups.mkdir()
        create_schema(places.database)
        return Workspace(places, SqliteStore(places.database, clock), lock)
    except BaseException as error:
        _take_back(places)
        lock.release()
        if isinstance(error, OSError):
            raise disk_fault(error, folder) from error
        raise


def open_workspace(
    folder: Path, clock: Clock, opener: Opener = "command", *, patience: float = PATIENCE
) -> Workspace:
    """Open a workspace; an older one is backed up and upgraded first.

    Raises `EnvironmentFault`: ``workspace.missing``, ``workspace.in_use``, ``workspace.damaged``
    and ``workspace.newer`` (the database is left as it is, a copy stands beside it),
    ``workspace.read_only``, or what the disk says.
    """
    places = Places(folder)
    if not places.database.is_file():
        raise EnvironmentFault("workspace.missing", path=str(folder))
    lock = WorkspaceLock(places.lock, opener, patience=patience)
    try:
        revision = inspect(places, clock.now())
        if revision != HEAD:
            _upgrade(places, clock)
        return Workspace(places, SqliteStore(places.database, clock), lock)
    except BaseException as error:
        lock.release()
        if isinstance(error, OSError):
            raise disk_fault(error, folder) from error
        raise


def _upgrade(places: Places, clock: Clock) -> None:
    # Alembic and SQLAlchemy's engines are only for this.
    from services.storage.sqlite.upgrade import upgrade

    back_up(places, clock.now())
    try:
        upgrade(places.database)
    except sqlite3.Error as error:
        raise EnvironmentFault(
            "workspace.upgrade_broke", path=str(places.database), rows=str(error)
        ) from error


def _take_back(places: Places) -> None:
    """Remove what an unfinished creation made, and nothing else."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{places.database}{suffix}").unlink(missing_ok=True)
    for folder in (places.files, places.drafts, places.backups):
        if folder.is_dir():
            folder.rmdir()
    places.lock.unlink(missing_ok=True)
