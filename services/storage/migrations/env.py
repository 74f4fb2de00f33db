"""Runs revisions on the connection that the program hands over, in one transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import context
from sqlalchemy import Connection

from services.storage.sqlite.upgrade import migration_engine
from services.storage.tables import metadata


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata("sqlite"),
        # SQLite undoes schema changes like any others, so that a killed upgrade leaves nothing.
        transactional_ddl=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _run() -> None:
    handed = context.config.attributes.get("connection")
    if isinstance(handed, Connection):
        _migrate(handed)
        return
    path = Path(context.get_x_argument(as_dictionary=True)["path"])
    with migration_engine(path).connect() as connection:
        _migrate(connection)


_run()
