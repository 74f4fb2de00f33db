"""A desktop of the convergence proof: a replica in memory, its leases, its way to the server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from random import Random
from uuid import UUID

from app.domain.canonical import canonical_json, from_canonical, to_canonical
from app.domain.commands import Command, EditLesson
from app.domain.entities import ALL_ENTITIES, Entity
from app.domain.errors import EnvironmentFault
from app.domain.outcomes import Outcome
from app.ports.replica import Page, Pending, SealedOp
from app.sync import rounds
from app.sync.ids import Lease
from app.sync.submitting import submit
from app.usecases.bus import CommandBus
from services.storage.memory import MemoryStore
from services.storage.memory_replica import MemoryReplica
from tests.support.memory import FixedClock
from tests.sync.rules import ADMIN, USE_CASES, everyone
from tests.sync.server import Server

LEASED = 6
"""Small, so that leases run out and are renewed within a history."""


class Crash(BaseException):
    """The process ends here; what was not durable is gone."""


class CrashingReplica(MemoryReplica):
    """Ends the process before one of its calls, chosen by counting `fuse` down to 0."""

    fuse: int | None = None

    def __getattribute__(self, name: str) -> object:
        if name in _CRASHING:
            fuse = object.__getattribute__(self, "fuse")
            if fuse is not None:
                if fuse == 0:
                    self.fuse = None
                    raise Crash(name)
                self.fuse = fuse - 1
        return super().__getattribute__(name)


_CRASHING = {"add_pending", "finish", "rewind", "seal", "stage", "unstage", "write_rows"}


class Link:
    """The way to the server: it loses requests and answers, and may be cut."""

    def __init__(self, device: str, server: Server, rng: Random) -> None:
        self._device = device
        self._server = server
        self._rng = rng
        self.cut = False
        self.losing = 0.0

    def received(self) -> int:
        """The newest op that the server holds."""
        self._travel()
        inbox = self._server.inboxes.get(self._device)
        return inbox.chain[0] if inbox else 0

    def push(self, ops: Sequence[SealedOp]) -> None:
        """Hand over ops; the server may have them although the answer is lost."""
        self._travel()
        texts = [canonical_json(to_canonical(op)) for op in ops]
        arrived = [from_canonical(SealedOp, json.loads(text)) for text in texts]
        self._server.receive(self._device, arrived)
        self._travel()

    def pull(self, after: int) -> Page | None:
        """The next page, unless it is lost on its way."""
        self._travel()
        page = self._server.page(self._device, after, self._rng.randint(1, 6))
        self._travel()
        return page

    def lease(self, kind: type[Entity]) -> range:
        """Ids that nobody else gets."""
        self._travel()
        first, *_, last = self._server.store.allocate_ids(kind, LEASED)
        return range(first, last + 1)

    def _travel(self) -> None:
        if self.cut or self._rng.random() < self.losing:
            raise EnvironmentFault("sync.lost")


class DeviceClock(FixedClock):
    """A clock that can be held at the time of a command that runs again."""

    held: datetime | None = None

    def now(self) -> datetime:
        """The present, or the time at which it is held."""
        return self.held or super().now()


class Device:
    """One desktop."""

    def __init__(self, name: str, server: Server, rng: Random) -> None:
        self.name = name
        self.clock = DeviceClock()
        self.store = MemoryStore(self.clock, authoritative=False)
        self.replica = CrashingReplica(self.store)
        self.bus = CommandBus(self.store, USE_CASES, everyone)
        self.link = Link(name, server, rng)
        self.leases = {kind: Lease(kind) for kind in ALL_ENTITIES}
        self.leased: dict[type[Entity], list[range]] = {}
        self.sent: dict[str, Command] = {}
        self.sent_at: dict[str, datetime] = {}
        self.folded: dict[str, str] = {}
        self._rng = rng

    def new_id(self, kind: type[Entity]) -> int:
        """An id for what the user creates; raises `Rejected` when cut off for too long."""
        if self.leases[kind].wants_renewal:
            with suppress(EnvironmentFault):
                fresh = self.link.lease(kind)
                self.leased.setdefault(kind, []).append(fresh)
                self.leases[kind] = self.leases[kind].renewed([fresh])
        (taken,), self.leases[kind] = self.leases[kind].take()
        return taken

    def do(self, command: Command) -> Outcome | None:
        """What the user does; from here on the command may not be lost."""
        self.clock.advance(seconds=1)
        command_id = UUID(int=self._rng.getrandbits(128)).hex
        entry = Pending(
            command_id=command_id,
            command=command,
            actor_id=ADMIN.user_id,
            at=self.clock.now(),
        )
        outcome = submit(self.replica, self.run, entry)
        self.sent[command_id], self.sent_at[command_id] = command, entry.at
        return outcome

    def run(self, entry: Pending) -> Outcome:
        """Run a command here, for the first time or again."""
        self.clock.held = entry.at
        try:
            return self.bus.execute(
                entry.command, ADMIN, batch_id=entry.batch_id, command_id=entry.command_id
            ).outcome
        finally:
            self.clock.held = None

    def step(self) -> rounds.Step:
        """One step of synchronising; ``idle`` too when the server cannot be reached."""
        before = self.replica.pending()
        try:
            return rounds.advance(self.replica, self.link, self.run, device=self.name)
        except EnvironmentFault:
            return "idle"
        finally:
            self._note_folded(before)

    def answered_as(self, command_id: str) -> str:
        """The command whose answer is this one's too: itself, or the edit it was folded into."""
        while command_id in self.folded:
            command_id = self.folded[command_id]
        return command_id

    def _note_folded(self, before: list[Pending]) -> None:
        """An edit that went into a later one of its lesson is answered by that one's answer."""
        here = {entry.command_id for entry in self.replica.pending()} | set(self.replica.answers())
        for place, entry in enumerate(before):
            if entry.command_id not in here and isinstance(entry.command, EditLesson):
                lesson_id = entry.command.lesson_id
                for later in before[place + 1 :]:
                    command = later.command
                    if isinstance(command, EditLesson) and command.lesson_id == lesson_id:
                        self.folded[entry.command_id] = later.command_id
                        break
