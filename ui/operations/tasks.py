"""Background work as a value: what to run, and what to do with its result on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from threading import Event
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.domain.dataclass import dataclass
from app.domain.errors import SmartCourseError

if TYPE_CHECKING:
    from app.domain.actor import Actor

T = TypeVar("T")

Callback = Callable[[Any], None]


class Cancelled(Exception):
    """Raised inside a job's work where its cancel button was pressed."""


@dataclass(slots=True, eq=False)
class Ticket:
    """One piece of background work that was asked for.

    After `drop` its callbacks are never called (its view has gone, or something newer was asked);
    `cancel` also asks the work itself to stop at its next item.
    """

    _stop: Event = field(default_factory=Event)
    _dropped: bool = False

    def drop(self) -> None:
        """Forget the result."""
        self._dropped = True

    def cancel(self) -> None:
        """Ask the work to stop; its end is still reported."""
        self._stop.set()

    @property
    def dropped(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self._dropped

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """For the work: raise `Cancelled` once it was asked to stop."""
        if self._stop.is_set():
            raise Cancelled


def unasked() -> Ticket:
    """What whoever asks gets where there is nothing to ask any more."""
    ticket = Ticket()
    ticket.drop()
    return ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways(Generic[T]):
    """Where a piece of work can end; each is called on the GUI thread.

    `again` asks for the same work once more, for whoever is told of its failure.
    """

    done: Callable[[T], None]
    failed: Callable[[SmartCourseError], None] | None = None
    stopped: Callable[[], None] | None = None
    broke: Callable[[], None] | None = None
    again: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a piece of work, on its way to the GUI thread; `counted` is 1 for asked work.

    `generation` tells which workspace, of those opened one after the other, it belongs to, and
    `asker` who asked for it.
    """

    ticket: Ticket
    call: Callable[[], None]
    counted: int = 1
    generation: int = 0
    asker: Actor | None = None


def unless_unwanted(ticket: Ticket, work: Callable[[], T], *, skips: bool) -> T:
    """Run *work* unless it was cancelled, or (where *skips*) nobody waits for it any more."""
    if ticket.cancelled or (skips and ticket.dropped):
        raise Cancelled
    return work()


def nothing(*_told: object) -> None:
    """Where a piece of work may end without anybody being told."""
