"""A SQLite connection as the store uses it: plain statements, and errors in the domain's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.domain.errors import Invalid
from services.storage.sqlite.faults import translate

Row = tuple[Any, ...]

BUSY_MILLISECONDS = 5000
_CACHED_STATEMENTS = 512
_CACHE_KIB = 65536
_LOG_PAGES = 16000
"""How long the write-ahead log grows (64 MB) before a commit copies it into the database."""


class Connection:
    """One connection to the workspace's database; used by one thread at a time.

    Every method raises `EnvironmentFault`, `Rejected` or `Invalid` in place of SQLite's errors;
    `table` (a logical name) tells them which table a statement writes.
    """

    def __init__(self, path: Path, *, writes: bool) -> None:
        self._place = str(path)
        try:
            self._raw = sqlite3.connect(
                # Only whoever writes may make the file: an empty one hides that it has gone.
                path if writes else f"{path.absolute().as_uri()}?mode=rw",
                uri=not writes,
                isolation_level=None,
                check_same_thread=writes,
                cached_statements=_CACHED_STATEMENTS,
                timeout=BUSY_MILLISECONDS / 1000,
            )
        except sqlite3.Error as error:
            raise self._meaning(error) from error
        self._raw.execute("PRAGMA foreign_keys = ON")
        if writes:
            self.run("PRAGMA journal_mode = WAL")
            # FULL: an acknowledged commit survives a power cut, not only a crash.
            self.run("PRAGMA synchronous = FULL")
            # A long job touches index pages all over: keep them, and copy them back seldom.
            self.run(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self.run(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        else:
            self.run("PRAGMA query_only = ON")

    @property
    def raw(self) -> sqlite3.Connection:
        """The driver's connection, for the backup interface."""
        return self._raw

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open (SQLite ends it by itself on some faults)."""
        return self._raw.in_transaction

    def run(self, sql: str, values: Sequence[Any] = (), *, table: str = "") -> sqlite3.Cursor:
        """Execute one statement."""
        try:
            return self._raw.execute(sql, values)
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise self._meaning(error, table) from error

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]], *, table: str = "") -> int:
        """Execute one statement for each row; how many rows it touched."""
        try:
            return self._raw.executemany(sql, rows).rowcount
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise self._meaning(error, table) from error

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Every row of a query."""
        try:
            return self._raw.execute(sql, values).fetchall()
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise self._meaning(error) from error

    def each(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a query one by one, for what does not fit a list."""
        try:
            yield from self._raw.execute(sql, values)
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise self._meaning(error) from error

    def one(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row of a query."""
        try:
            row: Row | None = self._raw.execute(sql, values).fetchone()
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            raise self._meaning(error) from error
        return row

    def close(self) -> None:
        """Give the connection up."""
        self._raw.close()

    def _meaning(self, error: Exception, table: str = "") -> Exception:
        if isinstance(error, UnicodeError):
            return Invalid("value.not_text", field=table or "text")
        if isinstance(error, OverflowError):
            return Invalid("value.too_large", field=table or "number")
        known = translate(error, self._place, table) if isinstance(error, sqlite3.Error) else None
        return known or error
