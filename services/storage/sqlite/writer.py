"""Writing records within the open transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.entities import Entity, Key
from services.storage.sqlite.codec import CODECS, RecordCodec
from services.storage.sqlite.connection import Connection, Row
from services.storage.sqlite.numbers import IdSequences
from services.storage.sqlite.statements import STATEMENTS
from services.storage.tracking import Writes


class RecordWriter:
    """Executes what a tracker asks for.

    `written` has each saved row of the journalled kinds as it stands in its table now, `found`
    those that were read one by one, as they stood before.
    """

    def __init__(self, connection: Connection, sequences: IdSequences) -> None:
        self._connection = connection
        self._sequences = sequences
        self.written: dict[type[Entity], dict[Key, Row]] = {}
        self.found: dict[type[Entity], dict[Key, Row]] = {}

    def write(self, kind: type[Entity], writes: Writes) -> None:
        """Insert and update rows of one kind; raises `Rejected` (``row.duplicate``)."""
        if writes.inserted:
            self._insert(kind, writes.inserted)
        if writes.updated:
            self._update(kind, writes.updated, writes.replaced)

    def insert_new(self, record: Entity) -> bool:
        """Insert a row unless its key is there; whether it was inserted."""
        kind = type(record)
        codec = CODECS[kind]
        row = codec.row(record)
        found = self._connection.run(STATEMENTS[kind].insert_new, row, table=kind.TABLE)
        if found.rowcount != 1:
            return False
        self._inserted(codec, [row])
        return True

    def delete(self, kind: type[Entity], keys: Sequence[Key]) -> None:
        """Delete rows by key."""
        values = [key if isinstance(key, tuple) else (key,) for key in keys]
        self._connection.run_many(STATEMENTS[kind].delete, values, table=kind.TABLE)

    def _insert(self, kind: type[Entity], records: Sequence[Entity]) -> None:
        codec = CODECS[kind]
        rows = [codec.row(record) for record in records]
        self._connection.run_many(STATEMENTS[kind].insert, rows, table=kind.TABLE)
        self._inserted(codec, rows)

    def _inserted(self, codec: RecordCodec, rows: Sequence[Row]) -> None:
        self._keep(codec, rows)
        if codec.kind.KEY == ("id",):
            highest = max(row[codec.key_places[0]] for row in rows)
            self._sequences.passed(codec.kind, highest)

    def _update(
        self, kind: type[Entity], records: Sequence[Entity], replaced: Sequence[Entity]
    ) -> None:
        """Set only what changed: an untouched column's index is then not written either."""
        codec = CODECS[kind]
        by_places: dict[tuple[int, ...], list[list[Any]]] = {}
        for record, old in zip(records, replaced, strict=True):
            places, row = codec.altered(self._standing(codec, old), old, record)
            self._keep(codec, (row,))
            values = [row[place] for place in places]
            values += [row[place] for place in codec.key_places]
            by_places.setdefault(places, []).append(values)
        for places, sets in by_places.items():
            self._connection.run_many(STATEMENTS[kind].update(places), sets, table=kind.TABLE)

    def _standing(self, codec: RecordCodec, record: Entity) -> Row:
        """The row of a record that is to be replaced."""
        kind = codec.kind
        for rows in (self.written, self.found):
            row = rows[kind].get(record.key) if kind in rows else None
            if row is not None:
                return row
        return codec.row(record)

    def _keep(self, codec: RecordCodec, rows: Sequence[Row]) -> None:
        if codec.kind.JOURNALLED:
            kept = self.written.setdefault(codec.kind, {})
            kept.update((codec.key_of(row), row) for row in rows)
