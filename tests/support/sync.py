"""Small pieces for tests of synchronising: waiting commands, ops, a bench with a replica."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.actor import Actor
from app.domain.commands import Command
from app.domain.entities import Entity
from app.domain.outcomes import Outcome
from app.ports.replica import Ack, Page, Pending, SealedOp, ServerRow
from app.sync.sealing import seal
from app.usecases import content, courses, people, undo
from services.storage.memory_replica import MemoryReplica
from tests.support.memory import START, Bench, make_bus, seed

ADMIN = Actor(1, "admin")


def waiting(command: Command, command_id: str = "a", **more: Any) -> Pending:
    """A command that is not sealed yet."""
    values: dict[str, Any] = {"actor_id": 1, "at": START, **more}
    return Pending(command_id=command_id, command=command, **values)


def sealed_op(command: Command, op_no: int = 1, **more: Any) -> SealedOp:
    """The only op of a device, whose command has the id ``a`` unless said otherwise."""
    (op,) = seal([waiting(command, **more)], device="desk", chain=(op_no - 1, ""), bodies={})
    return op


@dataclass(slots=True)
class Script:
    """A server that hands out the pages it is given, and keeps what it is sent."""

    pages: list[Page] = field(default_factory=list)
    ops: list[SealedOp] = field(default_factory=list)

    def received(self) -> int:
        """The newest op."""
        return self.ops[-1].op_no if self.ops else 0

    def push(self, ops: Sequence[SealedOp]) -> None:
        """Take ops."""
        self.ops += ops

    def pull(self, after: int) -> Page | None:
        """The page that follows a cursor."""
        return next((page for page in self.pages if page.after == after), None)

    def say(self, *rows: ServerRow, acks: Sequence[Ack] = (), more: bool = False) -> Page:
        """Have one more page to hand out."""
        after = self.pages[-1].cursor if self.pages else 0
        page = Page(after=after, cursor=after + 1, rows=rows, acks=tuple(acks), more=more)
        self.pages.append(page)
        return page


@dataclass(frozen=True, slots=True)
class Desk:
    """A replica with the real use cases on it."""

    bench: Bench
    replica: MemoryReplica

    def run(self, entry: Pending) -> Outcome:
        """Run a command, for the first time or again."""
        return self.bench.run(
            entry.command, ADMIN, command_id=entry.command_id, batch_id=entry.batch_id
        ).outcome

    def do(self, command: Command, command_id: str) -> Outcome:
        """What a user does."""
        return self.run(waiting(command, command_id))


def make_desk(*rows: Entity) -> Desk:
    """A replica that the server has sent *rows*."""
    bench = make_bus(
        people.USE_CASES,
        courses.USE_CASES,
        content.USE_CASES,
        undo.USE_CASES,
        authoritative=False,
    )
    seed(bench.store, *rows)
    bench.store.state.bases.clear()
    bench.store.state.entries.clear()
    return Desk(bench, MemoryReplica(bench.store))
