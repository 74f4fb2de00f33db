"""The rule that is not enough: hold back the server's word on rows with un-acked changes."""

from __future__ import annotations

from app.domain.entities import Key
from app.ports.replica import ServerRow
from app.sync.submitting import Run
from services.storage.memory_replica import MemoryReplica
from services.storage.memory_state import MemoryState


class HoldBack:
    """Settles without rebasing: no row is put back, no command runs again.

    It is given what is easy: provisional rows and counts of answered commands do go.
    """

    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def settle(self, replica: MemoryReplica, run: Run) -> None:
        """In the place of `app.sync.rebase.settle`."""
        with replica.transaction():
            pages = replica.staged()
            for page in pages:
                for ack in page.acks:
                    replica.finish(ack)
            held = {
                (image.table, image.key)
                for entry in replica.pending()
                for image in self._state.entries[entry.command_id].images
            }
            replica.write_rows([*self._provisional(held)])
            rows = [row for page in pages for row in page.rows if (row.table, row.key) not in held]
            replica.write_rows(rows)
            replica.unstage()

    def _provisional(self, held: set[tuple[str, Key]]) -> list[ServerRow]:
        return [
            ServerRow(kind.TABLE, key, None)
            for (kind, key), base in self._state.bases.items()
            if base is None
            and (kind.TABLE, key) not in held
            and (not kind.JOURNALLED or (isinstance(key, int) and key < 0))
        ]
