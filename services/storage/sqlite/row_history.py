"""The journal by the records it is about.

Images are packed by entry, so entries are read one by one, newest first, until enough are found.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from app.domain.canonical import canonical_json
from app.domain.errors import NotFound
from app.domain.journal import RowImage
from app.ports.history import PastCommand, Touched
from services.storage.sqlite.images import unpack
from services.storage.sqlite.journal_lists import reverted
from services.storage.sqlite.store import SqliteStore

LOOKED_AT = 1000
"""Entries that are looked through: what lies further back is told by the history of statuses."""


class SqliteRowHistory:
    """`app.ports.history.RowHistory` over the journal's tables."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def touching(
        self, records: Touched, *, types: Collection[str], limit: int
    ) -> list[PastCommand]:
        """The newest commands of these types that touched one of *records*."""
        wanted = {table: set(keys) for table, keys in records.items() if keys}
        with self._store.connection() as connection:
            rows = connection.all(
                "SELECT j.command_id, j.command_type, j.at, j.actor_id, j.batch_id, j.reverts, "
                "b.label, j.images FROM sync_journal AS j "
                "LEFT JOIN sync_batches AS b ON b.batch_id = j.batch_id "
                "WHERE j.images IS NOT NULL "
                "AND +j.command_type IN (SELECT value FROM json_each(?)) "
                "ORDER BY j.entry_no DESC LIMIT ?",
                (canonical_json(sorted(types)), LOOKED_AT),
            )
            found: list[tuple[Any, tuple[RowImage, ...]]] = []
            for row in rows:
                images = tuple(
                    one for one in unpack(row[7]) if one.key in wanted.get(one.table, ())
                )
                if images:
                    found.append((row, images))
                if len(found) == limit:
                    break
            gone = reverted(connection, {row[0] for row, _ in found})
        return [_command(row, images, row[0] in gone) for row, images in found]

    def since(
        self, command_id: str, *, types: Collection[str], tables: Collection[str]
    ) -> list[RowImage]:
        """The images of rows of *tables* that commands of *types* left after one, newest first."""
        wanted = frozenset(tables)
        with self._store.connection() as connection:
            start = connection.one(
                "SELECT entry_no FROM sync_journal WHERE command_id = ?", (command_id,)
            )
            if start is None:
                raise NotFound("journal.missing", key=command_id)
            # The plus keeps the order of the journal: reading on from an entry is what is quick.
            rows = connection.each(
                "SELECT images FROM sync_journal WHERE entry_no > ? AND images IS NOT NULL "
                "AND +command_type IN (SELECT value FROM json_each(?)) ORDER BY entry_no DESC",
                (start[0], canonical_json(sorted(types))),
            )
            return [one for row in rows for one in unpack(row[0]) if one.table in wanted]


def _command(row: Any, images: tuple[RowImage, ...], undone: bool) -> PastCommand:
    return PastCommand(
        command_id=row[0],
        command_type=row[1],
        at=datetime.fromisoformat(row[2]),
        actor_id=row[3],
        batch_id=row[4],
        reverts=row[5],
        label=row[6],
        undone=undone,
        images=images,
    )
