"""Reading what the first screen and the charts show."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.actor import Actor
from app.ports.home import Machine
from app.queries.home import Home, Later, read_home, read_later
from services.analytics.home import SqliteHome
from services.storage.backup import backups
from services.storage.places import Places
from services.storage.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from app.queries.analytics import Asked, Board


class Insight:
    """Answers `Context.home`, `home_later` and `board` from one state of the database each."""

    def __init__(self, store: SqliteStore, places: Places) -> None:
        self._store = store
        self._places = places

    def home(self, actor: Actor, at: datetime) -> Home:
        """The first screen."""
        with self._store.connection() as connection:
            return read_home(SqliteHome(connection), self._machine(), actor, at)

    def home_later(self, actor: Actor) -> Later:
        """What of the first screen takes longer."""
        with self._store.connection() as connection:
            return read_later(SqliteHome(connection), actor)

    def board(self, asked: Asked, actor: Actor, at: datetime) -> Board:
        """The charts."""
        # Not needed for the first screen, so not loaded before it.
        from app.queries.analytics import read_board
        from services.analytics.series import SqliteSeries

        with self._store.connection() as connection:
            return read_board(SqliteSeries(connection), asked, actor, at)

    def _machine(self) -> Machine:
        copies = backups(self._places)
        newest = copies[-1].stat().st_mtime if copies else None
        return Machine(
            folder=self._places.folder,
            database_bytes=self._places.database.stat().st_size,
            backup_at=None if newest is None else datetime.fromtimestamp(newest, UTC),
            backups=len(copies),
        )
