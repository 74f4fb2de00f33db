"""Promotion from a waiting list."""

from dataclasses import replace
from typing import Any

from app.domain.actor import SYSTEM
from app.domain.entities import Course, Enrollment, User
from app.usecases.waiting_list import promote_waiting
from tests.support import memory
from tests.support.learning import COURSE, alter, school, statuses, wait, waiting
from tests.support.memory import START, Bench, enrollment


def promote(bench: Bench, **columns: Any) -> list[Enrollment]:
    """Change course 1 as an edit does, then promote."""
    with bench.store.unit_of_work(SYSTEM) as uow:
        course = replace(uow.get(Course, COURSE), **columns)
        uow.save_all([course])
        promoted = promote_waiting(uow, course)
        uow.commit(memory._Seed())
    return promoted


def test_a_raised_limit_is_filled_in_order() -> None:
    bench = school(max_students=0)
    wait(bench, 104, 101, 103)
    assert [row.student_id for row in promote(bench, max_students=2)] == [104, 101]
    assert waiting(bench) == [103]


def test_a_limit_that_is_lifted_seats_everyone() -> None:
    bench = school(max_students=0)
    wait(bench, 104, 101, 103)
    promote(bench, max_students=None)
    assert statuses(bench) == {101: "active", 103: "active", 104: "active"}
    assert waiting(bench) == []


def test_a_limit_below_those_seated_promotes_nobody() -> None:
    bench = school(max_students=0)
    bench.put(enrollment(50, 101, COURSE), enrollment(51, 102, COURSE, status="suspended"))
    wait(bench, 103)
    assert promote(bench, max_students=2) == []
    assert [row.student_id for row in promote(bench, max_students=3)] == [103]


def test_nobody_is_promoted_in_an_archived_or_deleted_course() -> None:
    bench = school(max_students=0)
    wait(bench, 101)
    assert promote(bench, max_students=5, status="archived") == []
    assert promote(bench, status="draft", is_deleted=True) == []
    assert waiting(bench) == [101]


def test_whoever_is_not_active_keeps_their_place_and_is_passed() -> None:
    bench = school(max_students=0)
    wait(bench, 101, 102)
    alter(bench, User, 101, is_active=False)
    assert [row.student_id for row in promote(bench, max_students=1)] == [102]
    assert waiting(bench) == [101]
    alter(bench, User, 101, is_active=True)
    assert [row.student_id for row in promote(bench, max_students=2)] == [101]


def test_a_list_of_people_who_left_stays_as_it_is() -> None:
    bench = school(max_students=0)
    wait(bench, 101)
    alter(bench, User, 101, is_deleted=True)
    assert promote(bench, max_students=1) == []
    assert waiting(bench) == [101]


def test_whoever_holds_a_seat_takes_no_second_one() -> None:
    bench = school(max_students=0)
    bench.put(
        enrollment(50, 101, COURSE, status="suspended"),
        enrollment(51, 102, COURSE, status="completed", completed_at=START),
    )
    wait(bench, 101, 102, 103)
    assert [row.student_id for row in promote(bench, max_students=3)] == [103]
    assert statuses(bench) == {101: "suspended", 102: "completed", 103: "active"}


def test_with_nobody_waiting_nothing_happens() -> None:
    assert promote(school(max_students=0), max_students=9) == []
