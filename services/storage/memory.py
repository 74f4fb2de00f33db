"""A store in memory: what tests, rehearsals and the convergence proof run on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from app.domain.actor import SYSTEM, Actor
from app.domain.entities import Entity
from app.domain.journal import BatchState, JournalEntry
from app.domain.outcomes import Conflict
from app.ports.clock import Clock
from app.ports.storage import Rows, UnitOfWork
from services.storage.memory_state import MemoryState
from services.storage.memory_uow import MemoryUnitOfWork


class MemoryStore:
    """Holds rows, journal and batches for as long as it lives; for one thread.

    `authoritative` False makes it a connected desktop's: consequences get ids below 0 and no
    events are kept. `state` is what it holds, for the other in-memory parts of storage.
    """

    def __init__(self, clock: Clock, *, authoritative: bool = True) -> None:
        self._clock = clock
        self.state = MemoryState(authoritative=authoritative)
        self._writing = False

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """The committed rows; a unit of work that is open meanwhile does not show."""
        yield MemoryUnitOfWork(self.state, SYSTEM, self._clock.now())

    @contextmanager
    def unit_of_work(self, actor: Actor) -> Iterator[UnitOfWork]:
        """A transaction for *actor*; one at a time."""
        if self._writing:
            raise RuntimeError("a unit of work is open already")
        unit = MemoryUnitOfWork(self.state, actor, self._time())
        self._writing = True
        try:
            yield unit
        finally:
            self._writing = False
            unit.close()

    def allocate_ids(self, kind: type[Entity], count: int = 1) -> Sequence[int]:
        """Ids from the kind's sequence, for what the user creates."""
        return self.state.allocate(kind, count)

    def journal(
        self,
        *,
        actor_id: int | None = None,
        batch_id: str | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> list[JournalEntry]:
        """Entries newest first, without images or commands."""
        found: list[JournalEntry] = []
        for entry in reversed(self.state.entries.values()):
            if len(found) == limit:
                break
            if (
                (actor_id is None or entry.actor_id == actor_id)
                and (batch_id is None or entry.batch_id == batch_id)
                and (before is None or entry.entry_no < before)
            ):
                found.append(replace(entry, command=None, images=()))
        return found

    def reverted(self, command_ids: Collection[str]) -> set[str]:
        """Those of *command_ids* whose effect a standing `Revert` has taken back."""
        gone: set[str] = set()
        for entry in reversed(self.state.entries.values()):
            if entry.reverts is not None and entry.command_id not in gone:
                gone.add(entry.reverts)
        return gone & set(command_ids)

    def open_batch(self, batch_id: str, label: str, actor: Actor) -> None:  # noqa: ARG002
        """Record a batch as running."""
        self.state.batches[batch_id] = (label, "running")

    def close_batch(self, batch_id: str, state: BatchState) -> None:
        """Record how a batch ended."""
        self.state.batches[batch_id] = (self.state.batches[batch_id][0], state)

    def batches(self, state: BatchState | None = None) -> list[tuple[str, str]]:
        """(batch_id, label) of batches, oldest first."""
        return [
            (batch_id, label)
            for batch_id, (label, stands) in self.state.batches.items()
            if state is None or stands == state
        ]

    def conflicts(self) -> list[Conflict]:
        """Every losing value that was kept, oldest first."""
        return [one for lost in self.state.conflicts.values() for one in lost]

    def _time(self) -> datetime:
        newest = self.state.newest_entry()
        now = self._clock.now()
        return now if newest is None else max(now, newest.at)
