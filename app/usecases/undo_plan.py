"""Which rows come back, change back and go again when a journal entry is inverted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from typing import Any

from app.domain.canonical import digest, field_codecs, from_canonical, image
from app.domain.dataclass import dataclass
from app.domain.entities import (
    ALL_ENTITIES,
    Certificate,
    Enrollment,
    EnrollmentHistory,
    Entity,
    InstructorProfile,
    Key,
    Progress,
)
from app.domain.errors import Rejected
from app.domain.journal import JournalEntry, RowImage
from app.ports.storage import UnitOfWork
from app.usecases.permissions_courses import KINDS

PLACE: Mapping[type[Entity], int] = {kind: place for place, kind in enumerate(ALL_ENTITIES)}

COUNTED: Mapping[type[Entity], Mapping[str, Any]] = {
    InstructorProfile: {"total_students": 0, "total_courses": 0},
}
"""Columns that are counted from other rows, with their values in a new row.

They are no one's edit: never compared, and counted anew after an undo.
"""
WHOLE = "the whole record"
"""What stands for the column where a row moved on as a whole; both values are words then."""
PERCENTAGE = "completion_percentage"
"""An open enrollment's is counted from its progress: where it moved on it is counted anew."""
STAMP = "updated_at"
"""When a row was last written: never compared either."""


@dataclass(frozen=True, slots=True)
class Move:
    """A row as it is, and as the undo leaves it."""

    before: Entity
    after: Entity


@dataclass(frozen=True, slots=True)
class Plan:
    """The inversion of an entry: rows that come back, change, and go, parents first."""

    inserted: list[Entity] = field(default_factory=list)
    updated: list[Move] = field(default_factory=list)
    deleted: list[Entity] = field(default_factory=list)
    recounted: list[int] = field(default_factory=list)
    """The enrollments whose percentage is to be counted anew."""

    @classmethod
    def together(cls, plans: Sequence[Plan]) -> Plan:
        """What *plans* do, one after the other."""
        return cls(
            inserted=[row for plan in plans for row in plan.inserted],
            updated=[move for plan in plans for move in plan.updated],
            deleted=[row for plan in plans for row in plan.deleted],
            recounted=[key for plan in plans for key in plan.recounted],
        )

    def deleted_keys(self) -> Iterator[tuple[type[Entity], list[Key]]]:
        """The keys that go, by kind, children before their parents."""
        for kind in reversed(ALL_ENTITIES):
            keys = [row.key for row in self.deleted if type(row) is kind]
            if keys:
                yield kind, keys

    def moves(self) -> Iterator[tuple[Entity | None, Entity | None]]:
        """Every row before and after, None where it is absent."""
        for row in self.inserted:
            yield None, row
        for move in self.updated:
            yield move.before, move.after
        for row in self.deleted:
            yield row, None


def plan_revert(entry: JournalEntry, uow: UnitOfWork) -> Plan:
    """What inverting *entry* does; raises ``undo.changed_since`` for the first row that moved on.

    `data` has `table`, `key`, `column` (or `WHOLE`), `yours` and `now`.
    """
    plan = Plan()
    for kind, one, row in _rows(entry, uow):
        _plan_row(plan, kind, one, row, uow)
    return plan


def plan_consequence(entry: JournalEntry, uow: UnitOfWork) -> Plan:
    """What inverting *entry* does, which nobody asked for by itself.

    A row that moved on since stays as it is, and so does an enrollment with a valid certificate.
    """
    plan = Plan()
    enrolled = [one.key for one in entry.images if one.table == Enrollment.TABLE]
    certified = {
        row.enrollment_id for row in uow.find(Certificate, enrollment_id=enrolled, is_revoked=False)
    }
    for kind, one, row in _rows(entry, uow):
        if kind is Enrollment and one.key in certified:
            continue
        with suppress(Rejected):
            _plan_row(plan, kind, one, row, uow)
    return plan


