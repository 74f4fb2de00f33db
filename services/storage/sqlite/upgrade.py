"""Bringing an older workspace's schema to the newest revision."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, NullPool, create_engine, event

from app.domain.errors import EnvironmentFault
from services.storage.sqlite.faults import translate
from services.storage.sqlite.schema import HEAD


def migration_engine(path: Path) -> Engine:
    """An engine whose transactions hold schema changes too, without foreign keys in force.

    A revision that rebuilds a table would otherwise delete what refers to it.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(path, isolation_level=None),
        poolclass=NullPool,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

    return engine


def upgrade(path: Path, revision: str = HEAD) -> None:
    """Run the missing revisions on a database, all or none of them.

    Raises `EnvironmentFault`: ``workspace.upgrade_broke`` where a reference would dangle, else
    what stood in the way.
    """
    # Alembic takes a quarter of a second to import: only an upgrade needs it.
    from alembic import command
    from alembic.config import Config

    config = Config(str(Path(__file__).parent.parent / "alembic.ini"))
    engine = migration_engine(path)
    try:
        with engine.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if dangling:
                raise EnvironmentFault(
                    "workspace.upgrade_broke", path=str(path), rows=len(dangling)
                )
    except Exception as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error):
            known = translate(cause, str(path))
            if known is not None:
                raise known from error
        raise
    finally:
        engine.dispose()
