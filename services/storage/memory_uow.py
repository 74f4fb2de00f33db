"""The in-memory store's unit of work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, cast
from uuid import uuid4

from app.domain.actor import Actor
from app.domain.canonical import from_canonical, image, to_canonical
from app.domain.commands import Command
from app.domain.entities import Entity, EventRecord, Key, MetricBucket, RowState
from app.domain.errors import NotFound, Rejected
from app.domain.events import DomainEvent
from app.domain.journal import ChangeSet, JournalEntry
from app.domain.outcomes import Outcome
from services.storage.memory_rules import CHILDREN, KIND_OF_TABLE, PARENTS, UNIQUE
from services.storage.memory_state import Committed, MemoryState
from services.storage.memory_tables import matching
from services.storage.metric_changes import bucket_deltas
from services.storage.tracking import Tracker, change_set, row_images

E = TypeVar("E", bound=Entity)


class MemoryUnitOfWork:
    """One transaction over `MemoryState`: its writes lie over the committed rows until `commit`."""

    def __init__(self, state: MemoryState, actor: Actor, now: datetime) -> None:
        self._state = state
        self._actor = actor
        self._now = now
        self._tracker = Tracker()
        self._taken: dict[type[Entity], list[dict[Any, Key]]] = {}
        self._counters: dict[str, int] = {}
        self._open = True

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
        return self._state.authoritative

    def close(self) -> None:
        """End the unit; what is not committed was never there."""
        self._open = False

    # Reading

    def get(self, kind: type[E], key: Key) -> E:
        """The record with *key*; raises `NotFound`."""
        found = self.get_many(kind, (key,))
        if key not in found:
            raise NotFound("row.missing", table=kind.TABLE, key=key)
        return found[key]

    def get_many(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        """The records that exist among *keys*."""
        found = {key: row for key in keys if (row := self._current(kind, key)) is not None}
        self._tracker.read(kind, found.values())
        return cast(dict[Key, E], found)

    def find(self, kind: type[E], **equal: Any) -> list[E]:
        """Records whose columns have the values, in key order, the unit's own writes included."""
        table, written = self._state.tables[kind], self._tracker.written(kind)
        stored = (table.rows[key] for key in table.keys_where(equal) if key not in written)
        rows = [*stored, *(row for row in written.values() if row is not None)]
        found = sorted(matching(rows, equal), key=lambda row: row.key)
        self._tracker.read(kind, found)
        return cast(list[E], found)

    def count(self, kind: type[Entity], **equal: Any) -> int:
        """How many records `find` would return."""
        return len(self.find(kind, **equal))

    def values(
        self, kind: type[Entity], names: Sequence[str], **equal: Any
    ) -> list[tuple[Any, ...]]:
        """These columns of the records that `find` returns."""
        return [tuple(getattr(row, name) for name in names) for row in self.find(kind, **equal)]

    def walk(self, kind: type[E], **equal: Any) -> Iterator[E]:
        """The records that `find` returns, one by one."""
        yield from self.find(kind, **equal)

    # Writing

    def save_all(self, rows: Sequence[Entity]) -> None:
        """Insert or update rows; raises `Rejected` (``row.duplicate``)."""
        self._require_open()
        old = {(type(row), row.key): self._current(type(row), row.key) for row in rows}
        for kind, writes in self._tracker.save(rows).items():
            for row in writes.inserted:
                if row.key in self._state.tables[kind].rows and not self._was_deleted(row):
                    raise Rejected("row.duplicate", table=kind.TABLE, columns=list(kind.KEY))
            waiting = {row.key: old[kind, row.key] for row in writes.updated}
            self._claim_unique(kind, [*writes.inserted, *writes.updated], waiting)

    def keep_all(self, rows: Sequence[Entity]) -> None:
        """Insert the rows whose key is not there."""
        for row in rows:
            if not self.get_many(type(row), [row.key]):
                self.save_all([row])

    def delete_all(self, kind: type[Entity], keys: Collection[Key]) -> None:
        """Delete rows with what hangs on them; raises `Rejected` (``row.in_use``)."""
        self._require_open()
        rows = self.get_many(kind, keys)
        if not rows:
            return
        for reference in CHILDREN[kind]:
            children = self.find(reference.child, **{reference.column: list(rows)})
            if children and reference.on_delete == "restrict":
                raise Rejected("row.in_use", table=kind.TABLE, used_by=reference.child.TABLE)
            if reference.on_delete == "cascade":
                self.delete_all(reference.child, [child.key for child in children])
            else:
                self.save_all([replace(child, **{reference.column: None}) for child in children])
        self._delete_marks(kind, rows)
        for key in rows:
            self._tracker.delete(kind, key)

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
        return None if row is None else image(row)

    def take_ids(self, kind: type[Entity], count: int = 1) -> Sequence[int]:
        """Ids for consequences; below 0 where another store has the truth."""
        self._require_open()
        return self._state.take_ids(kind, count)

    def next_number(self, counter: str) -> int:
        """The counter's next value; taken back if the unit is undone."""
        self._require_open()
        value = self._counters.get(counter, self._state.counters.get(counter, 0)) + 1
        self._counters[counter] = value
        return value

    def raise_event(self, event: DomainEvent) -> None:
        """Store an event, unless another store has the truth and will raise it."""
        self._require_open()
        if not self.authoritative:
            return
        (event_id,) = self.take_ids(EventRecord)
        self.save_all(
            [
                EventRecord(
                    id=event_id,
                    event_type=event.TYPE,
                    event_name=event.NAME,
                    entity_type=event.ENTITY,
                    entity_id=event.entity_id,
                    user_id=self._actor.user_id,
                    payload=to_canonical(event),
                    created_at=self._now,
                )
            ]
        )

    def journal_entry(self, command_id: str) -> JournalEntry:
        """A committed command's entry with its images."""
        entry = self._state.entries.get(command_id)
        if entry is None:
            raise NotFound("journal.missing", key=command_id)
        return entry

    def commit(
        self,
        command: Command | None,
        *,
        command_id: str | None = None,
        outcome: Outcome | None = None,
        batch_id: str | None = None,
    ) -> ChangeSet:
        """Check references, count metrics, write the journal entry, commit, end the unit."""
        self._require_open()
        self._require_parents()
        self._count_metrics()
        changes = self._tracker.changes()
        images = row_images(changes)
        if command is None and images:
            tables = sorted({one.table for one in images})
            raise RuntimeError(f"journalled rows changed without a command: {tables}")
        self._state.commit(
            Committed(
                changes=changes,
                images=images,
                counters=self._counters,
                command=command,
                command_id=command_id or uuid4().hex,
                outcome=outcome or Outcome(),
                batch_id=batch_id,
                actor=self._actor,
                at=self._now,
            )
        )
        self._open = False
        return change_set(changes)

    # Within

    def _require_open(self) -> None:
        if not self._open:
            raise RuntimeError("the unit of work has ended")

    def _current(self, kind: type[Entity], key: Key) -> Entity | None:
        written = self._tracker.written(kind)
        return written[key] if key in written else self._state.tables[kind].rows.get(key)

    def _was_deleted(self, row: Entity) -> bool:
        """Whether the unit deleted the row of this key before it was inserted again."""
        return self._tracker.found(type(row), row.key) is not None

    def _claim_unique(
        self, kind: type[Entity], rows: Sequence[Entity], old: Mapping[Key, Entity | None]
    ) -> None:
        """Note the rows' unique values; raises `Rejected` where another row has one.

        Rows are taken one after another, as a database does: a row of *old* has its old value
        until its turn comes.
        """
        taken = self._taken.setdefault(kind, [{} for _ in UNIQUE.get(kind, ())])
        stored = self._state.tables[kind].unique
        for rule, claims, owners in zip(UNIQUE.get(kind, ()), taken, stored, strict=True):
            waiting = dict(old)
            for row in rows:
                waiting.pop(row.key, None)
                value = rule.read(row)
                owner = claims.get(value, owners.get(value)) if value is not None else None
                if owner is not None and owner != row.key:
                    other = waiting.get(owner) or self._current(kind, owner)
                    if other is not None and rule.read(other) == value:
                        raise Rejected(
                            "row.duplicate", table=kind.TABLE, columns=list(rule.columns)
                        )
                claims[value] = row.key

    def _delete_marks(self, kind: type[Entity], rows: Mapping[Key, Entity]) -> None:
        """Row marks name their row by table and id, so no foreign key takes them along."""
        if kind is not RowState and kind.KEY == ("id",):
            marks = self.find(RowState, subject_table=kind.TABLE, subject_id=list(rows))
            for mark in marks:
                self._tracker.delete(RowState, mark.key)

    def _require_parents(self) -> None:
        """Raise `Rejected` (``row.parent_missing``) where a written row names no existing row."""
        for change in self._tracker.changes():
            if change.after is None:
                continue
            for reference in PARENTS[change.kind]:
                parent = getattr(change.after, reference.column)
                if parent is not None and self._current(reference.parent, parent) is None:
                    raise Rejected(
                        "row.parent_missing",
                        table=change.kind.TABLE,
                        column=reference.column,
                        key=parent,
                    )

    def _count_metrics(self) -> None:
        deltas = bucket_deltas(self._tracker.changes(), self)
        found = self.get_many(MetricBucket, list(deltas))
        counted = [
            MetricBucket(
                name=bucket[0],
                subject_id=bucket[1],
                period=bucket[2],
                value=(found[bucket].value if bucket in found else 0) + delta,
            )
            for bucket, delta in deltas.items()
        ]
        self.save_all(counted)
