"""Finding the commands that touched a record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from app.domain.dataclass import dataclass
from app.domain.entities import Key
from app.domain.journal import RowImage

Touched = Mapping[str, Collection[Key]]
"""Keys of records by their table (logical names, such as ``users``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCommand:
    """A command that touched one of some records; `images` are those records' alone.

    `label` is its batch's name; `undone` tells that a later revert has taken it back, `reverts`
    that it is one.
    """

    command_id: str
    command_type: str
    at: datetime
    actor_id: int | None
    batch_id: str | None
    label: str | None
    reverts: str | None
    undone: bool
    images: tuple[RowImage, ...]


class RowHistory(Protocol):
    """Reads the journal by the records it is about; from any thread."""

    def touching(
        self, records: Touched, *, types: Collection[str], limit: int
    ) -> Sequence[PastCommand]:
        """The newest commands of these types that touched a record, newest first.

        At most *limit*; commands long past are not looked at.
        """
        ...

    def since(
        self, command_id: str, *, types: Collection[str], tables: Collection[str]
    ) -> Iterable[RowImage]:
        """What commands of these types did to rows of these tables after a command, newest first.

        Raises `NotFound` (``journal.missing``) where the command itself is unknown.
        """
        ...
