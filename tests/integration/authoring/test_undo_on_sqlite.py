"""Undo over random histories in a real workspace database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.usecases.batches import undo
from app.usecases.bus import CommandBus
from services.storage.sqlite.schema import create_schema
from services.storage.sqlite.store import SqliteStore
from tests.support.authoring import ADMIN, TABLES, undone
from tests.support.authoring_histories import Work, state
from tests.support.memory import Bench, FixedClock, anyone


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A bench over a new database."""
    path = tmp_path / "workspace.db"
    create_schema(path)
    clock = FixedClock()
    store = SqliteStore(path, clock)
    use_cases = {kind: use for table in TABLES for kind, use in table.items()}
    yield Bench(CommandBus(store, use_cases, anyone), store, clock)  # type: ignore[arg-type]
    store.close()


@pytest.mark.parametrize("seed", range(5))
def test_each_command_undone_and_redone(bench: Bench, seed: int) -> None:
    work, done = Work(seed, bench=bench), 0
    for _ in range(60):
        before = state(bench)
        one = work.step()
        if one is not None:
            done += 1
            after = state(bench)
            back = undone(bench, one.command_id)
            assert state(bench) == before
            undone(bench, back)
            assert state(bench) == after
    assert done > 10


@pytest.mark.parametrize("seed", range(5))
def test_everything_undone_is_the_start(bench: Bench, seed: int) -> None:
    work = Work(seed, bench=bench)
    start = state(bench)
    for _ in range(100):
        work.step()
    assert state(bench) != start
    undo(bench.bus, bench.store, ADMIN, 1000)
    assert state(bench) == start
