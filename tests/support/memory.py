"""A bus over an in-memory store, and rows to start from, for tests of use cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from app.domain.actor import SYSTEM, Actor
from app.domain.commands import Command, MarkNotificationsRead
from app.domain.entities import (
    Course,
    CourseSettings,
    Enrollment,
    Entity,
    EventRecord,
    Key,
    Lesson,
    LessonBody,
    Module,
    Progress,
    User,
)
from app.domain.journal import ChangeSet
from app.domain.outcomes import Outcome
from app.ports.storage import Store, UnitOfWork
from app.usecases.bus import Authorizer, CommandBus, Done, UseCase
from services.storage.memory import MemoryStore

START = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)
EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


class FixedClock:
    """Stands still until it is advanced."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def now(self) -> datetime:
        """The present."""
        return self._now

    def advance(self, **span: float) -> datetime:
        """Move on by a `timedelta`'s arguments; the new present."""
        self._now += timedelta(**span)
        return self._now


def anyone(command: Command, uow: UnitOfWork) -> None:
    """Authorizes everything."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A bus with its store and clock."""

    bus: CommandBus
    store: MemoryStore
    clock: FixedClock

    def run(self, command: Command, actor: Actor = SYSTEM, **options: Any) -> Done:
        """Execute a command."""
        return self.bus.execute(command, actor, **options)

    def outcome(self, command: Command, actor: Actor = SYSTEM) -> Outcome:
        """Execute a command for its outcome."""
        return self.run(command, actor).outcome

    def put(self, *rows: Entity) -> None:
        """Store rows as they are, without events, and past every rule of the use cases."""
        seed(self.store, *rows)

    def get(self, kind: type[Any], key: Key) -> Any:
        """A stored row."""
        with self.store.reading() as rows:
            return rows.get(kind, key)

    def find(self, kind: type[Any], **equal: Any) -> list[Any]:
        """Stored rows whose columns have the values."""
        with self.store.reading() as rows:
            return rows.find(kind, **equal)

    def events(self) -> list[tuple[str, int | None]]:
        """(event_type, entity_id) of every event so far."""
        return [(row.event_type, row.entity_id) for row in self.find(EventRecord)]


_Seed = partial(MarkNotificationsRead, notification_ids=())
"""A command that does nothing itself, for rows that are simply to be there."""


def seed(store: Store, *rows: Entity) -> ChangeSet:
    """Put rows into a store as they are, past every rule of the use cases.

    The journal shows a command that does nothing.
    """
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all(rows)
        return uow.commit(_Seed())


def make_bus(
    *use_cases: Mapping[type[Command], UseCase],
    authorize: Authorizer = anyone,
    clock: FixedClock | None = None,
    authoritative: bool = True,
) -> Bench:
    """A bus over an empty in-memory store; *use_cases* are the modules' USE_CASES."""
    clock = clock or FixedClock()
    store = MemoryStore(clock, authoritative=authoritative)
    merged = {kind: use for table in use_cases for kind, use in table.items()}
    return Bench(CommandBus(store, merged, authorize), store, clock)


_names = count(1)


def person(user_id: int, **columns: Any) -> User:
    """A user, a student unless said otherwise."""
    number = next(_names)
    return User(
        **{
            "id": user_id,
            "email": f"person{number}@example.org",
            "username": f"person{number}",
            "first_name": "Ada",
            "last_name": f"Number {number}",
            "created_at": START,
            **columns,
        }
    )


def instructor(user_id: int, **columns: Any) -> User:
    """An instructor."""
    return person(user_id, **{"role": "instructor", **columns})


def course(course_id: int, instructor_id: int, **columns: Any) -> Course:
    """A published course."""
    return Course(
        **{
            "id": course_id,
            "title": f"Course {course_id}",
            "slug": f"course-{course_id}",
            "instructor_id": instructor_id,
            "status": "published",
            "published_at": START,
            "created_at": START,
            **columns,
        }
    )


def course_settings(course_id: int, **columns: Any) -> CourseSettings:
    """A course's settings, the defaults unless said otherwise."""
    return CourseSettings(**{"course_id": course_id, **columns})


def module(module_id: int, course_id: int, **columns: Any) -> Module:
    """A published module whose rank follows its id."""
    return Module(
        **{
            "id": module_id,
            "course_id": course_id,
            "title": f"Module {module_id}",
            "rank": f"a{module_id:05d}V",
            "created_at": START,
            **columns,
        }
    )


def lesson(lesson_id: int, of: Module, **columns: Any) -> Lesson:
    """A lesson of a module, with the empty text, whose rank follows its id."""
    return Lesson(
        **{
            "id": lesson_id,
            "module_id": of.id,
            "course_id": of.course_id,
            "title": f"Lesson {lesson_id}",
            "body_sha256": EMPTY_SHA256,
            "rank": f"a{lesson_id:05d}V",
            "created_at": START,
            **columns,
        }
    )


def empty_body() -> LessonBody:
    """The text of lessons without one."""
    return LessonBody(sha256=EMPTY_SHA256, body="", created_at=START)


def enrollment(enrollment_id: int, student_id: int, course_id: int, **columns: Any) -> Enrollment:
    """An active enrollment."""
    return Enrollment(
        **{
            "id": enrollment_id,
            "student_id": student_id,
            "course_id": course_id,
            "enrolled_at": START,
            "created_at": START,
            **columns,
        }
    )


def progress(progress_id: int, enrollment_id: int, **columns: Any) -> Progress:
    """A progress row with nothing done yet."""
    return Progress(
        **{
            "id": progress_id,
            "enrollment_id": enrollment_id,
            "total_modules": 1,
            "total_lessons": 2,
            "created_at": START,
            **columns,
        }
    )
