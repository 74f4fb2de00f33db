"""Rows, units of work and the store that opens them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from app.domain.actor import Actor
from app.domain.entities import Entity, Key
from app.domain.journal import BatchState, ChangeSet, JournalEntry
from app.domain.outcomes import Outcome

if TYPE_CHECKING:
    from app.domain.commands import Command
    from app.domain.events import DomainEvent

E = TypeVar("E", bound=Entity)


class Rows(Protocol):
    """Reading records, set-wise."""

    def get(self, kind: type[E], key: Key) -> E:
        """The record with *key*; raises `NotFound` (``row.missing``)."""
        ...

    def get_many(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        """The records that exist among *keys*."""
        ...

    def find(self, kind: type[E], **equal: Any) -> list[E]:
        """Records whose columns equal the values, in key order.

        A list, tuple or set as value means any of them; None means null. Columns should be indexed.
        """
        ...

    def count(self, kind: type[E], **equal: Any) -> int:
        """How many records `find` would return."""
        ...

    def values(
        self, kind: type[Entity], names: Sequence[str], **equal: Any
    ) -> list[tuple[Any, ...]]:
        """Only these columns of what `find` would return, in key order: for large look-ups."""
        ...

    def walk(self, kind: type[E], **equal: Any) -> Iterator[E]:
        """Like `find`, but read in pages: for tables that do not fit a list."""
        ...


class UnitOfWork(Rows, Protocol):
    """One transaction; leaving its context without `commit` undoes everything.

    Reads see the unit's own writes. Consequences (history, events, totals) are computed in it.
    """

    @property
    def actor(self) -> Actor:
        """Who acts."""
        ...

    @property
    def now(self) -> datetime:
        """The command's time (UTC); never before the newest journal entry's."""
        ...

    @property
    def authoritative(self) -> bool:
        """False on a connected desktop, which raises no events and numbers consequences below 0."""
        ...

    def save_all(self, rows: Sequence[Entity]) -> None:
        """Insert rows not read before in this unit, update those that were; kinds may be mixed.

        Raises `Rejected` (``row.duplicate``) where a unique constraint is broken.
        """
        ...

    def keep_all(self, rows: Sequence[Entity]) -> None:
        """Insert the rows whose key is not there; whatever stands under the others' keys stays.

        For what is named by its content: two rows of one key say the same.
        """
        ...

    def delete_all(self, kind: type[Entity], keys: Collection[Key]) -> None:
        """Delete rows (and, by the ERD's rules, what hangs on them, with images of all)."""
        ...

    def take_ids(self, kind: type[Entity], count: int = 1) -> Sequence[int]:
        """Ids for consequences (history, progress, certificates ...), ascending."""
        ...

    def next_number(self, counter: str) -> int:
        """The next value of a gapless named counter, taken back if the unit is undone."""
        ...

    def raise_event(self, event: DomainEvent) -> None:
        """Store an event for the consumers, in this transaction."""
        ...

    def journal_entry(self, command_id: str) -> JournalEntry:
        """A committed command's entry with images; raises `NotFound` (``journal.missing``)."""
        ...

    def restore(self, table: str, key: Key, row: Mapping[str, Any] | None) -> None:
        """Bring a row back to canonical values (whole row), or delete it (None). For `Revert`."""
        ...

    def canonical_row(self, table: str, key: Key) -> Mapping[str, Any] | None:
        """A row in canonical values, None where it is absent. For `Revert`."""
        ...

    def commit(
        self,
        command: Command | None,
        *,
        command_id: str | None = None,
        outcome: Outcome | None = None,
        batch_id: str | None = None,
    ) -> ChangeSet:
        """Write the journal entry and commit; without a command no journalled row may change."""
        ...


class Store(Protocol):
    """The place that holds a workspace's (or a server's) rows."""

    def reading(self) -> AbstractContextManager[Rows]:
        """A consistent view for reading."""
        ...

    def unit_of_work(self, actor: Actor) -> AbstractContextManager[UnitOfWork]:
        """A transaction for *actor*."""
        ...

    def allocate_ids(self, kind: type[Entity], count: int = 1) -> Sequence[int]:
        """Ids for what the user creates, to be put into a command. Ascending, never reused."""
        ...

    def journal(
        self,
        *,
        actor_id: int | None = None,
        batch_id: str | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> list[JournalEntry]:
        """Entries newest first, without images or commands (`images` empty, `command` None)."""
        ...

    def reverted(self, command_ids: Collection[str]) -> set[str]:
        """Those of *command_ids* that a Revert (itself not reverted) has inverted."""
        ...

    def open_batch(self, batch_id: str, label: str, actor: Actor) -> None:
        """Record a batch as running."""
        ...

    def close_batch(self, batch_id: str, state: BatchState) -> None:
        """Record how a batch ended."""
        ...

    def batches(self, state: BatchState | None = None) -> list[tuple[str, str]]:
        """(batch_id, label) of batches, oldest first."""
        ...
