"""What an in-memory store holds between transactions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.actor import Actor
from app.domain.commands import Command, Revert
from app.domain.entities import Entity, Key
from app.domain.journal import BatchState, JournalEntry, RowImage
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
    """Rows, sequences, counters, journal, batches and conflicts.

    `bases` (kept where another store has the truth) are rows as that store last had them, before
    a command changed them here; None for a row that it did not have.
    """

    authoritative: bool
    tables: Tables = field(default_factory=Tables)
    highest: dict[type[Entity], int] = field(default_factory=dict)
    lowest: dict[type[Entity], int] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    entries: list[JournalEntry] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    batches: dict[str, tuple[str, BatchState]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
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

    def entry(self, command_id: str) -> JournalEntry | None:
        """A command's journal entry, with images."""
        place = self.places.get(command_id)
        return None if place is None else self.entries[place]

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
        self.conflicts.extend(done.outcome.conflicts)
        self.places[done.command_id] = len(self.entries)
        self.entries.append(
            JournalEntry(
                entry_no=len(self.entries) + 1,
                command_id=done.command_id,
                command_type=done.command.TYPE,
                command=done.command,
                actor_id=done.actor.user_id,
                at=done.at,
                batch_id=done.batch_id,
                reverts=done.command.command_id if isinstance(done.command, Revert) else None,
                state="local",
                images=done.images,
            )
        )

    def _pass_sequences(self, changes: Sequence[RowChange]) -> None:
        """A sequence stands behind every id that was inserted, whoever chose it."""
        for change in changes:
            if isinstance(change.key, int) and change.after is not None:
                self.highest[change.kind] = max(self.highest.get(change.kind, 0), change.key)
