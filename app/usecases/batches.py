"""Work of many commands: whole or not at all, and undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from datetime import datetime
from uuid import uuid4

from app.domain.actor import SYSTEM, Actor
from app.domain.clock import format_time
from app.domain.commands import COMMAND_TYPES, Command, Revert
from app.domain.dataclass import dataclass
from app.domain.errors import Rejected
from app.domain.journal import JournalEntry
from app.ports.storage import Store
from app.usecases.bus import CommandBus, Done
from app.usecases.permissions_words import ACTIONS

PAGE = 500

Progress = Callable[[int, int | None], None]
"""Called after each command with how many are done, of how many where that is known."""


def run_batch(  # noqa: PLR0913 - what makes a long job bearable comes by keyword
    bus: CommandBus,
    store: Store,
    label: str,
    commands: Iterable[Command],
    actor: Actor,
    *,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Done]:
    """Run commands one by one, each in its transaction, as one batch.

    `commands` may be made as they are needed; `cancelled` is asked before each. When it answers
    true, or anything at all is raised, what was done is taken back, newest first, and the error
    goes on (``batch.cancelled``). Certificates already issued stay. Raises ``batch.incomplete``
    from the error where a step could not be taken back, because somebody built on it meanwhile.
    """
    batch_id = uuid4().hex
    total = len(commands) if isinstance(commands, Sized) else None
    done: list[Done] = []
    try:
        store.open_batch(batch_id, label, actor)
        for command in commands:
            if cancelled is not None and cancelled():
                raise Rejected("batch.cancelled", label=label)
            done.append(bus.execute(command, actor, batch_id=batch_id))
            if on_progress is not None:
                on_progress(len(done), total)
    except BaseException as error:
        kept = roll_back(bus, store, batch_id)
        if kept:
            raise Rejected(
                "batch.incomplete", label=label, count=len(kept), command_ids=kept
            ) from error
        raise
    store.close_batch(batch_id, "done")
    return done


def roll_back(bus: CommandBus, store: Store, batch_id: str) -> list[str]:
    """Take back what a batch did, newest first; the ids of commands that had to stay.

    The program does it, not the user: nobody's rights may leave a batch half done. What cannot be
    undone by its nature (certificates) stays without being told.
    """
    kept: list[str] = []
    for entry in list(_standing(store, _entries(store, batch_id=batch_id))):
        if not COMMAND_TYPES[entry.command_type].UNDOABLE:
            continue
        try:
            bus.execute(Revert(command_id=entry.command_id), SYSTEM)
        except Rejected:
            kept.append(entry.command_id)
    store.close_batch(batch_id, "rolled_back")
    return kept


def recover_batches(bus: CommandBus, store: Store) -> list[tuple[str, list[str]]]:
    """Roll back the batches that a crash left running; each one's label and what had to stay.

    To be called when a workspace is opened, before anything else is done in it.
    """
    return [
        (label, roll_back(bus, store, batch_id)) for batch_id, label in store.batches("running")
    ]


@dataclass(frozen=True, slots=True)
class Undone:
    """One unit that was taken back: the newest command of it, when it ran, what it is called."""

    command_id: str
    command_type: str
    at: datetime
    label: str

    @property
    def at_text(self) -> str:
        """`at` in its canonical form."""
        return format_time(self.at)


def undo(bus: CommandBus, store: Store, actor: Actor, count: int = 1) -> list[Undone]:
    """Take back the actor's last *count* units of work, newest first; a batch is one unit.

    Units are commands that changed something, are not undone yet and no undo themselves; where
    there are fewer, all are taken back. All or nothing: raises `Rejected` (``undo.nothing``, or
    why one of them cannot be undone) with nothing changed.
    """
    units = _last_units(store, actor, count)
    if not units:
        raise Rejected("undo.nothing")
    entries = sorted((one for unit in units for one in unit), key=lambda one: -one.entry_no)
    commands = [Revert(command_id=entry.command_id) for entry in entries]
    if len(commands) == 1:
        bus.execute(commands[0], actor)
    else:
        bus.rehearse(commands, actor)  # A refusal then leaves no trace.
        run_batch(bus, store, "undo", commands, actor)
    labels = dict(store.batches()) if any(unit[0].batch_id for unit in units) else {}
    return [_undone(unit[0], labels) for unit in units]


def _undone(newest: JournalEntry, labels: Mapping[str, str]) -> Undone:
    label = labels.get(newest.batch_id or "", ACTIONS[COMMAND_TYPES[newest.command_type]])
    return Undone(newest.command_id, newest.command_type, newest.at, label)


def _last_units(store: Store, actor: Actor, count: int) -> list[list[JournalEntry]]:
    """The standing entries of the actor's last *count* units, all newest first."""
    units: dict[str, list[JournalEntry]] = {}
    if actor.user_id is None or count < 1:
        return []
    for entry in _standing(store, _entries(store, actor_id=actor.user_id)):
        name = entry.batch_id or entry.command_id
        if entry.command_type == Revert.TYPE or name in units:
            continue
        unit = [entry]
        if entry.batch_id is not None:
            of_batch = _standing(store, _entries(store, batch_id=entry.batch_id))
            unit = [one for one in of_batch if one.command_type != Revert.TYPE]
        unit = _that_changed_something(store, actor, unit)
        if unit:
            units[name] = unit
        if len(units) == count:
            break
    return list(units.values())


def _that_changed_something(
    store: Store, actor: Actor, entries: Iterable[JournalEntry]
) -> list[JournalEntry]:
    """Those with images; a command that cannot be undone counts as a change in any case."""
    with store.unit_of_work(actor) as uow:
        return [
            entry
            for entry in entries
            if not COMMAND_TYPES[entry.command_type].UNDOABLE
            or uow.journal_entry(entry.command_id).images
        ]


def _entries(
    store: Store, *, actor_id: int | None = None, batch_id: str | None = None
) -> Iterator[list[JournalEntry]]:
    """Pages of entries, newest first."""
    before: int | None = None
    while page := store.journal(actor_id=actor_id, batch_id=batch_id, before=before, limit=PAGE):
        yield page
        before = page[-1].entry_no


def _standing(store: Store, pages: Iterable[list[JournalEntry]]) -> Iterator[JournalEntry]:
    """The entries that no revert has taken back."""
    for page in pages:
        gone = store.reverted({entry.command_id for entry in page})
        yield from (entry for entry in page if entry.command_id not in gone)
