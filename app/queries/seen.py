"""Rows as whoever acts may see them: the window reads through these, so no screen has to judge.

Admins see all. Instructors see their own courses with all that belongs to them, and of everything
else only what is theirs: the same as in lists (`app.ports.grid`) and on the command line.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from app.domain import entities as e
from app.domain.entities import Entity, Key
from app.domain.errors import NotAllowed

if TYPE_CHECKING:
    from app.domain.actor import Actor
    from app.ports.storage import Rows, Store

E = TypeVar("E", bound=Entity)

Holder = Literal["course", "enrollment", "person"]

HELD: Mapping[type[Entity], tuple[str, Holder]] = {
    e.Course: ("id", "course"),
    e.CourseSettings: ("course_id", "course"),
    e.Module: ("course_id", "course"),
    e.Lesson: ("course_id", "course"),
    e.Material: ("course_id", "course"),
    e.Announcement: ("course_id", "course"),
    e.Enrollment: ("course_id", "course"),
    e.WaitingEntry: ("course_id", "course"),
    e.Certificate: ("course_id", "course"),
    e.Progress: ("enrollment_id", "enrollment"),
    e.EnrollmentHistory: ("enrollment_id", "enrollment"),
    e.InstructorProfile: ("user_id", "person"),
    e.RefreshToken: ("user_id", "person"),
    e.Notification: ("user_id", "person"),
    e.EventRecord: ("user_id", "person"),
    e.WorkflowStart: ("user_id", "person"),
    e.WorkflowExecution: ("user_id", "person"),
    e.AuditRecord: ("performed_by", "person"),
}
"""Whose a record is, by one of its columns."""

OPEN: frozenset[type[Entity]] = frozenset(
    {
        e.User,  # names stand everywhere; a person's own page is judged by `get`
        e.LessonBody,  # known by the hash that a lesson holds
        e.CertificateIssue,  # whoever shows a certificate may have it verified
        e.SigningKey,
        e.EventEffect,
        e.AnalyticsMetric,
        e.MetricBucket,
        e.RowState,
    }
)
"""Records that are nobody's."""


def seen_rows(rows: Rows, actor: Actor) -> Rows:
    """*rows* as *actor* may see them."""
    return rows if actor.role == "admin" else SeenRows(rows, actor)


def seen_store(store: Store, actor: Actor) -> Store:
    """A store whose rows are read as *actor* may see them."""
    return store if actor.role == "admin" else cast("Store", _SeenStore(store, actor))


class SeenRows:
    """Leaves out what is another's; asked for it by its key, it raises `NotAllowed`."""

    def __init__(self, rows: Rows, actor: Actor) -> None:
        self._rows, self._actor = rows, actor

    def get(self, kind: type[E], key: Key) -> E:
        found = self._rows.get(kind, key)
        if not (self._knows(key) if kind is e.User else self._mine([found])):
            raise NotAllowed(
                "role.not_allowed",
                action="see what belongs to another instructor's course",
                role=self._actor.role,
            )
        return found

    def get_many(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        return {one.key: one for one in self._mine([*self._rows.get_many(kind, keys).values()])}

    def find(self, kind: type[E], **equal: Any) -> list[E]:
        return self._mine(self._rows.find(kind, **equal))

    def count(self, kind: type[E], **equal: Any) -> int:
        if kind not in HELD:
            return self._rows.count(kind, **equal)
        return len(self.values(kind, (), **equal))

    def values(
        self, kind: type[Entity], names: Sequence[str], **equal: Any
    ) -> list[tuple[Any, ...]]:
        if kind not in HELD:
            return self._rows.values(kind, names, **equal)
        column, holder = HELD[kind]
        found = self._rows.values(kind, (*names, column), **equal)
        held = self._held(holder, {row[-1] for row in found})
        return [row[:-1] for row in found if row[-1] in held]

    def walk(self, kind: type[E], **equal: Any) -> Iterator[E]:
        for one in self._rows.walk(kind, **equal):
            yield from self._mine([one])

    def _mine(self, records: list[E]) -> list[E]:
        if not records or type(records[0]) not in HELD:
            return records
        column, holder = HELD[type(records[0])]
        held = self._held(holder, {getattr(one, column) for one in records})
        return [one for one in records if getattr(one, column) in held]

    def _held(self, holder: Holder, ids: set[Any]) -> Collection[Hashable]:
        """Those of *ids* that are the actor's."""
        if holder == "person":
            return {self._actor.user_id}
        if holder == "course":
            return self._courses
        found = self._rows.values(e.Enrollment, ("id", "course_id"), id=sorted(ids))
        return {key for key, course in found if course in self._courses}

    def _knows(self, user_id: Key) -> bool:
        """Whether a person is oneself, or learns in a course of one's own."""
        return user_id == self._actor.user_id or bool(self.find(e.Enrollment, student_id=user_id))

    @cached_property
    def _courses(self) -> set[int]:
        own = self._rows.values(e.Course, ("id",), instructor_id=self._actor.user_id)
        return {key for (key,) in own}


class _SeenStore:
    """A store in everything but what its rows show."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store, self._actor = store, actor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def reading(self) -> AbstractContextManager[Rows]:
        return self._reading()

    @contextmanager
    def _reading(self) -> Iterator[Rows]:
        with self._store.reading() as rows:
            yield seen_rows(rows, self._actor)
