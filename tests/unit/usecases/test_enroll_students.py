"""Enrolling: seats, waiting, and coming back."""

from decimal import Decimal

import pytest

from app.domain.actor import Actor
from app.domain.commands import EnrollRow, EnrollStudents
from app.domain.entities import Enrollment, EnrollmentHistory
from tests.support.learning import (
    COURSE,
    TEACHER,
    alter,
    answers,
    change,
    enroll,
    enrollment_of,
    history,
    school,
    statuses,
    wait,
    waiting,
)
from tests.support.memory import course, person


def test_a_student_is_enrolled_as_active_with_history_and_event() -> None:
    bench = school()
    outcome = enroll(
        bench, 101, source="web", payment_status="completed", payment_amount=Decimal("12.50")
    )
    row = enrollment_of(bench, 101)
    assert outcome.rows[0].data == {"outcome": "enrolled"}
    assert outcome.rows[0].key == row.id
    assert (row.status, row.enrolled_at) == ("active", bench.clock.now())
    assert (row.enrollment_source, row.payment_status) == ("web", "completed")
    assert row.payment_amount == Decimal("12.50")
    assert history(bench, row.id) == [("enrolled", None, "active")]
    assert bench.events() == [("enrollment.created", row.id)]


def test_history_names_who_did_it() -> None:
    bench = school()
    bench.put(person(9, role="admin"))
    row = EnrollRow(enrollment_id=1, student_id=101, course_id=COURSE)
    bench.run(EnrollStudents(rows=(row,)), Actor(9, "admin"))
    assert [entry.performed_by for entry in bench.find(EnrollmentHistory)] == [9]


def test_a_full_course_puts_students_on_its_list_in_the_order_asked() -> None:
    bench = school(max_students=1)
    outcome = enroll(bench, 101, 105, 103, 104)
    assert [row.data for row in outcome.rows] == [
        {"outcome": "enrolled"},
        {"outcome": "waiting", "place": 1},
        {"outcome": "waiting", "place": 2},
        {"outcome": "waiting", "place": 3},
    ]
    assert outcome.kind == "applied"
    assert statuses(bench) == {101: "active"}
    assert waiting(bench) == [105, 103, 104]


def test_asking_again_tells_the_place_and_keeps_it() -> None:
    bench = school(max_students=1)
    enroll(bench, 101, 102, 103)
    bench.clock.advance(hours=1)
    outcome = enroll(bench, 103, 102, 104)
    assert [row.data["place"] for row in outcome.rows] == [2, 1, 3]
    assert waiting(bench) == [102, 103, 104]


def test_the_list_keeps_its_order_where_the_clock_stands_still() -> None:
    bench = school(max_students=0)
    enroll(bench, 105, 104)
    enroll(bench, 103, 102)
    assert waiting(bench) == [105, 104, 103, 102]


@pytest.mark.parametrize("status", ["active", "suspended", "completed"])
def test_whoever_is_enrolled_already_is_rejected(status: str) -> None:
    bench = school()
    key = enroll(bench, 101).rows[0].key
    assert isinstance(key, int)
    alter(bench, Enrollment, key, status=status)
    outcome = enroll(bench, 101, 102)
    assert answers(outcome.rows) == ["enrollment.exists", "enrolled"]
    assert outcome.rows[0].data["status"] == status


def test_the_same_student_twice_in_a_command_is_enrolled_once() -> None:
    bench = school()
    assert answers(enroll(bench, 101, 101).rows) == ["enrolled", "enrollment.exists"]


def test_a_dropped_enrollment_comes_to_life_again() -> None:
    bench = school()
    first = enroll(bench, 101).rows[0].key
    assert isinstance(first, int)
    change(bench, "drop", first)
    bench.clock.advance(days=1)
    outcome = enroll(bench, 101)
    row = enrollment_of(bench, 101)
    assert outcome.rows[0].key == row.id == first
    assert (row.status, row.dropped_at) == ("active", None)
    assert history(bench, first)[-1] == ("reactivated", "dropped", "active")
    assert bench.events()[-1] == ("enrollment.created", first)


def test_coming_back_needs_a_seat_too() -> None:
    bench = school(max_students=1)
    first = enroll(bench, 101, 102).rows[0].key
    assert isinstance(first, int)
    change(bench, "drop", first)
    assert statuses(bench) == {101: "dropped", 102: "active"}
    assert answers(enroll(bench, 101).rows) == ["waiting"]
    assert waiting(bench) == [101]


def test_seats_are_counted_for_each_course() -> None:
    bench = school(max_students=1)
    bench.put(course(2, TEACHER, max_students=1))
    rows = tuple(
        EnrollRow(enrollment_id=10 + n, student_id=student_id, course_id=course_id)
        for n, (student_id, course_id) in enumerate([(101, 1), (101, 2), (102, 1), (102, 2)])
    )
    outcome = bench.outcome(EnrollStudents(rows=rows))
    assert answers(outcome.rows) == ["enrolled", "enrolled", "waiting", "waiting"]


def test_bad_rows_do_not_keep_good_ones_out() -> None:
    bench = school()
    bench.put(person(201, is_active=False), course(2, TEACHER, status="archived"))
    rows = [(101, 1, None), (201, 1, None), (TEACHER, 1, None), (999, 1, None)]
    rows += [(102, 2, None), (102, 999, None), (102, 1, "x" * 101), (103, 1, "x" * 100)]
    outcome = bench.outcome(
        EnrollStudents(
            rows=tuple(
                EnrollRow(enrollment_id=n, student_id=who, course_id=where, source=source)
                for n, (who, where, source) in enumerate(rows, 1)
            )
        )
    )
    assert answers(outcome.rows) == [
        "enrolled",
        "enrollment.student_inactive",
        "enrollment.not_a_student",
        "enrollment.student_missing",
        "enrollment.course_archived",
        "enrollment.course_missing",
        "enrollment.source_too_long",
        "enrolled",
    ]
    assert statuses(bench) == {101: "active", 103: "active"}


@pytest.mark.parametrize("amount", ["-0.01", "100000000.00"])
def test_a_payment_must_fit_its_column(amount: str) -> None:
    outcome = enroll(school(), 101, payment_amount=Decimal(amount))
    assert answers(outcome.rows) == ["enrollment.payment_out_of_range"]


def test_nobody_passes_those_who_wait_for_a_seat_that_stood_free() -> None:
    bench = school(max_students=1)
    wait(bench, 102)
    outcome = enroll(bench, 103)
    assert answers(outcome.rows) == ["waiting"]
    assert statuses(bench) == {102: "active"}
    assert waiting(bench) == [103]


def test_whoever_asks_while_their_seat_stood_free_gets_it() -> None:
    bench = school(max_students=1)
    wait(bench, 102)
    outcome = enroll(bench, 102)
    assert outcome.rows[0].data == {"outcome": "enrolled"}
    assert outcome.rows[0].key == enrollment_of(bench, 102).id
