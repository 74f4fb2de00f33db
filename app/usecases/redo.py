"""Redo: the inverse of an undo, while nothing newer of the actor's stands in between."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.actor import Actor
from app.domain.commands import COMMAND_TYPES, Revert
from app.domain.errors import Rejected
from app.domain.journal import JournalEntry
from app.ports.storage import Store
from app.usecases.batches import run_batch
from app.usecases.bus import CommandBus
from app.usecases.permissions_words import ACTIONS

LOOKED_AT = 100
"""How many of the actor's newest entries are looked through for something to undo."""


@dataclass(frozen=True, slots=True)
class Top:
    """What an undo and a redo would do now, in words; None where there is nothing to do."""

    undo: str | None
    redo: str | None


def top(store: Store, actor: Actor) -> Top:
    """What stands on top of the actor's journal. Reads only, so any thread may ask."""
    entries = store.journal(actor_id=actor.user_id, limit=LOOKED_AT)
    gone = store.reverted({entry.command_id for entry in entries})
    standing = [entry for entry in entries if entry.command_id not in gone]
    labels = dict(store.batches())
    last = next((entry for entry in standing if entry.command_type != Revert.TYPE), None)
    undone = standing[0] if standing and standing[0].command_type == Revert.TYPE else None
    return Top(
        undo=None if last is None else _words(last, labels),
        redo=None if undone is None else ACTIONS[Revert],
    )


def redo(bus: CommandBus, store: Store, actor: Actor) -> int:
    """Do again what the actor undid last; how many commands that were.

    Raises `Rejected` (``redo.nothing``) where something newer of theirs stands in between.
    """
    entries = store.journal(actor_id=actor.user_id, limit=1)
    if not entries or entries[0].command_type != Revert.TYPE:
        raise Rejected("redo.nothing")
    newest = entries[0]
    unit = [newest]
    if newest.batch_id is not None:
        unit = _all_of(store, newest.batch_id)
    gone = store.reverted({entry.command_id for entry in unit})
    commands = [
        Revert(command_id=entry.command_id) for entry in unit if entry.command_id not in gone
    ]
    if not commands:
        raise Rejected("redo.nothing")
    if len(commands) == 1:
        bus.execute(commands[0], actor)
    else:
        bus.rehearse(commands, actor)
        run_batch(bus, store, "redo", commands, actor)
    return len(commands)


def _all_of(store: Store, batch_id: str) -> list[JournalEntry]:
    found: list[JournalEntry] = []
    before: int | None = None
    while page := store.journal(batch_id=batch_id, before=before, limit=500):
        found += page
        before = page[-1].entry_no
    return found


def _words(entry: JournalEntry, labels: dict[str, str]) -> str:
    return labels.get(entry.batch_id or "", ACTIONS[COMMAND_TYPES[entry.command_type]])
