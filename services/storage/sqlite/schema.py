"""The schema of a workspace's database: made in one go, recognised, and stamped."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from services.storage.sqlite.connection import Connection

REVISIONS = ("0001",)
"""Every revision of the schema, oldest first; a test compares them with the migrations."""

HEAD = REVISIONS[-1]

_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


@cache
def statements() -> tuple[str, ...]:
    """The statements that make the newest schema, in order."""
    # SQLAlchemy takes a quarter of a second to import: only a new workspace needs it here.
    from sqlalchemy import create_mock_engine
    from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

    from services.storage.tables import metadata

    texts: list[str] = []

    def keep(statement: Any, *_: object, **__: object) -> None:
        texts.append(str(statement.compile(dialect=sqlite_dialect())).strip())

    engine = create_mock_engine("sqlite://", keep)
    declared = metadata("sqlite")
    for table in declared.sorted_tables:
        table.create(engine, checkfirst=False)
    return tuple(texts)


def create_schema(path: Path) -> None:
    """Make the newest schema in a new database file and stamp it, in one transaction.

    Quicker than running every migration, and equal to it (a test compares them).
    """
    connection = Connection(path, writes=True)
    try:
        connection.run("BEGIN IMMEDIATE")
        for statement in statements():
            connection.run(statement)
        connection.run(_VERSION_TABLE)
        connection.run("INSERT INTO alembic_version (version_num) VALUES (?)", (HEAD,))
        connection.run("COMMIT")
    finally:
        connection.close()


def revision_of(raw: sqlite3.Connection) -> str | None:
    """The revision that a database says it has; None where it is no workspace's."""
    known = "SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version' AND type = 'table'"
    if raw.execute(known).fetchone() is None:
        return None
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])
