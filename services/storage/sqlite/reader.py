"""Reading records from one connection."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from app.domain.canonical import canonical_json
from app.domain.entities import Entity, Key
from app.domain.errors import NotFound
from services.storage.sqlite.codec import CODECS
from services.storage.sqlite.connection import Connection, Row
from services.storage.sqlite.statements import STATEMENTS, Shape, shape_of

E = TypeVar("E", bound=Entity)

PAGE = 1000
"""Rows that `walk` reads at a time."""


def condition(kind: type[Entity], equal: Mapping[str, Any]) -> tuple[Shape, list[Any]]:
    """A condition's shape and its values as SQLite compares them."""
    shape, values = shape_of(equal)
    codec = CODECS[kind]
    stored: list[Any] = []
    bound = [(name, match) for name, match in shape if match != "null"]
    for (name, match), value in zip(bound, values, strict=True):
        if match == "equal":
            stored.append(codec.column(name, value))
        else:
            stored.append(canonical_json([codec.column(name, one) for one in value]))
    return shape, stored


class RecordReader:
    """Reads records as they stand in the connection's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows_of(self, kind: type[Entity], keys: Collection[Key]) -> list[Row]:
        """The rows that exist among *keys*, in no order."""
        if len(keys) == 1:
            row = self.row_of(kind, *keys)
            return [] if row is None else [row]
        return self._connection.all(STATEMENTS[kind].by_keys, (canonical_json(list(keys)),))

    def row_of(self, kind: type[Entity], key: Key) -> Row | None:
        """The row with *key*."""
        values = key if isinstance(key, tuple) else (key,)
        return self._connection.one(STATEMENTS[kind].by_key, values)

    def get_many(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        """The records that exist among *keys*."""
        if not keys:
            return {}
        codec = CODECS[kind]
        decode, key_of = codec.record, codec.key_of
        return {key_of(row): cast(E, decode(row)) for row in self.rows_of(kind, keys)}

    def find(self, kind: type[E], equal: Mapping[str, Any]) -> list[E]:
        """The records that fulfil a condition, in key order."""
        shape, values = condition(kind, equal)
        rows = self._connection.all(STATEMENTS[kind].find(shape), values)
        decode = CODECS[kind].record
        return [cast(E, decode(row)) for row in rows]

    def count(self, kind: type[Entity], equal: Mapping[str, Any]) -> int:
        """How many records `find` would return."""
        shape, values = condition(kind, equal)
        row = self._connection.one(STATEMENTS[kind].count(shape), values)
        return int(row[0]) if row is not None else 0

    def values(
        self, kind: type[Entity], names: Sequence[str], equal: Mapping[str, Any]
    ) -> list[tuple[Any, ...]]:
        """These columns of the records that `find` would return."""
        shape, values = condition(kind, equal)
        rows = self._connection.all(STATEMENTS[kind].values(shape, tuple(names)), values)
        return CODECS[kind].fields_of(names, rows)

    def walk(self, kind: type[E], equal: Mapping[str, Any]) -> Iterator[E]:
        """The records that `find` returns, `PAGE` at a time."""
        shape, values = condition(kind, equal)
        codec = CODECS[kind]
        last: list[Any] = []
        while True:
            statement = STATEMENTS[kind].page(shape, first=not last)
            rows = self._connection.all(statement, [*values, *last, PAGE])
            for row in rows:
                yield cast(E, codec.record(row))
            if len(rows) < PAGE:
                return
            last = [rows[-1][place] for place in codec.key_places]


class SqliteRows:
    """A consistent view of the workspace: what was committed when it was opened."""

    def __init__(self, connection: Connection) -> None:
        self._reader = RecordReader(connection)

    def get(self, kind: type[E], key: Key) -> E:
        """The record with *key*; raises `NotFound` (``row.missing``)."""
        found = self._reader.get_many(kind, (key,))
        if key not in found:
            raise NotFound("row.missing", table=kind.TABLE, key=key)
        return found[key]

    def get_many(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        """The records that exist among *keys*."""
        return self._reader.get_many(kind, keys)

    def find(self, kind: type[E], **equal: Any) -> list[E]:
        """The records whose columns equal the values, in key order."""
        return self._reader.find(kind, equal)

    def count(self, kind: type[E], **equal: Any) -> int:
        """How many records `find` would return."""
        return self._reader.count(kind, equal)

    def values(
        self, kind: type[Entity], names: Sequence[str], **equal: Any
    ) -> list[tuple[Any, ...]]:
        """These columns of the records that `find` would return."""
        return self._reader.values(kind, names, equal)

    def walk(self, kind: type[E], **equal: Any) -> Iterator[E]:
        """Like `find`, read in pages."""
        return self._reader.walk(kind, equal)
