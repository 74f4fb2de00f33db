"""Whatever is done to both stores, they hold the same rows, images, counts and answers."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.actor import SYSTEM
from app.domain.entities import ALL_ENTITIES, Entity, MetricBucket
from app.domain.errors import Rejected
from app.ports.storage import Store, UnitOfWork
from services.storage.memory import MemoryStore
from services.storage.sqlite.schema import create_schema
from services.storage.sqlite.store import SqliteStore
from tests.contract.storage.rows import TOUCH, put
from tests.support.memory import (
    START,
    FixedClock,
    course,
    course_settings,
    enrollment,
    person,
    progress,
)

START_ROWS = (
    *(person(key, email=f"{key}@x.org", username=f"u{key}") for key in (1, 2, 3)),
    course(1, 1),
    course(2, 1),
    enrollment(1, 2, 1),
    enrollment(2, 3, 1),
    enrollment(3, 3, 2),
    progress(1, 1),
)
"""What both stores begin with, so that few histories are refused for a missing parent."""

IDS = st.integers(1, 4)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TIMES = st.none() | st.datetimes().map(lambda moment: moment.replace(tzinfo=START.tzinfo))
MONEY = st.none() | st.decimals(0, 999, places=2)

ROWS = st.one_of(
    st.builds(
        lambda key, **columns: person(
            key, email=f"{key}@x.org", username=f"u{key}", last_name="L", **columns
        ),
        IDS,
        role=st.sampled_from(["student", "instructor"]),
        is_active=st.booleans(),
        is_deleted=st.booleans(),
        first_name=st.none() | TEXT,
        hashed_password=TEXT,
    ),
    st.builds(
        course,
        IDS,
        IDS,
        status=st.sampled_from(["draft", "published", "archived"]),
        is_deleted=st.booleans(),
        description=st.none() | TEXT,
        price=MONEY,
        published_at=TIMES,
    ),
    st.builds(
        course_settings,
        IDS,
        tags=st.lists(TEXT, max_size=3).map(tuple),
        grade_bands=st.dictionaries(TEXT, st.integers(0, 100) | st.floats(0, 100), max_size=3),
    ),
    st.builds(
        enrollment,
        IDS,
        IDS,
        IDS,
        status=st.sampled_from(["active", "completed", "dropped"]),
        completed_at=TIMES,
        payment_amount=MONEY,
    ),
    st.builds(
        progress,
        IDS,
        IDS,
        completed_lessons=st.lists(st.integers(1, 9), max_size=3).map(tuple),
        quiz_scores=st.dictionaries(st.sampled_from("12"), st.floats(0, 100), max_size=2),
    ),
)
KINDS = st.sampled_from([kind for kind in ALL_ENTITIES if kind.KEY == ("id",)][:8])
STEPS = st.one_of(
    st.tuples(st.just("save"), st.lists(ROWS, max_size=4)),
    st.tuples(st.just("keep"), st.lists(ROWS, max_size=4)),
    st.tuples(st.just("delete"), KINDS, st.lists(IDS, max_size=2)),
)
UNITS = st.lists(st.tuples(st.lists(STEPS, max_size=4), st.booleans()), max_size=6)


def perform(uow: UnitOfWork, step: tuple[Any, ...]) -> None:
    if step[0] == "delete":
        uow.delete_all(step[1], step[2])
        return
    if step[0] == "keep":
        uow.keep_all(step[1])
        return
    for row in step[1]:
        uow.get_many(type(row), [row.key])
    uow.save_all(step[1])


def run(store: Store, number: int, steps: list[Any], *, keep: bool) -> object:
    """What a unit answers: its change-set and images, or why it was refused."""
    try:
        with store.unit_of_work(SYSTEM) as uow:
            for step in steps:
                perform(uow, step)
            if not keep:
                return None
            changes = uow.commit(TOUCH, command_id=f"c{number}")
        with store.unit_of_work(SYSTEM) as uow:
            images = uow.journal_entry(f"c{number}").images
        return {
            "images": sorted(images, key=repr),
            "tables": {table: sorted(keys) for table, keys in changes.tables.items()},
        }
    except Rejected as refused:
        return refused.reason


def contents(store: Store) -> dict[str, list[Entity]]:
    with store.reading() as rows:
        found = {kind.TABLE: list(rows.find(kind)) for kind in ALL_ENTITIES}
    counts = [row for row in found.pop(MetricBucket.TABLE) if getattr(row, "value", 0)]
    return {**found, "counts": counts}


@given(UNITS)
def test_both_stores_answer_alike(units: list[Any]) -> None:
    clock = FixedClock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.db"
        create_schema(path)
        stores: list[Store] = [MemoryStore(clock), SqliteStore(path, clock)]
        for store in stores:
            put(store, *START_ROWS)
        for number, (steps, keep) in enumerate(units):
            memory, sqlite = (run(store, number, steps, keep=keep) for store in stores)
            assert memory == sqlite
        memory_rows, sqlite_rows = map(contents, stores)
        assert memory_rows == sqlite_rows
        stores[1].close()  # type: ignore[attr-defined]
