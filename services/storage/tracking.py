"""What one unit of work read and wrote, row by row: the pure half of every store.

A store feeds `Tracker` with what it read and is told what to write; from the same record come
the journal's images, the change-set for views and the pairs that metrics are counted from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from app.domain.canonical import digest, image
from app.domain.dataclass import dataclass
from app.domain.entities import ALL_ENTITIES, Entity, Key
from app.domain.journal import ChangeSet, RowImage

_PLACE = {kind: place for place, kind in enumerate(ALL_ENTITIES)}

NAMED_KEYS = 1000
"""A change-set names at most this many rows of a table; beyond, it names the table only."""


class RowChange(NamedTuple):
    """A row as the unit of work found it and as it leaves it; None where it is absent."""

    kind: type[Entity]
    key: Key
    before: Entity | None
    after: Entity | None


@dataclass(frozen=True, slots=True)
class Writes:
    """Rows of one kind that a store has to insert, and those that it has to update.

    `replaced` holds what stood in place of each updated row until now, in the same order.
    """

    inserted: list[Entity]
    updated: list[Entity]
    replaced: list[Entity]


class Tracker:
    """The rows that a unit of work has read (`before`) and written (`after`)."""

    def __init__(self) -> None:
        self._before: dict[type[Entity], dict[Key, Entity]] = {}
        self._after: dict[type[Entity], dict[Key, Entity | None]] = {}

    def read(self, kind: type[Entity], rows: Iterable[Entity]) -> None:
        """Remember rows as found in the store; what the unit itself wrote is not taken for it."""
        before = self._before.setdefault(kind, {})
        after = self._after.get(kind, {})
        for row in rows:
            key = row.key
            if key not in after:
                before.setdefault(key, row)

    def let_go(self) -> None:
        """Forget all, row by row: freeing many rows at once stops every thread meanwhile."""
        for found in self._before.values():
            while found:
                found.popitem()
        for left in self._after.values():
            while left:
                left.popitem()

    def seen(self, kind: type[Entity], key: Key) -> Entity | Literal[False] | None:
        """A row as this unit leaves it, None if it deleted it; False where it is not known."""
        after = self._after.get(kind)
        if after is not None and key in after:
            return after[key]
        before = self._before.get(kind)
        return False if before is None else before.get(key, False)

    def inserted(self, row: Entity) -> None:
        """Take a row as saved that the store has inserted already."""
        self._after.setdefault(type(row), {})[row.key] = row

    def written(self, kind: type[Entity]) -> dict[Key, Entity | None]:
        """The kind's rows as this unit leaves them, None for deleted ones."""
        return self._after.get(kind, {})

    def found(self, kind: type[Entity], key: Key) -> Entity | None:
        """A row as this unit found it, None where it did not read it or it was absent."""
        return self._before.get(kind, {}).get(key)

    def standing(self, kind: type[Entity]) -> list[Entity]:
        """The kind's rows that this unit read or wrote and that it leaves standing."""
        left = {**self._before.get(kind, {}), **self._after.get(kind, {})}
        return [row for row in left.values() if row is not None]

    def save(self, rows: Sequence[Entity]) -> dict[type[Entity], Writes]:
        """Take rows to be saved; what is as it was needs no statement and is left out.

        Of several versions of a row the last one stands: written in whichever order, an earlier
        one could come last.
        """
        writes: dict[type[Entity], Writes] = {}
        for row in {(type(row), row.key): row for row in rows}.values():
            kind, key = type(row), row.key
            before = self._before.setdefault(kind, {})
            after = self._after.setdefault(kind, {})
            current = after[key] if key in after else before.get(key)
            if current == row:
                continue
            wanted = writes.get(kind)
            if wanted is None:
                wanted = writes[kind] = Writes([], [], [])
            if current is None:
                wanted.inserted.append(row)
            else:
                wanted.updated.append(row)
                wanted.replaced.append(current)
            after[key] = row
        return writes

    def delete(self, kind: type[Entity], key: Key) -> None:
        """Take a row (read before) as deleted."""
        self._after.setdefault(kind, {})[key] = None

    def changes(self) -> list[RowChange]:
        """Every row that differs now: saved ones, parents first, then deleted ones, parents last.

        So an inversion that goes from the last to the first meets no row before its parent.
        """
        kinds = sorted(self._after, key=_PLACE.__getitem__)
        saved: list[RowChange] = []
        gone = [self._differing(kind, saved) for kind in kinds]
        return [*saved, *(change for deleted in reversed(gone) for change in deleted)]

    def _differing(self, kind: type[Entity], saved: list[RowChange]) -> list[RowChange]:
        """The deleted rows of a kind that was there; the saved ones are added to *saved*."""
        before = self._before.get(kind, {})
        gone: list[RowChange] = []
        for key, after in self._after[kind].items():
            found = before.get(key)
            if after is None:
                if found is not None:
                    gone.append(RowChange(kind, key, found, None))
            elif found is None or found != after:
                saved.append(RowChange(kind, key, found, after))
        return gone


def row_image(change: RowChange) -> RowImage | None:
    """The journal's image of a change; None where only columns without images differ."""
    before = None if change.before is None else image(change.before)
    after = None if change.after is None else image(change.after)
    if before == after:
        return None
    kept_before: dict[str, Any] | None = before
    kept_after: dict[str, Any] | None = None
    if before is not None and after is not None:
        names = [name for name, value in after.items() if before[name] != value]
        kept_before = {name: before[name] for name in names}
        kept_after = {name: after[name] for name in names}
    return RowImage(
        table=change.kind.TABLE,
        key=change.key,
        before=kept_before,
        after=kept_after,
        before_hash=None if before is None else digest(before),
        after_hash=None if after is None else digest(after),
    )


def row_images(changes: Iterable[RowChange]) -> tuple[RowImage, ...]:
    """The images of the journalled kinds among *changes*, in their order."""
    built = (row_image(change) for change in changes if change.kind.JOURNALLED)
    return tuple(one for one in built if one is not None)


def change_set(changes: Iterable[RowChange]) -> ChangeSet:
    """The rows that *changes* name, by table."""
    tables: dict[str, list[Key]] = {}
    for change in changes:
        tables.setdefault(change.kind.TABLE, []).append(change.key)
    return ChangeSet(
        tables={
            table: tuple(keys) if len(keys) <= NAMED_KEYS else () for table, keys in tables.items()
        }
    )
