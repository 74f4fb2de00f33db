"""Redo: what was undone comes back, newest undo first, until the actor does something else.

No stack is kept: the journal is one. An undo is an entry that reverts another; it is taken back
by an entry that reverts it in turn. What can be redone are the actor's standing undos behind
which nothing of theirs comes but undos and redos.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.domain.actor import Actor
from app.domain.commands import COMMAND_TYPES, Revert
from app.domain.dataclass import dataclass
from app.domain.errors import Rejected
from app.domain.journal import JournalEntry
from app.ports.storage import Store
from app.usecases.batches import run_batch
from app.usecases.bus import CommandBus
from app.usecases.permissions_words import ACTIONS

LOOKED_AT = 100
"""How many of the actor's newest entries are looked through for something to undo."""
PAGE = 500


@dataclass(frozen=True, slots=True)
class Top:
    """What an undo and a redo would do now, in words; None where there is nothing to do.

    `fixed` says that the last deed is one of those that are never undone.
    """

    undo: str | None
    redo: str | None
    fixed: bool = False


def top(store: Store, actor: Actor) -> Top:
    """What stands on top of the actor's journal. Reads only, so any thread may ask."""
    entries = store.journal(actor_id=actor.user_id, limit=LOOKED_AT)
    gone = store.reverted({entry.command_id for entry in entries})
    last = next(
        (one for one in entries if one.command_id not in gone and one.command_type != Revert.TYPE),
        None,
    )
    undone = _undos(_newest_reverts(entries), gone)
    named = {entry.command_id: entry for entry in entries}
    labels = dict(store.batches())
    return Top(
        undo=None if last is None else _words(last, labels),
        redo=_words(named.get(undone[0].reverts or "", undone[0]), labels) if undone else None,
        fixed=last is not None and not COMMAND_TYPES[last.command_type].UNDOABLE,
    )


def redo(bus: CommandBus, store: Store, actor: Actor) -> int:
    """Do again what the actor undid last; how many commands that were.

    All or nothing. Raises `Rejected` (``redo.nothing``) where nothing was undone since the actor's
    last change, or why it cannot come back.
    """
    reverts = _reverts(store, actor)
    undone = _undos(reverts, store.reverted({entry.command_id for entry in reverts}))
    if not undone:
        raise Rejected("redo.nothing")
    batch = undone[0].batch_id
    unit = [undone[0]] if batch is None else [one for one in undone if one.batch_id == batch]
    commands = [Revert(command_id=entry.command_id) for entry in unit]
    if len(commands) == 1:
        bus.execute(commands[0], actor)
    else:
        bus.rehearse(commands, actor)  # A refusal then leaves no trace.
        run_batch(bus, store, "redo", commands, actor)
    return len(commands)


def _reverts(store: Store, actor: Actor) -> list[JournalEntry]:
    """The actor's undos and redos since their last change, newest first."""
    found: list[JournalEntry] = []
    before: int | None = None
    while page := store.journal(actor_id=actor.user_id, before=before, limit=PAGE):
        newest = _newest_reverts(page)
        found += newest
        if len(newest) < len(page):
            break
        before = page[-1].entry_no
    return found


def _newest_reverts(entries: Sequence[JournalEntry]) -> list[JournalEntry]:
    """Those before the first (entries come newest first) that is neither undo nor redo."""
    ends = (at for at, one in enumerate(entries) if one.command_type != Revert.TYPE)
    return list(entries[: next(ends, len(entries))])


def _undos(reverts: Sequence[JournalEntry], gone: Collection[str]) -> list[JournalEntry]:
    """The standing undos: a redo among them reverts another of them."""
    names = {one.command_id for one in reverts}
    return [one for one in reverts if one.command_id not in gone and one.reverts not in names]


def _words(entry: JournalEntry, labels: dict[str, str]) -> str:
    return labels.get(entry.batch_id or "", ACTIONS[COMMAND_TYPES[entry.command_type]])
