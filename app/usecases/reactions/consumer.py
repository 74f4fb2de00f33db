"""The form of a consumer group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from app.domain.commands import Command
from app.domain.entities import EventRecord
from app.ports.storage import Rows, UnitOfWork


class Consumer(Protocol):
    """A group's handling of events, for a set of them at a time.

    An event's effect is what `react` saves: the carrier commits it together with the mark that
    this group has handled the event, so it takes effect exactly once. Changes that belong into
    the journal are commands, which run before; they may run again after a crash, so a consumer
    asks only for commands that change nothing the second time.
    """

    @property
    def group(self) -> str:
        """The group's name, as in ``ext.event_effects``."""
        ...

    def commands(self, events: Sequence[EventRecord], rows: Rows) -> Sequence[Command]:
        """What to execute for these events as the program itself, judged by the stored rows."""
        ...

    def react(self, events: Sequence[EventRecord], uow: UnitOfWork) -> None:
        """Save what follows from these events; only rows that no journal keeps."""
        ...


def number(event: EventRecord, name: str) -> int:
    """An id in an event's payload."""
    value: Any = event.payload[name]
    return int(value)


def ids(events: Sequence[EventRecord], name: str) -> list[int]:
    """The distinct ids under *name* in the payloads, ascending."""
    return sorted({number(event, name) for event in events})
