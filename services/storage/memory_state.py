"""What an in-memory store holds between transactions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, fields
from datetime import datetime
from typing import Any

from app.domain.actor import Actor
from app.domain.commands import Command, Revert
from app.domain.dataclass import dataclass
from app.domain.entities import Entity, Key
from app.domain.journal import BatchState, EntryState, JournalEntry, RowImage
from app.domain.outcomes import Conflict, Outcome
from services.storage.memory_tables import Tables
from services.storage.tracking import RowChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """One transaction's effects, ready to be made good."""

    changes: Sequence[RowChange]
    images: tuple[RowImage, ...]
    counters: Mapping[str, int]
    command: Command | None
    command_id: str
    outcome: Outcome
    batch_id: str | None
    actor: Actor
    at: datetime


@dataclass(slots=True)
class MemoryState:
    """Rows, sequences, counters, journal (oldest first), batches and conflicts by command.

    `bases` (kept where another store has the truth) are rows as that store last had them, before
    a command changed them here; None for a row that it did not have.
    """

    authoritative: bool
    tables: Tables = field(default_factory=Tables)
    highest: dict[type[Entity], int] = field(default_factory=dict)
    lowest: dict[type[Entity], int] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    last_entry_no: int = 0
    entries: dict[str, JournalEntry] = field(default_factory=dict)
    batches: dict[str, tuple[str, BatchState]] = field(default_factory=dict)
    conflicts: dict[str, tuple[Conflict, ...]] = field(default_factory=dict)
    bases: dict[tuple[type[Entity], Key], Entity | None] = field(default_factory=dict)

    def take_ids(self, kind: type[Entity], count: int) -> range:
        """Ids never given before: from the sequence, or below 0 where it is another store's."""
        if self.authoritative:
            return self.allocate(kind, count)
        last = self.lowest.get(kind, 0)
        self.lowest[kind] = last - count
        return range(last - count, last)

    def allocate(self, kind: type[Entity], count: int) -> range:
        """Ids from the kind's sequence."""
        first = self.highest.get(kind, 0) + 1
        self.highest[kind] = first + count - 1
        return range(first, first + count)

    def newest_entry(self) -> JournalEntry | None:
        """The last command of the journal."""
        return next(reversed(self.entries.values()), None)

    def commit(self, done: Committed) -> None:
        """Make a transaction's effects good."""
        self.tables.apply(done.changes)
        self._pass_sequences(done.changes)
        self.counters.update(done.counters)
        if done.command is None:
            return
        if not self.authoritative:
            for change in done.changes:
                self.bases.setdefault((change.kind, change.key), change.before)
        if done.outcome.conflicts:
            self.conflicts[done.command_id] = done.outcome.conflicts
        self.add_entry(
            done.command_id,
            done.command,
            actor_id=done.actor.user_id,
            at=done.at,
            batch_id=done.batch_id,
            images=done.images,
        )

    def add_entry(
        self,
        command_id: str,
        command: Command,
        *,
        actor_id: int | None,
        at: datetime,
        batch_id: str | None,
        images: tuple[RowImage, ...] = (),
    ) -> None:
        """Journal a command behind all others."""
        state: EntryState = "local" if self.authoritative else "pending"
        self.last_entry_no += 1
        self.entries[command_id] = JournalEntry(
            entry_no=self.last_entry_no,
            command_id=command_id,
            command_type=command.TYPE,
            command=command,
            actor_id=actor_id,
            at=at,
            batch_id=batch_id,
            reverts=command.command_id if isinstance(command, Revert) else None,
            state=state,
            images=images,
        )

    def snapshot(self) -> dict[str, Any]:
        """The whole state, to come back to; rows are immutable and shared."""
        return {one.name: _copied(getattr(self, one.name)) for one in fields(self)}

    def come_back(self, snapshot: Mapping[str, Any]) -> None:
        """Return to a `snapshot`."""
        for name, value in snapshot.items():
            setattr(self, name, value)

    def _pass_sequences(self, changes: Sequence[RowChange]) -> None:
        """A sequence stands behind every id that was inserted, whoever chose it."""
        for change in changes:
            if isinstance(change.key, int) and change.after is not None:
                self.highest[change.kind] = max(self.highest.get(change.kind, 0), change.key)


def _copied(value: Any) -> Any:
    if isinstance(value, Tables):
        return value.copy()
    return dict(value) if isinstance(value, dict) else value
