"""A desktop's replica of a server's rows, and its way to the server."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from datetime import datetime
from typing import Any, Protocol

from app.domain.commands import Command
from app.domain.dataclass import dataclass
from app.domain.entities import Json, Key
from app.domain.journal import RowImage
from app.domain.outcomes import Outcome, OutcomeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a command that waits to be sent cannot be run here at present."""

    reason: str
    data: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A journalled command without the server's answer.

    `op_no` is its sealed op's number, None while unsealed. A `server_first` command has not run
    here; one with a `refusal` ran no more when the rows below it changed.
    """

    command_id: str
    command: Command
    actor_id: int | None
    at: datetime
    batch_id: str | None = None
    op_no: int | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedCommand:
    """A command as journals and ops keep it: type, version and canonical values."""

    type: str
    version: int
    body: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedOp:
    """A command on its way, never changed again.

    `bodies` are lesson texts (by sha256) that it is based on and the server may lack. `hash` is
    the sha256 hex over everything else, the hash of the op before (`previous`) included.
    """

    op_no: int
    device: str
    protocol: int
    command_id: str
    actor_id: int | None
    batch_id: str | None
    at: datetime
    command: EncodedCommand
    bodies: Json = field(default_factory=dict[str, str])
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """The server's answer to one op, the truth about its command.

    `images` are those of the server's journal, which a later undo here goes by.
    """

    op_no: int
    command_id: str
    kind: OutcomeKind
    reason: str | None = None
    data: Json = field(default_factory=dict[str, Any])
    outcome: Outcome = field(default_factory=Outcome)
    images: tuple[RowImage, ...] = ()


@dataclass(frozen=True, slots=True)
class ServerRow:
    """A row's newest canonical image at the server; None once it is deleted (a tombstone)."""

    table: str
    key: Key
    image: Json | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Whole server transactions, in order: from cursor `after` up to `cursor`.

    `more` says that the server had further ones already.
    """

    after: int
    cursor: int
    rows: tuple[ServerRow, ...]
    acks: tuple[Ack, ...] = ()
    more: bool = False


class Replica(Protocol):
    """The rows of a connected workspace with what synchronising remembers beside them.

    Committing a command keeps, for each row that it touches for the first time since the last
    settling, the image that the server last sent (`sync_base`; none for a row it never sent).
    """

    def transaction(self) -> AbstractContextManager[None]:
        """Everything within becomes durable together, or none of it; references hold at its end."""
        ...

    def pending(self) -> list[Pending]:
        """Un-acked commands, oldest first."""
        ...

    def add_pending(self, entry: Pending) -> None:
        """Journal a command without running it, behind all others."""
        ...

    def rewind(self) -> None:
        """Bring every touched row back to its server image; take un-acked commands out.

        Lesson bodies stay: they are named by their content, and waiting edits merge against them.
        """
        ...

    def finish(self, ack: Ack) -> None:
        """Journal a command's answer, its images and conflicts included; it is pending no more."""
        ...

    def write_rows(self, rows: Sequence[ServerRow]) -> None:
        """Bring rows to the server's images, past all rules; the last image of a row counts.

        Unique values may pass from row to row within one call. Columns that no image holds stay.
        """
        ...

    def unknown_bodies(self, hashes: Collection[str]) -> dict[str, str]:
        """Those lesson texts among *hashes* that are here but never came from the server."""
        ...

    def chain(self) -> tuple[int, str]:
        """Number and hash of the newest op ever sealed; (0, "") before the first."""
        ...

    def seal(self, ops: Sequence[SealedOp]) -> None:
        """Keep sealed ops until their commands are finished."""
        ...

    def sealed(self) -> list[SealedOp]:
        """Sealed ops whose commands are pending, by number."""
        ...

    def stage(self, page: Page) -> None:
        """Keep a page for settling, if it follows the last one kept; else do nothing."""
        ...

    def staged(self) -> list[Page]:
        """Pages kept since the last settling, in order."""
        ...

    def cursor(self) -> int:
        """How far the server's changes are here, staged ones included."""
        ...

    def unstage(self) -> None:
        """Forget the staged pages, whose rows are now in place; the cursor stays."""
        ...


class ServerLink(Protocol):
    """The server as one device reaches it. Everything raises `EnvironmentFault` when it is lost."""

    def received(self) -> int:
        """The number of the newest op that the server holds of this device."""
        ...

    def push(self, ops: Sequence[SealedOp]) -> None:
        """Hand over ops; one that the server holds already is no matter."""
        ...

    def pull(self, after: int) -> Page | None:
        """The server's changes after a cursor; None where there are none."""
        ...
