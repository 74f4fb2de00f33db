"""The journal by the records it is about, read from any store the slow way."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.actor import SYSTEM
from app.domain.journal import JournalEntry, RowImage
from app.ports.history import PastCommand, Touched
from app.ports.storage import Store

ALL = 1_000_000


class PlainHistory:
    """`app.ports.history.RowHistory` over whole journal entries."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _entries(self) -> list[JournalEntry]:
        listed = self._store.journal(limit=ALL)
        with self._store.unit_of_work(SYSTEM) as uow:
            return [uow.journal_entry(one.command_id) for one in listed]

    def touching(
        self, records: Touched, *, types: Collection[str], limit: int
    ) -> list[PastCommand]:
        """The newest commands of these types that touched one of *records*."""
        found: list[PastCommand] = []
        for entry in self._entries():
            images = tuple(one for one in entry.images if one.key in records.get(one.table, ()))
            if entry.command_type not in types or not images:
                continue
            found.append(
                PastCommand(
                    command_id=entry.command_id,
                    command_type=entry.command_type,
                    at=entry.at,
                    actor_id=entry.actor_id,
                    batch_id=entry.batch_id,
                    label=None,
                    reverts=entry.reverts,
                    undone=bool(self._store.reverted({entry.command_id})),
                    images=images,
                )
            )
        return found[:limit]

    def since(
        self, command_id: str, *, types: Collection[str], tables: Collection[str]
    ) -> list[RowImage]:
        """The images that commands of *types* left after one, newest first."""
        entries = self._entries()
        at = next(one.entry_no for one in entries if one.command_id == command_id)
        return [
            image
            for one in entries
            if one.entry_no > at and one.command_type in types
            for image in one.images
            if image.table in tables
        ]
