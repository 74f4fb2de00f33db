"""Rows that command after command reads one by one: who acts, the course, the lesson in hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.domain.entities import Entity, Key

if TYPE_CHECKING:
    from services.storage.tracking import RowChange

MOST = 32


class StandingRows:
    """A few journalled rows as the last commit left them, so that they are not read again.

    Only a unit of work writes journalled rows, and only its commit changes what stands.
    """

    def __init__(self) -> None:
        self._rows: dict[tuple[type[Entity], Key], Entity] = {}

    def get(self, kind: type[Entity], key: Key) -> Entity | None:
        """The row, None where it is not kept."""
        return self._rows.get((kind, key))

    def keep(self, kind: type[Entity], key: Key, row: Entity) -> None:
        """Keep a row that was read before the open unit wrote it."""
        if kind.JOURNALLED:
            if len(self._rows) >= MOST:
                self._rows.clear()
            self._rows[kind, key] = row

    def changed(self, changes: Iterable[RowChange]) -> None:
        """Forget the rows that a commit changed."""
        for change in changes:
            self._rows.pop((change.kind, change.key), None)
