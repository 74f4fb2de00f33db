"""One random history of a server and three desktops, and what must be true after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from app.domain.canonical import image
from app.domain.entities import Entity, Lesson, LessonBody
from app.domain.errors import Rejected
from app.sync.digests import table_digest
from app.sync.scope import SYNCED
from app.sync.touches import touches
from services.storage.memory import MemoryStore
from tests.support.memory import (
    START,
    FixedClock,
    course,
    course_settings,
    empty_body,
    enrollment,
    instructor,
    lesson,
    module,
    person,
)
from tests.sync.device import Crash, Device
from tests.sync.server import KINDS, Server
from tests.sync.users import Somebody

DEVICES = ("one", "two", "three")
QUIZ = {"questions": [{"type": "true_false", "text": "Is it?", "answer": True}]}
ROUNDS_MOST = 2000
"""More steps than this to come to rest mean that synchronising is stuck."""


class History:
    """Runs *length* random moves from *seed*, lets everything come to rest, and looks."""

    def __init__(self, seed: int, length: int) -> None:
        self._rng = Random(seed)
        self._length = length
        self._clock = FixedClock()
        self.server = Server(self._clock)
        self.devices = [Device(name, self.server, self._rng) for name in DEVICES]
        self.met: Counter[str] = Counter()
        """What happened on the way: refusals at once, crashes."""
        self._users = {device.name: Somebody(device, self._rng) for device in self.devices}

    def run(self) -> list[str]:
        """The faults found, each a sentence; none where all is well."""
        self._begin()
        for _ in range(self._length):
            self._move()
        self._rest()
        return list(self.faults())

    def _begin(self) -> None:
        people = [
            person(1, role="admin", email="admin@example.org", username="admin"),
            instructor(2, email="teacher@example.org", username="teacher"),
            person(3, email="ada1@example.org", username="ada"),
            person(4, email="bela1@example.org", username="bela"),
            person(5, email="cora1@example.org", username="cora"),
            person(6, email="dario1@example.org", username="dario"),
        ]
        chapter = module(1, 1)
        self.server.plant(
            *people,
            course(1, 2, title="Algebra", slug="algebra", max_students=1),
            course_settings(1),
            chapter,
            module(2, 1),
            empty_body(),
            lesson(1, chapter),
            lesson(2, chapter, quiz=QUIZ),
            enrollment(1, 3, 1, status="completed", completed_at=START),
            enrollment(2, 4, 1),
        )
        self._rest()

    def _move(self) -> None:
        self._clock.advance(seconds=self._rng.randint(0, 3))
        device = self._rng.choice(self.devices)
        turn = self._rng.random()
        if turn < 0.5:
            self._act(device)
        elif turn < 0.78:
            self._sync(device)
        elif turn < 0.94:
            self.server.work(device.name)
        elif turn < 0.97:
            device.link.cut = not device.link.cut
        else:
            device.link.losing = self._rng.choice((0.0, 0.3))

    def _act(self, device: Device) -> None:
        try:
            command = self._users[device.name].command()
            if command is None:
                return
            if self._rng.random() < 0.08:
                self.server.execute(command)
            else:
                device.do(command)
        except Rejected as refusal:
            self.met[refusal.reason] += 1

    def _sync(self, device: Device) -> None:
        for _ in range(self._rng.randint(1, 6)):
            if self._rng.random() < 0.25:
                device.replica.fuse = self._rng.randint(0, 6)
            try:
                device.step()
            except Crash:
                self.met["crash"] += 1
            finally:
                device.replica.fuse = None

    def _rest(self) -> None:
        for device in self.devices:
            device.link.cut, device.link.losing = False, 0.0
        for _ in range(ROUNDS_MOST):
            worked = [self.server.work(device.name) for device in self.devices]
            steps = {device.step() for device in self.devices}
            if steps == {"idle"} and not any(worked):
                return

    def faults(self) -> Iterator[str]:
        """Everything that is not as it should be."""
        truth = _digests(self.server.store)
        for device in self.devices:
            for table, digest in _digests(device.store).items():
                if digest != truth[table]:
                    yield f"diverged: {table} on {device.name}"
            yield from _left_over(device)
            yield from self._answers(device)
            yield from self._ids(device)
            for op in self.server.inboxes[device.name].ops:
                if op.at != device.sent_at[op.command_id]:
                    yield f"{op.command_id} of {device.name} was sent with another time"
        for store in (self.server.store, *(device.store for device in self.devices)):
            yield from _dangling(store)
        for loser in self.server.unlogged:
            yield f"lost without a conflict: {loser}"

    def _answers(self, device: Device) -> Iterator[str]:
        """Every command that a user was told is kept has the server's answer, with its losers."""
        answers = device.replica.answers()
        for command_id, command in device.sent.items():
            ack = answers.get(device.answered_as(command_id))
            if ack is None:
                yield f"no answer: {command.TYPE} {command_id} of {device.name}"
                continue
            if ack != self.server.answers[ack.command_id]:
                yield f"another answer than the server gave: {command.TYPE}"
            kept = device.store.state.conflicts.get(ack.command_id, ())
            if ack.outcome.conflicts != kept:
                yield f"conflict not kept on {device.name}: {command.TYPE}"
            journalled = ack.command_id in self.server.store.state.entries
            if journalled != (ack.reason is None):
                yield f"answered {ack.kind}, but the server's journal says otherwise"

    def _ids(self, device: Device) -> Iterator[str]:
        """What users created has ids that this device alone had leased."""
        others = [one for one in self.devices if one is not device]
        for command in device.sent.values():
            for touch in touches(command):
                if touch.makes is None:
                    continue
                table, key = touch.makes
                kind = KINDS[table]
                if not any(key in one for one in device.leased[kind]):
                    yield f"{table} {key} of {device.name} is not leased"
                if any(key in one for other in others for one in other.leased.get(kind, ())):
                    yield f"{table} {key} of {device.name} is leased to another"


def _rows(store: MemoryStore, kind: type[Entity]) -> list[Entity]:
    with store.reading() as rows:
        if kind is not LessonBody:
            return rows.find(kind)
        # A desktop may keep texts that no lesson has any more: they are named by their content.
        named = {lesson.body_sha256 for lesson in rows.find(Lesson)}
        return list(rows.get_many(LessonBody, named).values())


def _digests(store: MemoryStore) -> dict[str, int]:
    return {
        kind.TABLE: table_digest((row.key, image(row)) for row in _rows(store, kind))
        for kind in SYNCED
    }


def _left_over(device: Device) -> Iterator[str]:
    """After everything is answered nothing waits, and no provisional row is left."""
    replica = device.replica
    if replica.pending() or replica.sealed() or replica.staged():
        yield f"{device.name} did not come to rest"
    if any(kind is not LessonBody for kind, _ in device.store.state.bases):
        yield f"{device.name} still keeps base images"
    for kind in SYNCED:
        for row in _rows(device.store, kind):
            if isinstance(row.key, int) and row.key < 0:
                yield f"provisional {kind.TABLE} {row.key} on {device.name}"


def _dangling(store: MemoryStore) -> Iterator[str]:
    for row, column in store.state.tables.dangling():
        yield f"dangling {type(row).TABLE}.{column}"
    with store.reading() as rows:
        lessons = rows.find(Lesson)
        bodies = rows.get_many(LessonBody, {lesson.body_sha256 for lesson in lessons})
        for lesson in lessons:
            if lesson.body_sha256 not in bodies:
                yield f"lesson {lesson.id} without its text"
