from app.domain.actor import SYSTEM
from app.domain.entities import Course, Enrollment, EventRecord, User
from app.domain.events import UserVerified
from app.ports.storage import Store
from tests.contract.storage.rows import TOUCH, Sample, put
from tests.support.memory import person


def test_ids_ascend_and_are_never_given_twice(store: Store) -> None:
    assert list(store.allocate_ids(User)) == [1]
    assert list(store.allocate_ids(User, 3)) == [2, 3, 4]
    assert list(store.allocate_ids(Course)) == [1]
    with store.unit_of_work(SYSTEM) as uow:
        assert list(uow.take_ids(User, 2)) == [5, 6]
    assert list(store.allocate_ids(User)) == [7]


def test_ids_pass_what_was_inserted_by_hand_and_what_was_deleted(store: Store) -> None:
    put(store, *Sample().rows)
    put(store, person(900))
    with store.unit_of_work(SYSTEM) as uow:
        uow.delete_all(User, [900])
        uow.commit(TOUCH)
    assert list(store.allocate_ids(User)) == [901]
    assert list(store.allocate_ids(Enrollment)) == [2]


def test_events_are_numbered_in_the_order_they_were_raised(store: Store) -> None:
    for user_id in (7, 8):
        with store.unit_of_work(SYSTEM) as uow:
            uow.raise_event(UserVerified(entity_id=user_id))
            uow.raise_event(UserVerified(entity_id=user_id + 10))
            uow.commit(TOUCH)
    with store.reading() as rows:
        assert [(one.id, one.entity_id) for one in rows.find(EventRecord)] == [
            (1, 7),
            (2, 17),
            (3, 8),
            (4, 18),
        ]


def test_a_counter_has_no_gaps(store: Store) -> None:
    with store.unit_of_work(SYSTEM) as uow:
        assert [uow.next_number("a"), uow.next_number("a"), uow.next_number("b")] == [1, 2, 1]
        uow.commit(TOUCH)
    with store.unit_of_work(SYSTEM) as uow:
        assert uow.next_number("a") == 3
    with store.unit_of_work(SYSTEM) as uow:
        assert uow.next_number("a") == 3
        uow.commit(TOUCH)
