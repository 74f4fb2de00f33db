"""The SQLite store's unit of work: one transaction, written as it goes, made good by `commit`."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, cast

from app.domain.actor import Actor
from app.domain.canonical import from_canonical
from app.domain.commands import Command
from app.domain.entities import Entity, EventRecord, Key, LessonBody, RowState
from app.domain.errors import NotFound, Rejected
from app.domain.events import DomainEvent
from app.domain.journal import ChangeSet, JournalEntry
from app.domain.outcomes import Outcome
from services.storage.metric_changes import bucket_deltas
from services.storage.sqlite.buckets import add_to_buckets
from services.storage.sqlite.codec import CODECS
from services.storage.sqlite.connection import Connection
from services.storage.sqlite.events import store_events
from services.storage.sqlite.images import pack
from services.storage.sqlite.journal import NewEntry, read_entry, write_entry
from services.storage.sqlite.links import CHILDREN, KIND_OF_TABLE, PARENTS
from services.storage.sqlite.numbers import IdSequences, next_number
from services.storage.sqlite.reader import RecordReader
from services.storage.sqlite.standing import StandingRows
from services.storage.sqlite.writer import RecordWriter
from services.storage.tracking import RowChange, Tracker, change_set

E = TypeVar("E", bound=Entity)


class SqliteUnitOfWork:
    """A transaction on the writing connection; the store begins it and undoes what is left."""

    def __init__(
        self,
        connection: Connection,
        sequences: IdSequences,
        standing: StandingRows,
        *,
        actor: Actor,
        now: datetime,
        authoritative: bool,
    ) -> None:
        self._connection = connection
        self._sequences = sequences
        self._standing = standing
        self._actor = actor
        self._now = now
        self._authoritative = authoritative
        self._reader = RecordReader(connection)
        self._writer = RecordWriter(connection, sequences)
        self._tracker = Tracker()
        self._events: list[DomainEvent] = []
        self._event_ids: list[Key] = []
        self._open = True
        self._failed = False

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self._actor

    @property
    def now(self) -> datetime:
        """The unit's time, the same throughout."""
        return self._now

    @property
    def authoritative(self) -> bool:
        """Whether what is computed here is the truth."""
        return self._authoritative

    @property
    def open(self) -> bool:
        """Whether the unit can still be written to."""
        return self._open

    def close(self) -> None:
        """End the unit."""
        self._open = False
        self._tracker.let_go()

    # Reading

    def get(self, kind: type[E], key: Key) -> E:
        """The record with *key*; raises `NotFound`."""
        row = self._get_one(kind, key).get(key)
        if row is None:
            raise NotFound("row.missing", table=kind.TABLE, key=key)
        return row

    def get_many(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        """The records that exist among *keys*; what the unit has seen is not read again."""
        if len(keys) == 1:
            return self._get_one(kind, *keys)
        self._store_events(kind)
        written = self._tracker.written(kind)
        known: dict[Key, Entity | None] = {
            key: written[key] if key in written else self._tracker.found(kind, key) for key in keys
        }
        unknown = [key for key, row in known.items() if row is None and key not in written]
        if unknown:
            known.update(self._read(kind, unknown))
        return {key: cast(E, row) for key, row in known.items() if row is not None}

    def find(self, kind: type[E], **equal: Any) -> list[E]:
        """Records whose columns have the values, in key order, the unit's own writes included."""
        self._store_events(kind)
        found = self._reader.find(kind, equal)
        self._tracker.read(kind, found)
        return found

    def count(self, kind: type[E], **equal: Any) -> int:
        """How many records `find` would return."""
        self._store_events(kind)
        return self._reader.count(kind, equal)

    def values(
        self, kind: type[Entity], names: Sequence[str], **equal: Any
    ) -> list[tuple[Any, ...]]:
        """These columns of the records that `find` would return."""
        self._store_events(kind)
        return self._reader.values(kind, names, equal)

    def walk(self, kind: type[E], **equal: Any) -> Iterator[E]:
        """The records that `find` returns, read in pages."""
        self._store_events(kind)
        for row in self._reader.walk(kind, equal):
            self._tracker.read(kind, (row,))
            yield row

    # Writing

    def save_all(self, rows: Sequence[Entity]) -> None:
        """Insert or update rows; raises `Rejected` (``row.duplicate``), then nothing can follow."""
        self._require_open()
        self._failed = True
        for kind, writes in self._tracker.save(rows).items():
            self._writer.write(kind, writes)
        self._failed = False

    def keep_all(self, rows: Sequence[Entity]) -> None:
        """Insert the rows whose key is not there, without asking first: most are new."""
        self._require_open()
        for row in rows:
            kind, key = type(row), row.key
            if self._tracker.seen(kind, key):
                continue
            self._failed = True
            if self._writer.insert_new(row):
                self._tracker.inserted(row)
            else:
                self._read(kind, (key,))
            self._failed = False

    def delete_all(self, kind: type[Entity], keys: Collection[Key]) -> None:
        """Delete rows with what hangs on them; raises `Rejected` (``row.in_use``)."""
        self._require_open()
        rows = self.get_many(kind, keys)
        if not rows:
            return
        for link in CHILDREN[kind]:
            children = self.find(link.child, **{link.column: list(rows)})
            if children and link.on_delete == "RESTRICT":
                raise Rejected("row.in_use", table=kind.TABLE, used_by=link.child.TABLE)
            if link.on_delete == "CASCADE":
                self.delete_all(link.child, [child.key for child in children])
            else:
                self.save_all([replace(child, **{link.column: None}) for child in children])
        if kind is not RowState and kind.KEY == ("id",):
            # Marks name their row by table and id, so no foreign key takes them along.
            marks = self.find(RowState, subject_table=kind.TABLE, subject_id=list(rows))
            self._delete(RowState, [mark.key for mark in marks])
        self._delete(kind, list(rows))

    def restore(self, table: str, key: Key, row: Mapping[str, Any] | None) -> None:
        """Bring a row back to canonical values, keeping the columns that no image holds."""
        kind = KIND_OF_TABLE[table]
        if row is None:
            self.delete_all(kind, [key])
            return
        restored = from_canonical(kind, row)
        found = self.get_many(kind, [key]).get(key)
        if found is not None:
            kept = {name: getattr(found, name) for name in kind.UNJOURNALLED}
            restored = replace(restored, **kept)
        self.save_all([restored])

    def canonical_row(self, table: str, key: Key) -> Mapping[str, Any] | None:
        """A row's image as it is now, None where it is absent."""
        kind = KIND_OF_TABLE[table]
        row = self.get_many(kind, [key]).get(key)
        return None if row is None else CODECS[kind].canonical(CODECS[kind].row(row))

    def take_ids(self, kind: type[Entity], count: int = 1) -> Sequence[int]:
        """Ids for consequences; below 0 where another store has the truth."""
        self._require_open()
        if self._authoritative:
            return self._sequences.take(kind, count)
        return self._sequences.take_passing(kind, count)

    def next_number(self, counter: str) -> int:
        """The counter's next value; taken back if the unit is undone."""
        self._require_open()
        return next_number(self._connection, counter)

    def raise_event(self, event: DomainEvent) -> None:
        """Store an event, unless another store has the truth and will raise it."""
        self._require_open()
        if self._authoritative:
            self._events.append(event)

    def journal_entry(self, command_id: str) -> JournalEntry:
        """A committed command's entry with its images."""
        return read_entry(self._connection, command_id)

    def commit(
        self,
        command: Command | None,
        *,
        command_id: str | None = None,
        outcome: Outcome | None = None,
        batch_id: str | None = None,
    ) -> ChangeSet:
        """Count metrics, write the journal entry, commit, end the unit.

        Raises `Rejected` (``row.parent_missing``) where a written row names no existing row.
        """
        self._require_open()
        if self._failed:
            raise RuntimeError("a unit of work that a statement failed in cannot be committed")
        self._store_events(EventRecord)
        changes = self._tracker.changes()
        buckets = add_to_buckets(self._connection, bucket_deltas(changes, self))
        images = pack(changes, self._writer.written, self._writer.found)
        if command is not None:
            entry = NewEntry(
                command_id=command_id or os.urandom(16).hex(),
                command=command,
                actor=self._actor,
                at=self._now,
                batch_id=batch_id,
                images=images,
                conflicts=() if outcome is None else outcome.conflicts,
                texts=cast(list[LessonBody], self._tracker.standing(LessonBody)),
            )
            write_entry(self._connection, entry)
        elif images:
            tables = sorted({one.kind.TABLE for one in changes if one.kind.JOURNALLED})
            raise RuntimeError(f"journalled rows changed without a command: {tables}")
        self._sequences.keep(self._connection)
        self._finish(changes)
        raised = [RowChange(EventRecord, key, None, None) for key in self._event_ids]
        return change_set([*changes, *raised, *buckets])

    # Within

    def _get_one(self, kind: type[E], key: Key) -> dict[Key, E]:
        """What `get_many` gives of one key: who acts, and what a command is about."""
        self._store_events(kind)
        row = self._tracker.seen(kind, key)
        if row is False:
            return self._read(kind, (key,))
        return {} if row is None else {key: cast(E, row)}

    def _read(self, kind: type[E], keys: Sequence[Key]) -> dict[Key, E]:
        """Those of the rows that exist, none of which the unit has seen or written."""
        if len(keys) == 1:
            row = self._standing.get(kind, keys[0]) or self._read_row(kind, keys[0])
            rows = {} if row is None else {row.key: cast(E, row)}
        else:
            rows = self._reader.get_many(kind, keys)
        self._tracker.read(kind, rows.values())
        return rows

    def _read_row(self, kind: type[Entity], key: Key) -> Entity | None:
        stored = self._reader.row_of(kind, key)
        if stored is None:
            return None
        row = CODECS[kind].record(stored)
        if kind.JOURNALLED:
            self._writer.found.setdefault(kind, {})[row.key] = stored
            self._standing.keep(kind, row.key, row)
        return row

    def _finish(self, changes: Sequence[RowChange]) -> None:
        try:
            self._connection.run("COMMIT")
        except Rejected as error:
            raise self._missing_parent(changes) or error from error
        self._sequences.kept()
        self._standing.changed(changes)
        self._open = False

    def _missing_parent(self, changes: Sequence[RowChange]) -> Rejected | None:
        """Which of the written rows names a row that is not there."""
        for change in changes:
            for link in PARENTS[change.kind] if change.after is not None else ():
                parent = getattr(change.after, link.column)
                if parent is not None and not self._reader.rows_of(link.parent, [parent]):
                    table = change.kind.TABLE
                    return Rejected(
                        "row.parent_missing", table=table, column=link.column, key=parent
                    )
        return None

    def _delete(self, kind: type[Entity], keys: Sequence[Key]) -> None:
        self._failed = True
        self._writer.delete(kind, keys)
        self._failed = False
        for key in keys:
            self._tracker.delete(kind, key)

    def _store_events(self, kind: type[Entity]) -> None:
        """Write the events raised so far, before they are read or committed."""
        if kind is not EventRecord or not self._events:
            return
        events, self._events = self._events, []
        ids = self._sequences.take(EventRecord, len(events))
        store_events(self._connection, zip(ids, events, strict=True), self._actor, self._now)
        self._event_ids += ids

    def _require_open(self) -> None:
        if not self._open:
            raise RuntimeError("the unit of work has ended")
