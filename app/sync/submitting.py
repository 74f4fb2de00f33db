"""Taking a user's command in a connected workspace, before the server has seen it."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.canonical import canonical_json, to_canonical
from app.domain.commands import Command
from app.domain.errors import Rejected
from app.domain.outcomes import Outcome
from app.ports.replica import Pending, Replica
from app.sync.sealing import OP_BYTES
from app.sync.touches import rows_field, touches

Run = Callable[[Pending], Outcome]
"""Runs a command's use case on the replica and journals it as pending, in one transaction, under
the entry's command_id, actor and batch, and at its time, however much later it runs again. Raises
`Rejected` with nothing changed."""


def submit(replica: Replica, run: Run, entry: Pending) -> Outcome | None:
    """Run an optimistic command here; keep a `server_first` one (None) until the server answers.

    Raises `Rejected`: what the use case raises; ``sync.unconfirmed`` for a row that exists here
    only as a consequence, whose id is not the server's; ``sync.too_large`` for what could never
    be sent.
    """
    require_confirmed(entry.command)
    require_sendable(entry.command)
    if entry.command.SERVER_FIRST:
        with replica.transaction():
            replica.add_pending(entry)
        return None
    return run(entry)


def require_confirmed(command: Command) -> None:
    """Raise `Rejected` (``sync.unconfirmed``) where a command names a row by an id below 0."""
    for touch in touches(command):
        for table, key in touch.needs:
            if isinstance(key, int) and key < 0:
                raise Rejected("sync.unconfirmed", table=table, key=key)


def require_sendable(command: Command, limit: int = OP_BYTES) -> None:
    """Raise `Rejected` (``sync.too_large``) for a large command that has no rows to divide."""
    if rows_field(type(command)) is not None:
        return
    size = len(canonical_json(to_canonical(command)).encode())
    if size > limit:
        raise Rejected("sync.too_large", bytes=size, limit=limit)
