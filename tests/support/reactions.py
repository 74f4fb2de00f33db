"""An academy whose events are carried and whose workflows run, over any store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from itertools import count
from pathlib import Path
from random import SystemRandom
from typing import Any, BinaryIO

from app.domain.actor import SYSTEM, Actor
from app.domain.commands import Command
from app.domain.entities import Key, Notification
from app.domain.journal import ChangeSet
from app.domain.metric_values import Metrics
from app.domain.outcomes import Outcome
from app.domain.verification_codes import new_verification_code
from app.ports.certificates import PrintedFields, RenderJob, SignedFields
from app.ports.files import StoredFile
from app.ports.storage import Rows, Store, UnitOfWork
from app.queries.metrics import read_metrics
from app.usecases import announcements, content, courses, enrollments, people, progress
from app.usecases.bus import CommandBus, Done
from app.usecases.certificates import certificate_use_cases
from app.usecases.reactions.registry import ROUTES, consumers
from services.analytics.rows import RowsBuckets
from services.eventing.local import LocalDispatcher
from services.workflows.activities import Activities
from services.workflows.definitions import DEFINITIONS
from services.workflows.local import LocalWorkflowRunner
from tests.support.memory import (
    Bench,
    _Seed,
    anyone,
    course,
    course_settings,
    empty_body,
    instructor,
    lesson,
    module,
    person,
)


class FakeSigner:
    """Signs with the fields' own number."""

    def sign(self, fields: PrintedFields) -> SignedFields:
        """A proof that proves nothing."""
        number = fields.certificate_number
        return SignedFields(
            fields_sha256=number, qr_text=number, signature=number, key_id="test-key"
        )


class FakeRenderer:
    """Draws the QR's text as the whole file."""

    def render_many(self, jobs: Sequence[RenderJob]) -> list[bytes]:
        """One line a job."""
        return [job.qr_text.encode() for job in jobs]


@dataclass
class FileShelf:
    """Files in a dictionary."""

    held: dict[str, bytes] = field(default_factory=dict)

    def put_bytes(self, data: bytes) -> StoredFile:
        """Store bytes."""
        name = sha256(data).hexdigest()
        self.held[name] = data
        return StoredFile(name, len(data))

    def put_path(self, path: Path) -> StoredFile:
        """Store a file's bytes."""
        return self.put_bytes(path.read_bytes())

    def open(self, sha256: str) -> BinaryIO:
        """Read a stored file."""
        return BytesIO(self.held[sha256])

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are here."""
        return sha256 in self.held

    def verify(self, sha256: str) -> bool:
        """What is here is whole."""
        return self.exists(sha256)

    def names(self) -> Iterator[str]:
        """The sha256 of every file."""
        return iter(self.held)


def metrics_of(rows: Rows, at: datetime) -> Metrics:
    """The twelve metrics, from the rows' own buckets."""
    return read_metrics(RowsBuckets(rows), rows, at)


def following(bench: Bench) -> Callable[[], None]:
    """What carries the events of a bench and runs its workflows, until nothing is left."""

    activities = Activities(bench.store, bench.run, lambda sha256: True, lambda: "no code")
    dispatcher = LocalDispatcher(bench.store, consumers(metrics_of), ROUTES, bench.outcome)
    runner = LocalWorkflowRunner(bench.store, DEFINITIONS, activities.by_name())

    def settle() -> None:
        while dispatcher.drain().completed or runner.run_pending().completed:
            pass

    return settle


