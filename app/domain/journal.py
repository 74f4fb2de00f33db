"""The journal's forms: what a committed command left behind."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from app.domain.dataclass import dataclass
from app.domain.entities import Json, Key

if TYPE_CHECKING:
    from app.domain.commands import Command

EntryState = Literal["local", "pending", "sealed", "acked", "rejected"]
BatchState = Literal["running", "done", "rolled_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowImage:
    """One row as a command found and left it, in canonical values (`app.domain.canonical`).

    Created: `before` and `after` None, `before_hash` None. Deleted: `before` the whole row,
    `after_hash` None. Updated: `before` and `after` hold the changed columns only. Hashes are
    sha256 hex of the whole row's canonical JSON without the entity's UNJOURNALLED columns.
    """

    table: str
    key: Key
    before: Json | None
    after: Json | None
    before_hash: str | None
    after_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One committed command with the images of the rows it touched.

    `command` is None where only the images were asked for. `reverts` names the command this one
    inverted; `batch_id` the batch it belongs to.
    """

    entry_no: int
    command_id: str
    command_type: str
    command: Command | None
    actor_id: int | None
    at: datetime
    batch_id: str | None
    reverts: str | None
    state: EntryState
    images: tuple[RowImage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """Which rows a commit touched, for views: table to keys (empty tuple: too many to name)."""

    tables: dict[str, tuple[Key, ...]]
