"""The frozen object that a window or a command line works with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.dataclass import dataclass

if TYPE_CHECKING:
    from app.domain.actor import Actor
    from app.domain.verification import Verdict
    from app.ports.background import Background
    from app.ports.certificates import CertificateRenderer
    from app.ports.clock import Clock
    from app.ports.files import FileStore
    from app.ports.grid import GridReader
    from app.ports.history import RowHistory
    from app.ports.interchange import Interchange
    from app.ports.printing import Spooler
    from app.ports.scanning import QrScanner
    from app.ports.search import TextSearch
    from app.ports.storage import Store
    from app.queries.analytics import Asked, Board
    from app.queries.home import Home, Later
    from app.settings import Kept, Settings
    from app.usecases.bus import CommandBus


class Verifier(Protocol):
    """Judges certificates against this workspace's issues and keys, without a network."""

    def verify_text(self, qr_text: str) -> Verdict:
        """The verdict on a QR code's text."""
        ...

    def verify_pdf(self, data: bytes) -> Verdict:
        """The verdict on a PDF's bytes."""
        ...

    def verify_name(self, name: str) -> Verdict:
        """The verdict on a verification code or certificate number."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """An open workspace.

    `table_rows(table, where, limit)` lists a table's rows as the command line prints them;
    `metrics(at)` answers the twelve, `board(asked, actor, at)` the charts about them. `home(actor,
    at)` is the first screen and `home_later(actor)` what of it takes longer; all of these read
    only, from any thread. `settle_some` runs a slice of what commands left to do (event handlers,
    workflows) and answers whether more is left; `upkeep` does what time brings (roll-ups,
    reminders, expiry), a step with each `next`; `index` brings a slice of changes into the text
    index and answers whether more are left; `close` gives the workspace up. All of these, and
    `background`, belong to the thread that opened it.
    """

    folder: Path
    kept: Kept
    clock: Clock
    store: Store
    files: FileStore
    bus: CommandBus
    interchange: Interchange
    verifier: Verifier
    renderer: CertificateRenderer
    scanner: QrScanner
    spooler: Spooler
    table_rows: Callable[[str, Mapping[str, str], int | None], Iterator[Mapping[str, Any]]]
    metrics: Callable[[datetime], Mapping[str, Any]]
    board: Callable[[Asked, Actor, datetime], Board]
    home: Callable[[Actor, datetime], Home]
    home_later: Callable[[Actor], Later]
    grids: GridReader
    search: TextSearch
    history: RowHistory
    background: Background
    settle_some: Callable[[], bool]
    index: Callable[[], bool]
    upkeep: Callable[[], Iterator[None]]
    close: Callable[[], None]

    @property
    def settings(self) -> Settings:
        """The settings as they stand now; `kept` changes them."""
        return self.kept.now

    def seen_by(self, actor: Actor) -> Context:
        """The workspace as *actor* may see it, for reading."""
        if actor.role == "admin":
            return self
        from app.queries.seen import seen_store  # nothing is hidden from admins

        return replace(self, store=seen_store(self.store, actor))

    def settle(self) -> None:
        """Run what commands left to do until nothing is left."""
        while self.settle_some():
            pass
