"""What the journal holds, without commands and images: for lists, and for opening a store."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import cast

from app.domain.canonical import canonical_json
from app.domain.journal import EntryState, JournalEntry
from app.domain.outcomes import Conflict
from services.storage.sqlite.connection import Connection, Row
from services.storage.sqlite.images import key_from

COLUMNS = "entry_no, command_id, command_type, actor_id, at, batch_id, reverts, state"
"""What `entry_of` reads."""


def entry_of(row: Row) -> JournalEntry:
    """An entry without command and images, read from a row that begins with `COLUMNS`."""
    return JournalEntry(
        entry_no=row[0],
        command_id=row[1],
        command_type=row[2],
        command=None,
        actor_id=row[3],
        at=datetime.fromisoformat(row[4]),
        batch_id=row[5],
        reverts=row[6],
        state=cast(EntryState, row[7]),
        images=(),
    )


def list_entries(
    connection: Connection,
    *,
    actor_id: int | None,
    batch_id: str | None,
    before: int | None,
    limit: int,
) -> list[JournalEntry]:
    """Entries newest first, without command and images."""
    wanted = {"actor_id = ?": actor_id, "batch_id = ?": batch_id, "entry_no < ?": before}
    rules = {rule: value for rule, value in wanted.items() if value is not None}
    where = f"WHERE {' AND '.join(rules)}" if rules else ""
    rows = connection.all(
        f"SELECT {COLUMNS} FROM sync_journal {where} "  # noqa: S608
        "ORDER BY entry_no DESC LIMIT ?",
        [*rules.values(), limit],
    )
    return [entry_of(row) for row in rows]


def reverted(connection: Connection, command_ids: Collection[str]) -> set[str]:
    """Those of *command_ids* that a Revert has inverted which none has inverted in turn."""
    inverted_by: dict[str, list[str]] = {}
    asked: Collection[str] = set(command_ids)
    while asked:
        rows = connection.all(
            "SELECT reverts, command_id FROM sync_journal "
            "WHERE reverts IN (SELECT value FROM json_each(?))",
            (canonical_json(sorted(asked)),),
        )
        for command_id, by in rows:
            inverted_by.setdefault(command_id, []).append(by)
        asked = {by for _, by in rows}

    def stands(command_id: str) -> bool:
        return not any(stands(by) for by in inverted_by.get(command_id, ()))

    return {command_id for command_id in command_ids if not stands(command_id)}


def read_conflicts(connection: Connection) -> list[Conflict]:
    """Every losing value that was kept, oldest first."""
    rows = connection.all(
        "SELECT subject_table, subject_key, subject_column, base, mine, theirs "
        "FROM sync_conflicts ORDER BY conflict_id"
    )
    return [
        Conflict(
            table=table,
            key=key_from(json.loads(key)),
            column=column,
            base=json.loads(base),
            mine=json.loads(mine),
            theirs=json.loads(theirs),
        )
        for table, key, column, base, mine, theirs in rows
    ]


def newest_time(connection: Connection) -> datetime | None:
    """The time of the newest entry."""
    row = connection.one("SELECT at FROM sync_journal ORDER BY entry_no DESC LIMIT 1")
    return None if row is None else datetime.fromisoformat(row[0])
