"""An instructor reads their own courses and what belongs to them, and nothing of another's."""

from __future__ import annotations

import pytest

from app.domain import entities
from app.domain.actor import Actor
from app.domain.entities import (
    Certificate,
    Course,
    Enrollment,
    EnrollmentHistory,
    Entity,
    Notification,
    Progress,
    User,
)
from app.domain.errors import NotAllowed
from app.queries.seen import HELD, OPEN, seen_rows, seen_store
from tests.support.memory import (
    START,
    Bench,
    course,
    enrollment,
    instructor,
    make_bus,
    person,
    progress,
)

TESS, OLU, ADA, BEA = 2, 3, 101, 102
ADMIN = Actor(1, "admin")
TEACHER = Actor(TESS, "instructor")
PAIRS = ((ADA, 1), (ADA, 2), (BEA, 2))


@pytest.fixture
def bench() -> Bench:
    """Tess teaches Ada in course 1; Olu teaches both learners in course 2."""
    made = make_bus()
    told = {"title": "T", "message": "M", "type": "system", "created_at": START}
    made.put(
        *(instructor(one) for one in (TESS, OLU)),
        *(person(one) for one in (ADA, BEA)),
        course(1, TESS),
        course(2, OLU),
        *(enrollment(10 + n, who, where) for n, (who, where) in enumerate(PAIRS)),
        *(progress(20 + n, 10 + n) for n in range(len(PAIRS))),
        Notification(id=1, user_id=TESS, **told),
        Notification(id=2, user_id=OLU, **told),
    )
    return made


OWN: dict[type[Entity], set[int]] = {
    Course: {1},
    Enrollment: {10},
    Progress: {20},
    Notification: {1},
}


def test_whose_each_kind_of_record_is_has_been_decided() -> None:
    kinds = {
        one
        for one in vars(entities).values()
        if isinstance(one, type) and issubclass(one, Entity) and one is not Entity
    }
    assert kinds == {*HELD, *OPEN}
    assert OPEN.isdisjoint(HELD)


@pytest.mark.parametrize("kind", OWN)
def test_every_way_of_reading_leaves_out_what_is_anothers(bench: Bench, kind: type[Entity]) -> None:
    own = OWN[kind]
    with bench.store.reading() as every:
        whole = {one.key for one in every.find(kind)}
        assert whole > own
        rows = seen_rows(every, TEACHER)
        assert {one.key for one in rows.find(kind)} == own
        assert {one.key for one in rows.walk(kind)} == own
        assert {key for (key,) in rows.values(kind, ("id",))} == own
        assert set(rows.get_many(kind, list(whole))) == own
        assert rows.count(kind) == len(own)
        for key in own:
            assert rows.get(kind, key).key == key
        for key in whole - own:
            with pytest.raises(NotAllowed, match=r"role\.not_allowed"):
                rows.get(kind, key)


def test_a_person_is_seen_by_who_teaches_them(bench: Bench) -> None:
    with bench.store.reading() as every:
        rows = seen_rows(every, TEACHER)
        assert rows.get(User, ADA).id == ADA
        assert rows.get(User, TESS).id == TESS
        for key in (BEA, OLU):
            with pytest.raises(NotAllowed):
                rows.get(User, key)
        # Names stand in lists and logs.
        assert set(rows.get_many(User, [BEA, OLU])) == {BEA, OLU}


def test_admins_see_all(bench: Bench) -> None:
    with seen_store(bench.store, ADMIN).reading() as rows:
        assert rows.count(Course) == 2
        assert rows.get(User, BEA).id == BEA


def test_what_belongs_to_no_course_of_ones_own_is_not_there(bench: Bench) -> None:
    with seen_store(bench.store, Actor(999, "instructor")).reading() as rows:
        for kind in (Course, Enrollment, Progress, EnrollmentHistory, Certificate):
            assert rows.find(kind) == []
            assert rows.count(kind) == 0


def test_a_seen_store_is_the_store_in_everything_else(bench: Bench) -> None:
    assert seen_store(bench.store, TEACHER).journal(limit=5) == bench.store.journal(limit=5)
