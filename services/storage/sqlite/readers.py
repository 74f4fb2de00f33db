"""Connections for reading, made when needed and used again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.storage.sqlite.connection import Connection


class ReaderPool:
    """Lends each reader a connection of its own for as long as it reads; from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        self._closed = False

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees what was committed when the context was entered."""
        connection = self._take()
        try:
            connection.run("BEGIN")
            # A transaction begins to see one state of the database with its first read only.
            connection.one("SELECT 1 FROM sqlite_schema LIMIT 1")
            yield connection
        finally:
            if connection.in_transaction:
                connection.run("ROLLBACK")
            self._give_back(connection)

    def close(self) -> None:
        """Close the idle connections now, and those in use when they are given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> Connection:
        with self._lock:
            if self._closed:
                raise RuntimeError("the store is closed")
            if self._idle:
                return self._idle.pop()
        return Connection(self._path, writes=False)

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()
