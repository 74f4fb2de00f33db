"""Lists read by SQL, a window at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from app.domain.actor import Actor
from app.domain.canonical import canonical_json
from app.ports.grid import Anchor, GridPage, GridQuery, GridRow, RowId
from app.queries.grid import GridDefinition, grid_of
from app.queries.grids import GRIDS
from services.storage.sqlite.connection import Connection
from services.storage.sqlite.grid_conditions import Condition, Conditions, pattern
from services.storage.sqlite.grid_source import Column
from services.storage.sqlite.grid_sources import SOURCES
from services.storage.sqlite.grid_statements import Statements
from services.storage.sqlite.store import SqliteStore

ALL = 2**62
"""More rows than there can be."""


class SqliteGrids:
    """The lists of a workspace; see `app.ports.grid.GridReader`."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def page(
        self,
        query: GridQuery,
        actor: Actor,
        size: int,
        *,
        after: Anchor | None = None,
        skip: int = 0,
        hidden: Collection[str] = (),
    ) -> GridPage:
        """At most *size* rows after a place, without the next *skip*."""
        with self._statements(query, actor) as statements:
            return _page(statements, statements.rows(after, skip, size, hidden))

    def anchors(self, query: GridQuery, actor: Actor, every: int) -> tuple[Anchor, ...]:
        """The places of every so-manieth row."""
        with self._statements(query, actor) as statements:
            return tuple(statements.steps(every))

    def count(self, query: GridQuery, actor: Actor) -> int:
        """How many rows there are."""
        with self._statements(query, actor) as statements:
            return statements.count()

    def ids(
        self, query: GridQuery, actor: Actor, *, first: int = 0, limit: int | None = None
    ) -> tuple[RowId, ...]:
        """The ids of rows, in order."""
        with self._statements(query, actor) as statements:
            return tuple(statements.ids(first, ALL if limit is None else limit))

    def rows(self, query: GridQuery, actor: Actor, ids: Collection[RowId]) -> tuple[GridRow, ...]:
        """The rows with these ids that fulfil the query."""
        source = SOURCES[grid_of(GRIDS, query.grid).id]
        among = Condition(
            "{}" + f"{source.id} IN (SELECT value FROM json_each(?))",
            (canonical_json(list(ids)),),
            selects=True,
        )
        with self._statements(query, actor, among) as statements:
            return _page(statements, statements.rows(None, 0, len(ids))).rows

    def facets(
        self, grid: str, column: str, actor: Actor, *, text: str = "", limit: int = 50
    ) -> tuple[str, ...]:
        """Values that a column holds and that contain *text*."""
        definition = grid_of(GRIDS, grid)
        source = SOURCES[definition.id]
        found = source.columns[definition.column(column).id]
        with self._store.connection() as connection:
            tables, where, values = _facet_rows(
                connection, definition, found, (actor.user_id, actor.role)
            )
            rows = connection.all(
                f"SELECT DISTINCT {found.show} FROM {tables} WHERE {where} "
                f"AND {found.show} LIKE ? ESCAPE '\\' ORDER BY {found.ordered} LIMIT ?",
                (*values, pattern(text), limit),
            )
        return tuple(str(row[0]) for row in rows)

    @contextmanager
    def _statements(self, query: GridQuery, actor: Actor, *more: Condition) -> Iterator[Statements]:
        definition = grid_of(GRIDS, query.grid)
        source = SOURCES[definition.id]
        with self._store.connection() as connection:
            found = Conditions(connection, source, definition).of(query, actor.user_id, actor.role)
            yield Statements(connection, source, definition, query, [*found, *more])


def _page(statements: Statements, rows: list[list[str | int | float | None]]) -> GridPage:
    length = statements.anchor_length
    return GridPage(
        tuple(tuple(row[:-length]) for row in rows),
        tuple(rows[-1][-length:]) if rows else None,
    )


def _facet_rows(
    connection: Connection, definition: GridDefinition, column: Column, who: tuple[int | None, str]
) -> tuple[str, str, tuple[object, ...]]:
    """FROM and WHERE of the rows whose values are offered: a parent's own, or the list's."""
    source = SOURCES[definition.id]
    user_id, role = who
    if column.of:
        parent = source.parent(column.of)
        where, values = f"{parent.alias}.is_deleted = 0", ()
        if role == "instructor" and parent.table == "courses":
            return (
                f"{parent.table} AS {parent.alias}",
                f"{where} AND {parent.alias}.instructor_id = ?",
                (user_id,),
            )
        return f"{parent.table} AS {parent.alias}", where, values
    conditions = Conditions(connection, source, definition).of(definition.query(), user_id, role)
    where = " AND ".join(one.sql.replace("{}", "") for one in conditions) or "1"
    beside = " ".join([*(one.clause for one in source.parents), source.beside])
    return (
        f"{source.base} AS {source.alias} {beside}",
        where,
        tuple(value for one in conditions for value in one.values),
    )
