"""A table's rows for the command line and for exports, from SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.entities import Key
from app.queries.rows import condition_of, document_of, kind_of
from services.storage.sqlite.codec import CODECS
from services.storage.sqlite.reader import PAGE, condition
from services.storage.sqlite.statements import STATEMENTS
from services.storage.sqlite.store import SqliteStore


class SqliteTableRows:
    """Lists rows page by page, all from one state of the database."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def table_rows(
        self,
        table: str,
        where: Mapping[str, str],
        limit: int | None = None,
        after: Key | None = None,
    ) -> Iterator[Mapping[str, Any]]:
        """See `app.queries.rows.TableRows`; what is wrong with the arguments is raised at once."""
        kind = kind_of(table)
        shape, values = condition(kind, condition_of(table, where))
        last = () if after is None else after if isinstance(after, tuple) else (after,)
        return self._pages(table, (shape, values), limit, list(last))

    def _pages(
        self, table: str, wanted: tuple[Any, list[Any]], limit: int | None, last: list[Any]
    ) -> Iterator[Mapping[str, Any]]:
        kind = kind_of(table)
        codec, statements, (shape, values) = CODECS[kind], STATEMENTS[kind], wanted
        left = limit
        with self._store.connection() as connection:
            while left is None or left > 0:
                size = PAGE if left is None else min(PAGE, left)
                statement = statements.page(shape, first=not last)
                rows = connection.all(statement, [*values, *last, size])
                for row in rows:
                    yield document_of(table, codec.record(row))
                if len(rows) < size:
                    return
                left = None if left is None else left - size
                last = [rows[-1][place] for place in codec.key_places]
