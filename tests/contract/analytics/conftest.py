from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from app.ports.attention import Attention
from app.ports.metrics import MetricBuckets, MetricRecount
from app.ports.storage import Rows, Store
from services.analytics.recount import SqliteRecount
from services.analytics.rows import RowsAttention, RowsBuckets, RowsRecount
from services.analytics.sqlite import SqliteAttention, SqliteBuckets
from services.storage.memory import MemoryStore
from services.storage.sqlite.schema import create_schema
from services.storage.sqlite.store import SqliteStore
from tests.support.memory import FixedClock


@dataclass(frozen=True)
class View:
    """What one implementation reads of a store."""

    rows: Rows
    buckets: MetricBuckets
    recount: MetricRecount
    attention: Attention


@dataclass(frozen=True)
class Place:
    """Empty stores of one kind, and the implementations that read them."""

    clock: FixedClock
    new_store: Callable[[], Store]

    @contextmanager
    def view(self, store: Store) -> Iterator[View]:
        """What is committed now, read by the implementations for this kind of store."""
        with store.reading() as rows:
            if isinstance(store, SqliteStore):
                with store.connection() as sql:
                    yield View(rows, SqliteBuckets(sql), SqliteRecount(sql), SqliteAttention(sql))
            else:
                yield View(rows, RowsBuckets(rows), RowsRecount(rows), RowsAttention(rows))


@pytest.fixture(params=["memory", "sqlite"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    clock = FixedClock()
    if request.param == "memory":
        yield Place(clock, lambda: MemoryStore(clock))
        return
    numbers, opened = count(), list[SqliteStore]()

    def open_new() -> SqliteStore:
        path = tmp_path / f"{next(numbers)}.db"
        create_schema(path)
        opened.append(SqliteStore(path, clock))
        return opened[-1]

    yield Place(clock, open_new)
    for store in opened:
        store.close()
