"""The store on SQLite: one writing connection owned by one thread, reading ones beside it."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.actor import Actor
from app.domain.entities import Entity
from app.domain.errors import EnvironmentFault
from app.domain.journal import BatchState, JournalEntry
from app.domain.outcomes import Conflict
from app.ports.clock import Clock
from app.ports.storage import Rows, UnitOfWork
from services.storage.sqlite import journal_lists
from services.storage.sqlite.codec import time_text
from services.storage.sqlite.connection import Connection
from services.storage.sqlite.numbers import IdSequences
from services.storage.sqlite.reader import SqliteRows
from services.storage.sqlite.readers import ReaderPool
from services.storage.sqlite.standing import StandingRows

if TYPE_CHECKING:
    from services.storage.sqlite.uow import SqliteUnitOfWork


class SqliteStore:
    """Holds a workspace's rows in one SQLite file, whose schema is made and current.

    The thread that opens the store is the only one that may write (`unit_of_work`,
    `allocate_ids`, batches) and close it; any thread may read. `authoritative` False makes it a
    connected desktop's: consequences get ids below 0 and no events are kept.
    """

    def __init__(self, path: Path, clock: Clock, *, authoritative: bool = True) -> None:
        self._path = path
        self._clock = clock
        self._authoritative = authoritative
        self._owner = threading.get_ident()
        self._writer = Connection(path, writes=True)
        self._place = str(path)
        self._file = _identity(self._place)
        self._readers = ReaderPool(path)
        self._sequences = IdSequences(self._writer)
        self._standing = StandingRows()
        self._newest = journal_lists.newest_time(self._writer)
        self._unit: SqliteUnitOfWork | None = None

    @property
    def path(self) -> Path:
        """The database file."""
        return self._path

    def close(self) -> None:
        """Give all connections up."""
        self._require_owner()
        self._readers.close()
        self._writer.close()

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """What is committed now, unchanged for as long as the context is open."""
        with self._readers.snapshot() as connection:
            yield SqliteRows(connection)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A reading connection with a consistent view, for queries and checks of this service."""
        with self._readers.snapshot() as connection:
            yield connection

    @contextmanager
    def unit_of_work(self, actor: Actor) -> Iterator[UnitOfWork]:
        """A transaction for *actor*; one at a time, on the owning thread."""
        self._require_owner()
        if self._unit is not None:
            raise RuntimeError("a unit of work is open already")
        self._require_there()
        self._writer.run("BEGIN IMMEDIATE")
        try:
            unit = self._unit = _unit_class()(
                self._writer,
                self._sequences,
                self._standing,
                actor=actor,
                now=self._time(),
                authoritative=self._authoritative,
            )
            yield unit
            if not unit.open:
                self._newest = unit.now
        finally:
            if self._unit is not None:
                self._unit.close()
                self._unit = None
            if self._writer.in_transaction:
                self._writer.run("ROLLBACK")

    def writer(self) -> Connection:
        """The writing connection, for what is derived from rows; on the owning thread."""
        self._require_owner()
        return self._writer

    def allocate_ids(self, kind: type[Entity], count: int = 1) -> Sequence[int]:
        """Ids from the kind's sequence, for what the user creates."""
        self._require_owner()
        return self._sequences.take(kind, count)

    def journal(
        self,
        *,
        actor_id: int | None = None,
        batch_id: str | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> list[JournalEntry]:
        """Entries newest first, without images or commands."""
        with self._readers.snapshot() as connection:
            return journal_lists.list_entries(
                connection, actor_id=actor_id, batch_id=batch_id, before=before, limit=limit
            )

    def reverted(self, command_ids: Collection[str]) -> set[str]:
        """Those of *command_ids* whose effect a standing `Revert` has taken back."""
        with self._readers.snapshot() as connection:
            return journal_lists.reverted(connection, command_ids)

    def open_batch(self, batch_id: str, label: str, actor: Actor) -> None:
        """Record a batch as running."""
        self._require_owner()
        self._writer.run(
            "INSERT INTO sync_batches (batch_id, label, actor_id, state, opened_at) "
            "VALUES (?, ?, ?, 'running', ?)",
            (batch_id, label, actor.user_id, time_text(self._time())),
            table="sync.batches",
        )

    def close_batch(self, batch_id: str, state: BatchState) -> None:
        """Record how a batch ended."""
        self._require_owner()
        self._writer.run(
            "UPDATE sync_batches SET state = ?, closed_at = ? WHERE batch_id = ?",
            (state, time_text(self._time()), batch_id),
        )

    def batches(self, state: BatchState | None = None) -> list[tuple[str, str]]:
        """(batch_id, label) of batches, oldest first."""
        with self._readers.snapshot() as connection:
            rows = connection.all(
                "SELECT batch_id, label FROM sync_batches WHERE state = ifnull(?, state) "
                "ORDER BY batch_no",
                (state,),
            )
        return [(batch_id, label) for batch_id, label in rows]

    def conflicts(self) -> list[Conflict]:
        """Every losing value that was kept, oldest first."""
        with self._readers.snapshot() as connection:
            return journal_lists.read_conflicts(connection)

    def _time(self) -> datetime:
        """The present, never before what is journalled: a clock set back reorders nothing."""
        now = self._clock.now()
        return now if self._newest is None else max(now, self._newest)

    def _require_there(self) -> None:
        """Refuse to write into a file that nobody will find: SQLite would, and say nothing."""
        if _identity(self._place) != self._file:
            raise EnvironmentFault("workspace.vanished", path=str(self._path.parent))

    def _require_owner(self) -> None:
        if threading.get_ident() != self._owner:
            raise RuntimeError("only the thread that opened the store writes to it")


@cache
def _unit_class() -> type[SqliteUnitOfWork]:
    # Commands and events with their rules are for writing alone; most starts only read.
    from services.storage.sqlite.uow import SqliteUnitOfWork

    return SqliteUnitOfWork


def _identity(place: str) -> tuple[int, int] | None:
    """Which file lies at a place, whatever its name was; None for none."""
    try:
        found = os.stat(place)  # noqa: PTH116 - asked before each unit: a Path takes twice as long
    except OSError:
        return None
    return found.st_dev, found.st_ino
