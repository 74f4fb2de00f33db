"""What was published is known again from the journal of a real database, whatever followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.actor import SYSTEM
from app.domain.commands import PublishCourse
from app.domain.errors import NotFound
from app.queries.published import KINDS, TYPES, Content, content_now, content_of, last_version
from app.usecases.bus import CommandBus
from services.storage.sqlite.row_history import SqliteRowHistory
from services.storage.sqlite.schema import create_schema
from services.storage.sqlite.store import SqliteStore
from tests.support.authoring import COURSE, TABLES, undone
from tests.support.authoring_histories import Work
from tests.support.history import PlainHistory
from tests.support.memory import Bench, FixedClock, anyone

STEPS = 150


@dataclass(frozen=True, slots=True)
class Real:
    """A bench over a new database, with its journal by records."""

    bench: Bench
    history: SqliteRowHistory

    def content(self) -> Content:
        with self.bench.store.reading() as rows:
            return content_now(rows, COURSE)

    def published(self) -> tuple[str, Content] | None:
        version = last_version(self.history, COURSE)
        if version is None:
            return None
        return version.command_id, content_of(self.history, version, COURSE, self.content())


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Real]:
    path = tmp_path / "workspace.db"
    create_schema(path)
    clock = FixedClock()
    store = SqliteStore(path, clock)
    use_cases = {kind: use for table in TABLES for kind, use in table.items()}
    bench = Bench(CommandBus(store, use_cases, anyone), store, clock)  # type: ignore[arg-type]
    yield Real(bench, SqliteRowHistory(store))
    store.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_history(real: Real, seed: int) -> None:
    work = Work(seed, bench=real.bench)
    then: dict[str, Content] = {}
    compared = 0
    for step in range(STEPS):
        one = work.step()
        if one is None:
            continue
        with real.bench.store.unit_of_work(SYSTEM) as uow:
            command = uow.journal_entry(one.command_id).command
        if isinstance(command, PublishCourse) and command.course_id == COURSE:
            then[one.command_id] = real.content()
        if step % 7 == 0:
            undone(real.bench, undone(real.bench, one.command_id))
        found = real.published()
        if found is not None:
            compared += 1
            assert found[1] == then[found[0]]
    assert compared > STEPS // 10


def test_it_reads_what_the_whole_journal_says(real: Real) -> None:
    work = Work(1, bench=real.bench)
    done = [one for _ in range(60) if (one := work.step()) is not None]
    plain = PlainHistory(real.bench.store)
    start = done[5].command_id
    asked = {"types": TYPES, "tables": tuple(KINDS)}
    found = list(real.history.since(start, **asked))
    assert found == plain.since(start, **asked)
    assert found
    assert list(real.history.since(done[-1].command_id, **asked)) == []


def test_a_command_that_the_journal_does_not_know(real: Real) -> None:
    with pytest.raises(NotFound) as caught:
        real.history.since("never", types=TYPES, tables=tuple(KINDS))
    assert caught.value.reason == "journal.missing"
