"""The authoritative side of the convergence proof: an in-memory store behind an inbox."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from app.domain.actor import SYSTEM, Actor
from app.domain.canonical import image
from app.domain.commands import Command
from app.domain.entities import ALL_ENTITIES, Entity, Key
from app.domain.journal import ChangeSet, RowImage
from app.domain.outcomes import Outcome
from app.ports.replica import Ack, Page, SealedOp, ServerRow
from app.sync.judging import judge, keep_sent_bodies
from app.sync.scope import SYNCED
from app.sync.sealing import require_chain
from app.sync.touches import RowName
from app.usecases.bus import CommandBus
from services.storage.memory import MemoryStore
from tests.support.memory import FixedClock, seed
from tests.sync.rules import ADMIN, at_the_server, edits, everyone

KINDS: dict[str, type[Entity]] = {kind.TABLE: kind for kind in ALL_ENTITIES}
SYNCED_TABLES = {kind.TABLE for kind in SYNCED}


@dataclass(frozen=True, slots=True)
class Transaction:
    """What one server transaction changed, with the ack that it answers an op by."""

    rows: tuple[ServerRow, ...]
    device: str | None = None
    ack: Ack | None = None


@dataclass(slots=True)
class Inbox:
    """What the server holds of one device."""

    ops: list[SealedOp] = field(default_factory=list)
    judged: int = 0
    lost: dict[RowName, str] = field(default_factory=dict)

    @property
    def chain(self) -> tuple[int, str]:
        """Number and hash of the newest op."""
        return (self.ops[-1].op_no, self.ops[-1].hash) if self.ops else (0, "")


class Server:
    """Stores what devices push, judges it when told to, and serves the changes."""

    def __init__(self, clock: FixedClock) -> None:
        self.store = MemoryStore(clock)
        self.bus = CommandBus(self.store, at_the_server(), everyone)
        self.inboxes: dict[str, Inbox] = {}
        self.log: list[Transaction] = []
        self.answers: dict[str, Ack] = {}
        self.unlogged: list[tuple[str, Key, str, object]] = []
        self._changes: list[ChangeSet] = []
        self.bus.listen(self._changes.append)

    def plant(self, *rows: Entity) -> None:
        """Start with rows that are simply there."""
        self._changes.append(seed(self.store, *rows))
        self.log.append(Transaction(self._changed_rows()))

    def receive(self, device: str, ops: Collection[SealedOp]) -> None:
        """Store ops that are new, after checking that they follow the others."""
        inbox = self.inboxes.setdefault(device, Inbox())
        new = [op for op in ops if op.op_no > inbox.chain[0]]
        require_chain(new, inbox.chain)
        inbox.ops += new

    def work(self, device: str) -> bool:
        """Judge the device's next op; False where there is none."""
        inbox = self.inboxes.setdefault(device, Inbox())
        if inbox.judged == len(inbox.ops):
            return False
        op = inbox.ops[inbox.judged]
        inbox.judged += 1
        verdict = judge(op, inbox.lost, self._run, self._there)
        inbox.lost.update(verdict.lost)
        self.answers[op.command_id] = verdict.ack
        self.log.append(Transaction(self._changed_rows(), device, verdict.ack))
        return True

    def execute(self, command: Command, actor: Actor = ADMIN) -> Outcome:
        """Run a command of somebody who works at the server itself."""
        try:
            return self.bus.execute(command, actor).outcome
        finally:
            self.log.append(Transaction(self._changed_rows()))

    def page(self, device: str, after: int, size: int) -> Page | None:
        """The next few transactions after a cursor."""
        taken = self.log[after : after + size]
        if not taken:
            return None
        return Page(
            after=after,
            cursor=after + len(taken),
            rows=tuple(row for one in taken for row in one.rows),
            acks=tuple(one.ack for one in taken if one.ack and one.device == device),
            more=after + len(taken) < len(self.log),
        )

    def image_of(self, table: str, key: Key) -> dict[str, object] | None:
        """A row's image."""
        with self.store.reading() as rows:
            found = rows.get_many(KINDS[table], [key])
        return image(found[key]) if key in found else None

    def _run(self, command: Command, op: SealedOp) -> tuple[Outcome, tuple[RowImage, ...]]:
        with self.store.unit_of_work(SYSTEM) as uow:
            keep_sent_bodies(uow, op)
            self._changes.append(uow.commit(None))
        done = self.bus.execute(command, ADMIN, batch_id=op.batch_id, command_id=op.command_id)
        self._look_for_losers(command, done.outcome)
        return done.outcome, self.store.state.entries[op.command_id].images

    def _there(self, names: Collection[RowName]) -> set[RowName]:
        return {(table, key) for table, key in names if self.image_of(table, key) is not None}

    def _look_for_losers(self, command: Command, outcome: Outcome) -> None:
        """Every value that an edit carried is stored now, or kept as a conflict."""
        kept = [(one.table, one.key, one.column, one.mine) for one in outcome.conflicts]
        for table, key, change in edits(command):
            row = self.image_of(table, key)
            name = (table, key, change.column, change.value)
            if change.column == "slug" and outcome.kind == "merged":
                continue  # taken, so it got another, and the outcome says so
            if row and row[change.column] != change.value and name not in kept:
                self.unlogged.append(name)

    def _changed_rows(self) -> tuple[ServerRow, ...]:
        names = {
            (table, key)
            for changes in self._changes
            for table, keys in changes.tables.items()
            for key in keys
            if table in SYNCED_TABLES
        }
        self._changes.clear()
        return tuple(ServerRow(table, key, self.image_of(table, key)) for table, key in names)
