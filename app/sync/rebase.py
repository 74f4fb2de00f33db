"""Settling: bring in the server's truth and put the commands that still wait on top of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.errors import BadInput, Rejected
from app.ports.replica import Pending, Refusal, Replica
from app.sync.sealing import sealable
from app.sync.submitting import Run


def settle(replica: Replica, run: Run) -> None:
    """Finish what the staged pages answer, take their rows, run again what still waits.

    One transaction. A row that only un-acked commands touched goes back to the server's image
    first, so whatever the server did instead (another id, a refusal, a merge) leaves no trace.
    """
    with replica.transaction():
        pages = replica.staged()
        for page in pages:
            for ack in page.acks:
                replica.finish(ack)
        waiting = replica.pending()
        replica.rewind()
        replica.write_rows([row for page in pages for row in page.rows])
        replica.unstage()
        _run_again(replica, run, waiting)


def rewrite(replica: Replica, run: Run, entries: Sequence[Pending]) -> None:
    """Replace the un-acked commands by *entries*, and the rows they touched by what these do."""
    with replica.transaction():
        replica.rewind()
        _run_again(replica, run, entries)


def _run_again(replica: Replica, run: Run, entries: Sequence[Pending]) -> None:
    """Each command in its place: run, waiting for the server, or marked with why it cannot run."""
    for entry in entries:
        if entry.command.SERVER_FIRST or not sealable(entry):
            replica.add_pending(entry)
            continue
        try:
            run(replace(entry, refusal=None))
        except (Rejected, BadInput) as error:
            refusal = Refusal(reason=error.reason, data=error.data)
            replica.add_pending(replace(entry, refusal=refusal))
