import pytest

from app.domain.actor import SYSTEM
from app.domain.entities import Course, Enrollment, User, WaitingEntry
from app.domain.errors import NotFound
from app.ports.storage import Store
from tests.contract.storage.rows import TOUCH, Sample, put
from tests.support.memory import START, person


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, *Sample().rows)
    return store


def test_a_row_comes_back_as_it_was_saved(filled: Store) -> None:
    with filled.reading() as rows:
        for row in Sample().rows:
            kind = type(row)
            stored = rows.get(kind, row.key)
            assert type(stored) is kind
            if kind is not User:  # a sample's names are new each time
                assert stored == row


def test_get_tells_what_is_missing(filled: Store) -> None:
    with filled.reading() as rows, pytest.raises(NotFound) as refused:
        rows.get(Course, 9)
    assert (refused.value.reason, refused.value.data) == (
        "row.missing",
        {"table": "courses", "key": 9},
    )


def test_get_many_leaves_out_what_is_not_there(filled: Store) -> None:
    with filled.reading() as rows:
        assert list(rows.get_many(User, [2, 99, 1])) in ([2, 1], [1, 2])
        assert rows.get_many(User, []) == {}


def test_find_takes_values_lists_and_null_and_orders_by_key(filled: Store) -> None:
    with filled.reading() as rows:
        assert [row.id for row in rows.find(User, role="student")] == [2, 3]
        assert [row.id for row in rows.find(User, id=[3, 1], role=("instructor", "student"))] == [
            1,
            3,
        ]
        assert rows.find(User, id=[]) == []
        assert [row.id for row in rows.find(Enrollment, completed_at=None)] == [1]
        assert [row.id for row in rows.find(Enrollment, completed_at=[None, START])] == [1]
        assert [row.id for row in rows.find(Enrollment, enrolled_at=START)] == [1]
        assert rows.count(User, role={"student"}) == 2
        assert rows.count(User) == 3


def test_walk_gives_everything_that_find_does(store: Store) -> None:
    put(store, *(person(number) for number in range(1, 2502)))
    with store.reading() as rows:
        assert list(rows.walk(User)) == rows.find(User)
        assert sum(1 for _ in rows.walk(User, is_active=True)) == 2501


def test_walk_pages_keys_of_several_columns(filled: Store) -> None:
    put(filled, *(person(number) for number in range(10, 1510)))
    entries = [
        WaitingEntry(course_id=1, student_id=number, asked_at=START) for number in range(10, 1510)
    ]
    put(filled, *entries)
    with filled.reading() as rows:
        assert list(rows.walk(WaitingEntry)) == entries
        wanted = [(1, 12), (1, 10), (1, 5)]
        assert rows.get_many(WaitingEntry, wanted).keys() == {(1, 12), (1, 10)}


def test_lists_may_be_of_any_length(filled: Store) -> None:
    """SQLite alone would take 32,766 values in one statement."""
    with filled.reading() as rows:
        many = list(range(1, 40_001))
        assert rows.get_many(User, many).keys() == {1, 2, 3}
        assert len(rows.find(User, id=many)) == 3


def test_a_unit_reads_its_own_writes(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        uow.get(User, 2)
        uow.save_all([person(50, role="admin")])
        uow.delete_all(Enrollment, [1])
        assert [row.id for row in uow.find(User, role="admin")] == [50]
        assert [row.id for row in uow.walk(User)] == [1, 2, 3, 50]
        assert uow.count(Enrollment) == 0
        assert uow.get_many(Enrollment, [1]) == {}
        uow.commit(TOUCH)
    with filled.reading() as rows:
        assert rows.count(User) == 4


def test_what_is_not_committed_shows_to_no_reader(filled: Store) -> None:
    with filled.unit_of_work(SYSTEM) as uow:
        uow.save_all([person(50)])
        with filled.reading() as rows:
            assert rows.get_many(User, [50]) == {}
        uow.commit(TOUCH)
