"""The index by which things are found by any three letters of their names.

It follows the journal in the background and stores how far it has come; a save's transaction
never touches it. Together with the lists' own indexes it is made beside the schema: all of it can
be dropped and is made anew from the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from app.domain.canonical import canonical_json
from app.domain.dataclass import dataclass
from app.domain.entities import Key
from services.storage.sqlite.connection import Connection, Row
from services.storage.sqlite.grid_sources import name_of
from services.storage.sqlite.images import touched

SLICE = 1000
"""Rows that one transaction indexes: about 20 ms."""

INDEXES = (
    f"CREATE INDEX IF NOT EXISTS idx_grid_users_name ON users ({name_of('users')})".replace(
        "users.", ""
    ),
    "CREATE INDEX IF NOT EXISTS idx_grid_users_gone ON users (id) WHERE is_deleted = 1",
    "CREATE INDEX IF NOT EXISTS idx_grid_courses_title ON courses (title COLLATE NOCASE)",
    "CREATE INDEX IF NOT EXISTS idx_grid_enrollments_accessed ON enrollments (last_accessed_at)",
    "CREATE INDEX IF NOT EXISTS idx_grid_enrollments_done ON enrollments (completion_percentage)",
)
"""What the lists' orders are read by; measured on a million enrollments (docs/grid.md)."""

_STATE = "CREATE TABLE IF NOT EXISTS text_index (name TEXT PRIMARY KEY, position INTEGER NOT NULL)"
_SET = "INSERT INTO text_index VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position"
_DONE = -1
"""The position of a part that was read to its end: the journal tells the rest."""


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of things: the table whose changes matter, and how its rows are read by id.

    `rows` selects (id, title, detail) and ends in a condition on `id`.
    """

    name: str
    table: str
    id: str
    rows: str

    @property
    def index(self) -> str:
        """The name of its index."""
        return f"text_{self.name}"


PARTS = (
    Part(
        "people",
        "users",
        "u.id",
        f"SELECT u.id, {name_of('u')}, u.email FROM users AS u WHERE u.is_deleted = 0",
    ),
    Part(
        "courses",
        "courses",
        "c.id",
        "SELECT c.id, c.title, c.slug FROM courses AS c WHERE c.is_deleted = 0",
    ),
    Part("lessons", "ext.lessons", "l.id", "SELECT l.id, l.title, '' FROM ext_lessons AS l"),
    Part(
        "certificates",
        "certificates",
        "k.id",
        "SELECT k.id, k.certificate_number, k.verification_code FROM certificates AS k",
    ),
)


class TextIndex:
    """Keeps the index; belongs to the thread that owns the writing connection.

    `told` is called when things are found otherwise than before.
    """

    def __init__(
        self,
        writer: Callable[[], Connection],
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self._writer = writer
        self._told = told
        self._made = 0

    def catch_up(self, limit: int = SLICE) -> bool:
        """Index about *limit* rows or journalled changes; whether more is left to do."""
        connection = self._writer()
        if self._made < len(INDEXES):
            connection.run(INDEXES[self._made])
            self._made += 1
            return True
        if connection.one("SELECT 1 FROM sqlite_schema WHERE name = 'text_index'") is None:
            self._make(connection)
            return True
        positions: dict[str, int] = dict(connection.all("SELECT name, position FROM text_index"))
        for part in PARTS:
            if positions[part.name] != _DONE:
                with _transaction(connection):
                    self._read_on(connection, part, positions[part.name], limit)
                return True
        return self._follow(connection, positions["journal"], limit)

    def _make(self, connection: Connection) -> None:
        with _transaction(connection):
            connection.run(_STATE)
            for part in PARTS:
                connection.run(
                    f"CREATE VIRTUAL TABLE {part.index} "
                    "USING fts5(title, detail, tokenize = 'trigram')"
                )
                connection.run(_SET, (part.name, 0))
            # What is journalled from now on is read from there, whatever is read first here.
            newest = connection.one("SELECT ifnull(max(entry_no), 0) FROM sync_journal")
            connection.run(_SET, ("journal", newest[0] if newest else 0))

    def _read_on(self, connection: Connection, part: Part, after: int, limit: int) -> None:
        """The next rows of a table that has not been read to its end yet."""
        glue = "AND" if " WHERE " in part.rows else "WHERE"
        rows = connection.all(
            f"{part.rows} {glue} {part.id} > ? ORDER BY {part.id} LIMIT ?", (after, limit)
        )
        _put(connection, part, [row[0] for row in rows], rows)
        connection.run(_SET, (part.name, rows[-1][0] if len(rows) == limit else _DONE))

    def _follow(self, connection: Connection, position: int, limit: int) -> bool:
        """Bring in what the journal tells since *position*."""
        found: dict[str, set[Key]] = {part.table: set() for part in PARTS}
        last, count = position, 0
        for entry_no, blob in connection.each(
            "SELECT entry_no, images FROM sync_journal WHERE entry_no > ? AND images IS NOT NULL "
            "ORDER BY entry_no",
            (position,),
        ):
            for image in touched(blob):
                if image.table in found:
                    found[image.table].add(image.key)
                    count += 1
            last = entry_no
            if count >= limit:
                break
        if last == position:
            return False
        with _transaction(connection):
            for part in PARTS:
                self._again(connection, part, sorted(found[part.table], key=str))
            connection.run(_SET, ("journal", last))
        if any(found.values()):
            self._told()
        return True

    def _again(self, connection: Connection, part: Part, keys: Sequence[Key]) -> None:
        if not keys:
            return
        glue = "AND" if " WHERE " in part.rows else "WHERE"
        rows = connection.all(
            f"{part.rows} {glue} {part.id} IN (SELECT value FROM json_each(?))",
            (canonical_json(list(keys)),),
        )
        _put(connection, part, keys, rows)


def _put(connection: Connection, part: Part, keys: Sequence[Key], rows: Sequence[Row]) -> None:
    connection.run_many(f"DELETE FROM {part.index} WHERE rowid = ?", [(key,) for key in keys])
    connection.run_many(f"INSERT INTO {part.index} (rowid, title, detail) VALUES (?, ?, ?)", rows)


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    connection.run("BEGIN IMMEDIATE")
    try:
        yield
        connection.run("COMMIT")
    finally:
        if connection.in_transaction:
            connection.run("ROLLBACK")
