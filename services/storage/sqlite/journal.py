"""The journal's rows: written by a unit of work, read by undo, lists and the check."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from app.domain.actor import Actor
from app.domain.canonical import canonical_json
from app.domain.commands import Command, Revert
from app.domain.errors import NotFound
from app.domain.journal import EntryState, JournalEntry
from app.domain.outcomes import Conflict
from app.ports.replica import EncodedCommand
from app.sync.upcasters import decode_command
from services.storage.sqlite.codec import time_text
from services.storage.sqlite.connection import Connection, Row
from services.storage.sqlite.images import key_from, unpack
from services.storage.sqlite.payload import payload_text

_INSERT = (
    "INSERT INTO sync_journal (command_id, command_type, command_version, payload, actor_id, at,"
    " batch_id, reverts, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'local')"
)
_IMAGES = "INSERT INTO sync_journal_images (entry_no, images) VALUES (?, ?)"
_CONFLICT = (
    "INSERT INTO sync_conflicts (entry_no, subject_table, subject_key, subject_column, base, mine,"
    " theirs, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?)"
)
_COLUMNS = "entry_no, command_id, command_type, actor_id, at, batch_id, reverts, state"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A command to be journalled: who, when, in which batch, and its packed images."""

    command_id: str
    command: Command
    actor: Actor
    at: datetime
    batch_id: str | None
    images: bytes
    conflicts: Sequence[Conflict]


def write_entry(connection: Connection, entry: NewEntry) -> None:
    """Write an entry with its images and conflicts into the open transaction."""
    command, at = entry.command, time_text(entry.at)
    values = (
        entry.command_id,
        command.TYPE,
        command.VERSION,
        payload_text(command),
        entry.actor.user_id,
        at,
        entry.batch_id,
        command.command_id if isinstance(command, Revert) else None,
    )
    entry_no = connection.run(_INSERT, values, table="sync.journal").lastrowid
    if entry.images:
        connection.run(_IMAGES, (entry_no, entry.images))
    if entry.conflicts:
        connection.run_many(
            _CONFLICT,
            [
                (
                    entry_no,
                    one.table,
                    canonical_json(one.key),
                    one.column,
                    *(canonical_json(value) for value in (one.base, one.mine, one.theirs)),
                    at,
                )
                for one in entry.conflicts
            ],
        )


def _entry(row: Row) -> JournalEntry:
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


def read_entry(connection: Connection, command_id: str) -> JournalEntry:
    """An entry with its command and images; raises `NotFound` (``journal.missing``)."""
    row = connection.one(
        f"SELECT {_COLUMNS}, command_version, payload, images FROM sync_journal "  # noqa: S608
        "LEFT JOIN sync_journal_images USING (entry_no) WHERE command_id = ?",
        (command_id,),
    )
    if row is None:
        raise NotFound("journal.missing", key=command_id)
    plain = _entry(row)
    version, payload, images = row[8:]
    encoded = EncodedCommand(type=plain.command_type, version=version, body=json.loads(payload))
    return JournalEntry(
        entry_no=plain.entry_no,
        command_id=plain.command_id,
        command_type=plain.command_type,
        command=decode_command(encoded),
        actor_id=plain.actor_id,
        at=plain.at,
        batch_id=plain.batch_id,
        reverts=plain.reverts,
        state=plain.state,
        images=unpack(images) if images else (),
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
        f"SELECT {_COLUMNS} FROM sync_journal {where} "  # noqa: S608
        "ORDER BY entry_no DESC LIMIT ?",
        [*rules.values(), limit],
    )
    return [_entry(row) for row in rows]


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
