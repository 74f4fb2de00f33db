"""Parts of an open workspace that are loaded when they are first used.

Opening a workspace is the start of every command and of the window: what only some of them need
is imported by whoever calls it first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from app.ports.files import FileStore
from app.usecases.bus import CommandBus
from services.storage.places import Places
from services.storage.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from app.bootstrap.insight import Insight
    from app.bootstrap.settling import Settling
    from app.context import Verifier
    from app.ports.certificates import CertificateRenderer
    from app.ports.grid import GridReader
    from app.ports.history import RowHistory
    from app.ports.interchange import Interchange
    from app.ports.printing import Spooler
    from app.ports.scanning import QrScanner
    from app.ports.search import TextSearch
    from services.storage.sqlite.text_index import TextIndex

T = TypeVar("T")


class _Late:
    """Stands for what *load* makes, of which only methods are used, and makes it with the first."""

    def __init__(self, load: Callable[[], Any]) -> None:
        self._made = cache(load)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def method(*args: Any, **named: Any) -> Any:
            return getattr(self._made(), name)(*args, **named)

        return method


def _late(load: Callable[[], T]) -> T:
    return cast("T", _Late(load))


def interchange(store: SqliteStore, bus: CommandBus, files: FileStore) -> Interchange:
    """Exchange with files."""

    def load() -> Interchange:
        from services.interchange.exchange import LocalInterchange

        return LocalInterchange(store, bus, files)

    return _late(load)


def verifier(store: SqliteStore) -> Verifier:
    """The judge of certificates."""

    def load() -> Verifier:
        from services.certificates.verifier import StoreVerifier

        return StoreVerifier(store)

    return _late(load)


def renderer() -> CertificateRenderer:
    """What draws certificates, for issuing and for previews alike."""

    def load() -> CertificateRenderer:
        from services.certificates.renderer import CertificateRenderer
        from services.certificates.shared import SharedRenderer

        return SharedRenderer(CertificateRenderer())

    return _late(load)


def scanner() -> QrScanner:
    """What reads QR codes in pictures."""

    def load() -> QrScanner:
        from services.certificates.scanning import ZxingScanner

        return ZxingScanner()

    return _late(load)


def spooler() -> Spooler:
    """The system's print queue."""

    def load() -> Spooler:
        from services.printing.lp import LpSpooler

        return LpSpooler()

    return _late(load)


def insight(store: SqliteStore, places: Places) -> Insight:
    """The first screen and the charts."""

    def load() -> Insight:
        from app.bootstrap.insight import Insight

        return Insight(store, places)

    return _late(load)


def settling(store: SqliteStore, bus: CommandBus, files: FileStore) -> Settling:
    """Event handlers, workflows, and what is due by time."""

    def load() -> Settling:
        from app.bootstrap.settling import Settling

        return Settling(store, bus, files)

    return _late(load)


def grids(store: SqliteStore) -> GridReader:
    """The lists."""

    def load() -> GridReader:
        from services.storage.sqlite.grids import SqliteGrids

        return SqliteGrids(store)

    return _late(load)


def history(store: SqliteStore) -> RowHistory:
    """The journal by the records it is about."""

    def load() -> RowHistory:
        from services.storage.sqlite.row_history import SqliteRowHistory

        return SqliteRowHistory(store)

    return _late(load)


def search(store: SqliteStore) -> TextSearch:
    """Finding things by their names."""

    def load() -> TextSearch:
        from services.storage.sqlite.text_search import SqliteTextSearch

        return SqliteTextSearch(store)

    return _late(load)


def text_index(store: SqliteStore, bus: CommandBus) -> TextIndex:
    """What keeps the text index; whoever listens to commits is told when it has changed."""

    def load() -> TextIndex:
        from app.domain.journal import ChangeSet
        from app.ports.search import TEXT_INDEX
        from services.storage.sqlite.text_index import TextIndex

        return TextIndex(store.writer, lambda: bus.announce(ChangeSet(tables={TEXT_INDEX: ()})))

    return _late(load)