@dataclass
class Academy:
    """A bus, the dispatcher and the workflow runner over one store."""

    store: Store
    files: FileShelf = field(default_factory=FileShelf)
    changes: list[ChangeSet] = field(default_factory=list)

    def __post_init__(self) -> None:
        use_cases = (
            people.USE_CASES,
            courses.USE_CASES,
            content.USE_CASES,
            announcements.USE_CASES,
            enrollments.USE_CASES,
            progress.USE_CASES,
            certificate_use_cases(FakeSigner(), FakeRenderer(), self.files, "Academy"),
        )
        merged = {kind: use for table in use_cases for kind, use in table.items()}
        self.bus = CommandBus(self.store, merged, anyone)
        codes = SystemRandom()
        activities = Activities(
            self.store,
            self.run,
            self.files.exists,
            lambda: new_verification_code(codes),
        )
        self.dispatcher = LocalDispatcher(
            self.store, consumers(metrics_of), ROUTES, self.outcome, self.changes.append
        )
        self.runner = LocalWorkflowRunner(
            self.store, DEFINITIONS, activities.by_name(), self.changes.append
        )

    def run(self, command: Command, actor: Actor = SYSTEM) -> Done:
        """Execute a command."""
        return self.bus.execute(command, actor)

    def outcome(self, command: Command, actor: Actor = SYSTEM) -> Outcome:
        """Execute a command for its outcome."""
        return self.run(command, actor).outcome

    def settle(self) -> None:
        """Carry events and run workflows until nothing is left."""
        while self.dispatcher.drain().completed or self.runner.run_pending().completed:
            pass

    def find(self, kind: type[Any], **equal: Any) -> list[Any]:
        """Stored rows whose columns have the values."""
        with self.store.reading() as rows:
            return rows.find(kind, **equal)

    def get(self, kind: type[Any], key: Key) -> Any:
        """A stored row."""
        with self.store.reading() as rows:
            return rows.get(kind, key)

    def told(self) -> list[tuple[int, str]]:
        """(user, title) of every notification, in order."""
        return [(row.user_id, row.title) for row in self.find(Notification)]


ADMIN, TEACHER, ANN, BEN, CLEO = 1, 2, 11, 12, 13
COURSE, LESSON = 1, 1


def botany(store: Store) -> Academy:
    """A draft course with one lesson that certifies by itself; a teacher, an admin, 3 students."""
    chapter = module(1, COURSE)
    put(
        store,
        [
            person(ADMIN, role="admin"),
            instructor(TEACHER),
            *(person(key) for key in (ANN, BEN, CLEO)),
            course(COURSE, TEACHER, title="Botany", status="draft", published_at=None),
            course_settings(COURSE, auto_certificate=True),
            chapter,
            empty_body(),
            lesson(LESSON, chapter),
        ],
    )
    return Academy(store)


class Crash(BaseException):
    """The process ended here."""


class CrashingStore:
    """Ends the process at the *fatal*-th step: before or after a commit, or opening a unit."""

    def __init__(self, store: Store, fatal: int) -> None:
        self._store = store
        self._fatal = fatal
        self._steps = count(1)

    def _step(self) -> None:
        if next(self._steps) == self._fatal:
            raise Crash

    @contextmanager
    def unit_of_work(self, actor: Actor) -> Iterator[UnitOfWork]:
        """A unit whose commit may be the last thing that happens, or just not happen."""
        self._step()
        with self._store.unit_of_work(actor) as uow:
            yield CrashingUnit(uow, self._step)  # type: ignore[misc]
        self._step()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class CrashingUnit:
    """A unit of work with a step before its commit."""

    def __init__(self, uow: UnitOfWork, step: Callable[[], None]) -> None:
        self._uow = uow
        self._step = step

    def commit(self, *arguments: Any, **named: Any) -> ChangeSet:
        """Commit, if the process lives that long."""
        self._step()
        return self._uow.commit(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._uow, name)


def put(store: Store, rows: Iterable[Any]) -> None:
    """Store rows as they are, past every rule of the use cases."""
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all(list(rows))
        uow.commit(_Seed())


def alter(store: Store, kind: type[Any], key: Key, **columns: Any) -> None:
    """Give a stored row other values, past every rule of the use cases."""
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all([replace(uow.get(kind, key), **columns)])
        uow.commit(_Seed())
