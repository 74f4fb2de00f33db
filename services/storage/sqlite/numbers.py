"""Ids that are never given twice, and counters without gaps."""

from __future__ import annotations

from typing import Literal

from app.domain.entities import Entity
from app.domain.per_kind import PerKind
from services.storage.sqlite.codec import table_name
from services.storage.sqlite.connection import Connection

_NEXT_NUMBER = (
    "INSERT INTO sync_counters (name, value) VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"
)
_MARK = "SELECT max(next_id) FROM sync_id_ranges WHERE table_name = ?"
_KEEP = (
    "INSERT INTO sync_id_ranges (table_name, first_id, next_id) VALUES (?, 1, ?) "
    "ON CONFLICT (table_name, first_id) DO UPDATE SET next_id = excluded.next_id"
)


class IdSequences:
    """The next id of each table, in memory; what was given is kept with the next commit.

    A table is looked at when its first id is asked for.

    An id that no committed command or row carries may be given again after a restart: nothing
    that lasts ever had it. Every other id is below the kept mark, so none is given twice, deleted
    rows' ids included.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next: PerKind[int] = PerKind(self._first_unused)
        self._lowest: PerKind[int] = PerKind(self._first_passing)
        self._unkept: set[type[Entity]] = set()

    def take(self, kind: type[Entity], count: int) -> range:
        """The next ids, ascending."""
        first = self._next[kind]
        self._next[kind] = first + count
        self._unkept.add(kind)
        return range(first, first + count)

    def take_passing(self, kind: type[Entity], count: int) -> range:
        """Ids below 0, for what another store numbers for good later."""
        last = self._lowest[kind]
        self._lowest[kind] = last - count
        return range(last - count, last)

    def passed(self, kind: type[Entity], highest: int) -> None:
        """Note that a row with this id was inserted, whoever chose it."""
        if highest >= self._next[kind]:
            self._next[kind] = highest + 1
            self._unkept.add(kind)

    def keep(self, connection: Connection) -> None:
        """Write what was given since the last commit into the open transaction."""
        if self._unkept:
            marks = [(kind.TABLE, self._next[kind]) for kind in self._unkept]
            connection.run_many(_KEEP, marks)

    def kept(self) -> None:
        """The transaction of `keep` was committed."""
        self._unkept.clear()

    def _first_unused(self, kind: type[Entity]) -> int:
        mark = self._connection.one(_MARK, (kind.TABLE,))
        kept: int = 1 if mark is None or mark[0] is None else mark[0]
        highest = self._end("max", kind)
        if highest >= kept:
            # The open transaction inserted it: `passed` asks for the first time.
            self._unkept.add(kind)
        return max(kept, highest + 1)

    def _first_passing(self, kind: type[Entity]) -> int:
        return min(self._end("min", kind), 0)

    def _end(self, which: Literal["max", "min"], kind: type[Entity]) -> int:
        """The highest or lowest id in the table; 0 for an empty one."""
        row = self._connection.one(f"SELECT {which}(id) FROM {table_name(kind)}")  # noqa: S608
        return 0 if row is None or row[0] is None else row[0]


def next_number(connection: Connection, counter: str) -> int:
    """The counter's next value, undone with the transaction."""
    row = connection.one(_NEXT_NUMBER, (counter,))
    if row is None:
        raise RuntimeError(f"the counter {counter} gave no value")
    return int(row[0])
