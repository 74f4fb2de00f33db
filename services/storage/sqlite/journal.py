"""Whole journal entries, with commands and images: written by a unit of work, read by undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from app.domain.actor import Actor
from app.domain.canonical import canonical_json
from app.domain.commands import Command, Revert
from app.domain.entities import LessonBody
from app.domain.errors import NotFound
from app.domain.journal import JournalEntry
from app.domain.outcomes import Conflict
from app.ports.replica import EncodedCommand
from app.sync.upcasters import decode_command
from services.storage.sqlite.codec import time_text
from services.storage.sqlite.connection import Connection
from services.storage.sqlite.images import unpack
from services.storage.sqlite.journal_lists import COLUMNS, entry_of
from services.storage.sqlite.payload import payload_text, read_payload

_INSERT = (
    "INSERT INTO sync_journal (command_id, command_type, command_version, actor_id, at, batch_id,"
    " reverts, state, images, payload) VALUES (?, ?, ?, ?, ?, ?, ?, 'local', ?, ?)"
)
_CONFLICT = (
    "INSERT INTO sync_conflicts (entry_no, subject_table, subject_key, subject_column, base, mine,"
    " theirs, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?)"
)


class NewEntry(NamedTuple):
    """A command to be journalled: who, when, in which batch, and its packed images.

    `texts` are the lesson texts that its transaction keeps; the entry names the command's own.
    """

    command_id: str
    command: Command
    actor: Actor
    at: datetime
    batch_id: str | None
    images: bytes
    conflicts: Sequence[Conflict]
    texts: Sequence[LessonBody] = ()


def write_entry(connection: Connection, entry: NewEntry) -> None:
    """Write an entry with its images and conflicts into the open transaction."""
    command, at = entry.command, time_text(entry.at)
    values = (
        entry.command_id,
        command.TYPE,
        command.VERSION,
        entry.actor.user_id,
        at,
        entry.batch_id,
        command.command_id if isinstance(command, Revert) else None,
        entry.images or None,
        payload_text(command, entry.texts),
    )
    entry_no = connection.run(_INSERT, values, table="sync.journal").lastrowid
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


def read_entry(connection: Connection, command_id: str) -> JournalEntry:
    """An entry with its command and images; raises `NotFound` (``journal.missing``).

    ``row.missing`` where a text that the entry names is gone: nothing here ever deletes one.
    """
    row = connection.one(
        f"SELECT {COLUMNS}, command_version, payload, images FROM sync_journal "  # noqa: S608
        "WHERE command_id = ?",
        (command_id,),
    )
    if row is None:
        raise NotFound("journal.missing", key=command_id)
    plain = entry_of(row)
    version, payload, images = row[8:]
    values = read_payload(payload, lambda name: _text(connection, name))
    encoded = EncodedCommand(type=plain.command_type, version=version, body=values)
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


def _text(connection: Connection, name: str) -> str:
    row = connection.one("SELECT body FROM ext_lesson_bodies WHERE sha256 = ?", (name,))
    if row is None:
        raise NotFound("row.missing", table=LessonBody.TABLE, key=name)
    return str(row[0])
