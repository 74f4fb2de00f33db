from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports.storage import Store
from services.storage.memory import MemoryStore
from services.storage.sqlite.schema import create_schema
from services.storage.sqlite.store import SqliteStore
from tests.support.memory import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, clock: FixedClock, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "memory":
        yield MemoryStore(clock)
        return
    path = tmp_path / "workspace.db"
    create_schema(path)
    opened = SqliteStore(path, clock)
    yield opened
    opened.close()
