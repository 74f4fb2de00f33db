"""Undoing one unit of work that need not be the last: a command, or the batch it belongs to."""

from __future__ import annotations

from app.domain.actor import Actor
from app.domain.commands import COMMAND_TYPES, Revert
from app.domain.errors import Rejected
from app.domain.journal import JournalEntry
from app.ports.storage import Store
from app.usecases.batches import run_batch
from app.usecases.bus import CommandBus
from app.usecases.permissions_words import ACTIONS

PAGE = 500


def undo_unit(bus: CommandBus, store: Store, actor: Actor, command_id: str) -> str:
    """Take back a command, or the whole batch that it belongs to; what that was called.

    All or nothing. Raises `NotFound` (``journal.missing``), `Rejected` (``undo.nothing`` where it
    is taken back already, or why it cannot be).
    """
    with store.unit_of_work(actor) as uow:
        entry = uow.journal_entry(command_id)
    unit = [entry] if entry.batch_id is None else _of_batch(store, entry.batch_id)
    gone = store.reverted({one.command_id for one in unit})
    commands = [
        Revert(command_id=one.command_id)
        for one in unit
        if one.command_id not in gone and one.command_type != Revert.TYPE
    ]
    if not commands:
        raise Rejected("undo.nothing")
    if len(commands) == 1:
        bus.execute(commands[0], actor)
    else:
        bus.rehearse(commands, actor)  # A refusal then leaves no trace.
        run_batch(bus, store, "undo", commands, actor)
    return _label(store, entry)


def _of_batch(store: Store, batch_id: str) -> list[JournalEntry]:
    """A batch's entries, newest first."""
    found: list[JournalEntry] = []
    before: int | None = None
    while page := store.journal(batch_id=batch_id, before=before, limit=PAGE):
        found += page
        before = page[-1].entry_no
    return found


def _label(store: Store, entry: JournalEntry) -> str:
    labels = dict(store.batches()) if entry.batch_id else {}
    return labels.get(entry.batch_id or "", ACTIONS[COMMAND_TYPES[entry.command_type]])
