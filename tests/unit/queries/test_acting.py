"""Who a window acts for when it opens a workspace."""

from datetime import UTC, datetime

import pytest

from app.domain.errors import Rejected
from app.queries.acting import opening_user
from services.storage.memory import MemoryStore
from tests.support.memory import FixedClock, instructor, person, seed

LATE = datetime(2026, 11, 1, tzinfo=UTC)


def _store(*rows: object) -> MemoryStore:
    store = MemoryStore(FixedClock())
    seed(store, *rows)  # type: ignore[arg-type]
    return store


def test_the_one_who_acted_last_acts_again() -> None:
    store = _store(person(1, role="admin"), instructor(2))
    with store.reading() as rows:
        email = rows.find(type(instructor(2)), id=2)[0].email
        assert opening_user(rows, email.upper()).id == 2


def test_whoever_may_not_any_more_gives_way_to_an_admin() -> None:
    gone = instructor(2, is_active=False)
    learner = person(3)
    store = _store(person(1, role="admin"), gone, learner)
    with store.reading() as rows:
        assert opening_user(rows, gone.email).id == 1
        assert opening_user(rows, learner.email).id == 1
        assert opening_user(rows, "nobody@x.example").id == 1


def test_of_several_admins_the_one_who_signed_in_last() -> None:
    store = _store(person(1, role="admin"), person(2, role="admin", last_login_at=LATE))
    with store.reading() as rows:
        assert opening_user(rows, None).id == 2


def test_without_an_admin_nobody_can() -> None:
    store = _store(instructor(2))
    with store.reading() as rows, pytest.raises(Rejected) as refused:
        opening_user(rows, None)
    assert refused.value.reason == "actor.none"
