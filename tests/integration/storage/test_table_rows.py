from collections.abc import Mapping
from typing import Any

import pytest

from app.domain.actor import SYSTEM
from app.domain.entities import Course, Material, columns
from app.domain.errors import Invalid
from app.queries.rows import ROW_KINDS
from services.storage.sqlite.reading import SqliteTableRows
from services.storage.sqlite.store import SqliteStore
from services.storage.workspace import Workspace
from tests.contract.storage.rows import TOUCH
from tests.support.memory import START, enrollment, person, progress


@pytest.fixture
def store(workspace: Workspace) -> SqliteStore:
    with workspace.store.unit_of_work(SYSTEM) as uow:
        uow.save_all([person(number, first_name=None) for number in range(10, 2510)])
        uow.commit(TOUCH)
    return workspace.store


def ids(store: SqliteStore, where: Mapping[str, str], **options: Any) -> list[int]:
    return [row["id"] for row in SqliteTableRows(store).table_rows("users", where, **options)]


def test_rows_come_in_id_order_over_all_pages(store: SqliteStore) -> None:
    assert ids(store, {}) == [1, 2, *range(10, 2510)]


@pytest.mark.parametrize(
    ("where", "options", "expected"),
    [
        ({"first_name": ""}, {"limit": 2}, [1, 2]),
        ({"role": "student", "first_name": ""}, {"limit": 1001}, [*range(10, 1011)]),
        ({"role": "student"}, {"limit": 2, "after": 2507}, [2508, 2509]),
        ({"email": "admin@example.org"}, {}, [1]),
        ({"is_active": "false"}, {}, []),
        ({}, {"limit": 0}, []),
    ],
)
def test_conditions_limits_and_places_to_go_on_from(
    store: SqliteStore, where: dict[str, str], options: dict[str, Any], expected: list[int]
) -> None:
    assert ids(store, where, **options) == expected


def test_every_table_of_the_document_can_be_listed(store: SqliteStore) -> None:
    rows = SqliteTableRows(store)
    listed = {table: list(rows.table_rows(table, {}, 5)) for table in ROW_KINDS}
    assert len(listed["users"]) == 5
    assert listed["courses"][0].keys() == set(columns(Course))
    assert listed["refresh_tokens"] == []


def test_materials_are_found_by_their_document_id(store: SqliteStore) -> None:
    material = Material(
        id=11,
        course_id=1,
        file_name="a.csv",
        file_type="text/csv",
        file_size_bytes=1,
        sha256="cd" * 32,
        created_at=START,
    )
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all([material])
        uow.commit(TOUCH)
    rows = SqliteTableRows(store)
    (found,) = rows.table_rows("course_materials", {"_id": "00000000000000000000000b"})
    assert found["metadata"] == {"sha256": "cd" * 32}


def test_what_is_wrong_is_told_before_the_first_row(store: SqliteStore) -> None:
    rows = SqliteTableRows(store)
    with pytest.raises(Invalid):
        rows.table_rows("users", {"nothing": "x"})
    with pytest.raises(Invalid):
        rows.table_rows("nothing", {})


def test_a_list_is_compared_whole(store: SqliteStore) -> None:
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all([enrollment(1, 10, 1), enrollment(2, 11, 1)])
        uow.save_all([progress(1, 1, completed_lessons=(1, 2)), progress(2, 2)])
        uow.commit(TOUCH)
    rows = SqliteTableRows(store)
    found = rows.table_rows("progress", {"completed_lessons": "[1, 2]"})
    assert [row["id"] for row in found] == [1]
    assert [row["id"] for row in rows.table_rows("progress", {"completed_lessons": "[]"})] == [2]