def _rows(
    entry: JournalEntry, uow: UnitOfWork
) -> Iterator[tuple[type[Entity], RowImage, Entity | None]]:
    """The entry's images with the rows as they are now, parents first."""
    by_kind: dict[type[Entity], list[RowImage]] = {}
    for one in entry.images:
        by_kind.setdefault(KINDS[one.table], []).append(one)
    for kind in sorted(by_kind, key=PLACE.__getitem__):
        current = uow.get_many(kind, [one.key for one in by_kind[kind]])
        for one in by_kind[kind]:
            yield kind, one, current.get(one.key)


def _plan_row(
    plan: Plan, kind: type[Entity], one: RowImage, row: Entity | None, uow: UnitOfWork
) -> None:
    if one.before is None:
        _plan_created(plan, kind, one, row)
    elif one.after is None:
        _plan_deleted(plan, kind, one, row)
    elif row is not None:
        after = _reverted(kind, one, row, uow)
        if isinstance(row, Enrollment) and _moved_on(one, row, PERCENTAGE):
            plan.recounted.append(row.id)
        if after != row:
            plan.updated.append(Move(row, after))
    elif not kind.DERIVED:
        raise _changed(one, WHOLE, "as edited", "deleted")


def _plan_created(plan: Plan, kind: type[Entity], one: RowImage, row: Entity | None) -> None:
    if kind is EnrollmentHistory:
        return  # It goes with its enrollment, or stays: history is added to, never taken from.
    if row is None and kind.DERIVED:
        return
    if row is None:
        raise _changed(one, WHOLE, "as created", "deleted")
    if not kind.DERIVED and not _untouched(kind, one, row):
        raise _changed(one, WHOLE, "as created", "edited")
    plan.deleted.append(row)


def _plan_deleted(plan: Plan, kind: type[Entity], one: RowImage, row: Entity | None) -> None:
    if row is None:
        plan.inserted.append(from_canonical(kind, one.before))
    elif not kind.DERIVED:
        raise _changed(one, WHOLE, "deleted", "there again")


def _changed(one: RowImage, column: str, yours: object, now: object) -> Rejected:
    return Rejected(
        "undo.changed_since", table=one.table, key=one.key, column=column, yours=yours, now=now
    )


def _untouched(kind: type[Entity], one: RowImage, row: Entity) -> bool:
    """Whether a created row is still as it was made, but for what is stamped and counted."""
    now = image(row)
    if digest(now) == one.after_hash:
        return True
    if isinstance(row, Progress) and nothing_recorded(row):
        return True  # Publishing refreshes the totals of every progress row.
    new = {**now, **COUNTED.get(kind, {})}
    return one.after_hash in {digest(new), digest({**new, STAMP: None})}


def nothing_recorded(row: Progress) -> bool:
    """Whether a progress row is only there because its enrollment is."""
    done = (row.completed_lessons, row.completed_modules, row.completed_quizzes, row.quiz_scores)
    return not any(done) and row.time_spent_minutes == 0


def _reverted(kind: type[Entity], one: RowImage, row: Entity, uow: UnitOfWork) -> Entity:
    """The row with its columns as they were before; a stamp that moved on becomes now."""
    before, after = one.before or {}, one.after or {}
    codecs = field_codecs(kind)
    back: dict[str, Any] = {}
    for column, left in after.items():
        if column in COUNTED.get(kind, {}):
            continue
        now = _now(kind, row, column)
        if now == left or kind.DERIVED:
            back[column] = codecs[column].decode(before[column])
        elif column == STAMP:
            back[column] = uow.now
        elif not (column == PERCENTAGE and _is_open(row)):
            raise _changed(one, column, left, now)
    return replace(row, **back)


def _now(kind: type[Entity], row: Entity, column: str) -> Any:
    """A column's canonical value as it is."""
    encode, value = field_codecs(kind)[column].encode, getattr(row, column)
    return value if encode is None else encode(value)


def _moved_on(one: RowImage, row: Entity, column: str) -> bool:
    """Whether a column that the command changed has another value than it left."""
    after = one.after or {}
    return column in after and after[column] != _now(type(row), row, column)


def _is_open(row: Entity) -> bool:
    return isinstance(row, Enrollment) and row.status != "completed"
