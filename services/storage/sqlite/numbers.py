"""Ids that are never given twice, and counters without gaps."""

from __future__ import annotations

from app.domain.entities import ALL_ENTITIES, Entity
from services.storage.sqlite.codec import CODECS
from services.storage.sqlite.connection import Connection

_NEXT_NUMBER = (
    "INSERT INTO sync_counters (name, value) VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"
)
_KEEP = (
    "INSERT INTO sync_id_ranges (table_name, first_id, next_id) VALUES (?, 1, ?) "
    "ON CONFLICT (table_name, first_id) DO UPDATE SET next_id = excluded.next_id"
)


class IdSequences:
    """The next id of each table, in memory; what was given is kept with the next commit.

    An id that no committed command or row carries may be given again after a restart: nothing
    that lasts ever had it. Every other id is below the kept mark, so none is given twice, deleted
    rows' ids included.
    """

    def __init__(self, connection: Connection) -> None:
        marks = connection.all("SELECT table_name, next_id FROM sync_id_ranges")
        kept: dict[str, int] = {mark[0]: mark[1] for mark in marks}
        self._next: dict[type[Entity], int] = {}
        self._lowest: dict[type[Entity], int] = {}
        for kind in ALL_ENTITIES:
            if kind.KEY == ("id",):
                table = CODECS[kind].table
                # Asked for together, SQLite would read the whole table for them.
                ends = f"(SELECT max(id) FROM {table}), (SELECT min(id) FROM {table})"  # noqa: S608
                row = connection.one(f"SELECT {ends}")
                highest, lowest = row if row is not None else (None, None)
                self._next[kind] = max(kept.get(kind.TABLE, 1), (highest or 0) + 1)
                self._lowest[kind] = min(lowest or 0, 0)
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
        if highest >= self._next.get(kind, highest + 1):
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


def next_number(connection: Connection, counter: str) -> int:
    """The counter's next value, undone with the transaction."""
    row = connection.one(_NEXT_NUMBER, (counter,))
    if row is None:
        raise RuntimeError(f"the counter {counter} gave no value")
    return int(row[0])
