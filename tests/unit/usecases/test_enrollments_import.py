"""Enrollments from elsewhere: what a file says stands."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clock import format_time
from app.domain.entities import ALL_ENTITIES, Course, Enrollment, RowState, User
from tests.support.learning import (
    COURSE,
    TEACHER,
    alter,
    answers,
    bring_in,
    change,
    enroll,
    enrollment_of,
    history,
    school,
    statuses,
    wait,
    waiting,
)
from tests.support.memory import START, Bench, course, enrollment, progress

BEFORE = START - timedelta(days=100)
MIDDLE = START - timedelta(days=50)


def marks(bench: Bench) -> dict[int, str]:
    """Imported status by enrollment."""
    rows = bench.find(RowState, subject_table="enrollments", name="imported_status")
    return {row.subject_id: row.value for row in rows}


def test_a_new_record_is_added_as_it_is_told() -> None:
    bench = school()
    outcome = bring_in(
        bench,
        {
            "student_id": 101,
            "status": "completed",
            "enrolled_at": BEFORE,
            "started_at": BEFORE,
            "completed_at": MIDDLE,
            "payment_status": "refunded",
            "payment_amount": Decimal("9.90"),
            "enrollment_source": "api",
        },
    )
    row = enrollment_of(bench, 101)
    assert outcome.rows[0].data == {"outcome": "added"}
    assert outcome.rows[0].key == row.id
    assert (row.status, row.enrolled_at, row.completed_at) == ("completed", BEFORE, MIDDLE)
    assert (row.started_at, row.dropped_at, row.completion_percentage) == (BEFORE, None, 100)
    assert (row.payment_status, row.payment_amount) == ("refunded", Decimal("9.90"))
    assert row.enrollment_source == "api"


def test_history_says_imported_and_only_enrollment_created_is_raised() -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": "dropped"})
    row = enrollment_of(bench, 101)
    assert history(bench, row.id) == [("imported", None, "dropped")]
    assert bench.events() == [("enrollment.created", row.id)]


@pytest.mark.parametrize("status", ["active", "completed", "dropped", "suspended"])
def test_a_given_status_is_marked(status: str) -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": status}, {"student_id": 102})
    assert marks(bench) == {enrollment_of(bench, 101).id: status}


@pytest.mark.parametrize(
    ("status", "column"), [("completed", "completed_at"), ("dropped", "dropped_at")]
)
def test_a_status_without_its_date_takes_the_enrollment_s(status: str, column: str) -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": status, "enrolled_at": BEFORE})
    assert getattr(enrollment_of(bench, 101), column) == BEFORE


def test_without_enrolled_at_the_earliest_date_counts() -> None:
    bench = school()
    dates = {"started_at": BEFORE, "completed_at": MIDDLE}
    bring_in(bench, {"student_id": 101, "status": "completed", **dates}, {"student_id": 102})
    assert enrollment_of(bench, 101).enrolled_at == BEFORE
    assert enrollment_of(bench, 102).enrolled_at == START


def test_completed_before_enrolled_is_rejected() -> None:
    bench = school()
    bad = {"status": "completed", "enrolled_at": MIDDLE, "completed_at": BEFORE}
    outcome = bring_in(bench, {"student_id": 101, **bad}, {"student_id": 102})
    assert answers(outcome.rows) == ["enrollment.completed_before_enrolled", "added"]
    assert outcome.rows[0].data["completed_at"] == format_time(BEFORE)
    assert statuses(bench) == {102: "active"}


def test_an_update_may_not_bring_completion_before_enrolling_either() -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": "completed", "enrolled_at": BEFORE})
    before = enrollment_of(bench, 101)
    outcome = bring_in(bench, {"student_id": 101, "enrolled_at": MIDDLE})
    assert answers(outcome.rows) == ["enrollment.completed_before_enrolled"]
    assert outcome.rows[0].key == before.id
    assert enrollment_of(bench, 101) == before


def test_a_given_status_ignores_the_limit() -> None:
    bench = school(max_students=1)
    records = [{"student_id": 101 + n, "status": "active"} for n in range(3)]
    assert answers(bring_in(bench, *records).rows) == ["added"] * 3
    assert answers(enroll(bench, 104).rows) == ["waiting"]


def test_a_record_without_a_status_keeps_to_the_limit() -> None:
    bench = school(max_students=1)
    records = [{"student_id": 101}, {"student_id": 102}, {"student_id": 103}]
    rows = bring_in(bench, *records).rows
    assert [row.data for row in rows] == [
        {"outcome": "added"},
        {"outcome": "added", "waiting": True, "place": 1},
        {"outcome": "added", "waiting": True, "place": 2},
    ]
    again = bring_in(bench, *records).rows
    assert [row.data for row in again] == [
        {"outcome": "unchanged"},
        {"outcome": "unchanged", "waiting": True, "place": 1},
        {"outcome": "unchanged", "waiting": True, "place": 2},
    ]


def test_a_record_without_a_status_leaves_an_existing_status_alone() -> None:
    bench = school()
    bench.put(enrollment(50, 101, COURSE, status="dropped", dropped_at=START))
    outcome = bring_in(bench, {"student_id": 101}, {"student_id": 101, "enrolled_at": BEFORE})
    assert answers(outcome.rows) == ["unchanged", "enrollment.repeated"]
    assert answers(bring_in(bench, {"student_id": 101, "enrolled_at": BEFORE}).rows) == ["updated"]
    row = enrollment_of(bench, 101)
    assert (row.status, row.enrolled_at) == ("dropped", BEFORE)
    assert history(bench, 50) == []


def test_a_changed_status_is_updated_with_history_mark_and_dates() -> None:
    bench = school()
    number = int(str(enroll(bench, 101).rows[0].key))
    bench.clock.advance(days=1)
    outcome = bring_in(bench, {"student_id": 101, "status": "dropped", "dropped_at": START})
    row = enrollment_of(bench, 101)
    assert answers(outcome.rows) == ["updated"]
    assert (row.status, row.dropped_at, row.updated_at) == ("dropped", START, bench.clock.now())
    assert history(bench, number)[-1] == ("imported", "active", "dropped")
    assert marks(bench) == {number: "dropped"}
    bring_in(bench, {"student_id": 101, "status": "active"})
    row = enrollment_of(bench, 101)
    assert (row.status, row.dropped_at) == ("active", None)
    assert marks(bench) == {number: "active"}


def test_an_enrollment_that_is_completed_no_more_shows_what_was_done() -> None:
    bench = school()
    bench.put(
        enrollment(50, 101, COURSE, status="completed", completed_at=START),
        enrollment(51, 102, COURSE, status="completed", completed_at=START),
        progress(1, 50, completed_lessons=(11,), total_lessons=3),
    )
    bring_in(
        bench, {"student_id": 101, "status": "active"}, {"student_id": 102, "status": "suspended"}
    )
    rows = [enrollment_of(bench, student) for student in (101, 102)]
    assert [str(row.completion_percentage) for row in rows] == ["33.33", "0.00"]
    assert [row.completed_at for row in rows] == [None, None]


def test_an_imported_end_frees_the_seat_for_who_waits() -> None:
    bench = school(max_students=1)
    enroll(bench, 101, 102, 103)
    bring_in(bench, {"student_id": 101, "status": "completed"})
    assert statuses(bench) == {101: "completed", 102: "active"}
    assert waiting(bench) == [103]


def test_whoever_gets_an_imported_status_waits_no_longer() -> None:
    bench = school(max_students=1)
    enroll(bench, 101, 102, 103)
    bring_in(bench, {"student_id": 102, "status": "active"})
    assert statuses(bench) == {101: "active", 102: "active"}
    assert waiting(bench) == [103]


def test_a_seat_that_stood_free_goes_to_who_waited_before() -> None:
    bench = school(max_students=1)
    wait(bench, 102)
    rows = bring_in(bench, {"student_id": 101}).rows
    assert rows[0].data == {"outcome": "added", "waiting": True, "place": 2}
    assert statuses(bench) == {102: "active"}
    assert waiting(bench) == [101]


def test_a_record_that_waited_while_seats_stood_free_is_simply_added() -> None:
    bench = school(max_students=2)
    wait(bench, 102)
    rows = bring_in(bench, {"student_id": 101}).rows
    assert rows[0].data == {"outcome": "added"}
    assert rows[0].key == enrollment_of(bench, 101).id


def test_a_record_that_waits_for_a_later_one_to_end_keeps_what_it_tells() -> None:
    bench = school(max_students=1)
    enroll(bench, 101)
    rows = bring_in(
        bench,
        {"student_id": 102, "payment_amount": Decimal("9.90"), "enrolled_at": BEFORE},
        {"student_id": 101, "status": "completed"},
    ).rows
    row = enrollment_of(bench, 102)
    assert answers(rows) == ["added", "updated"]
    assert "waiting" not in rows[0].data
    assert (row.payment_amount, row.enrolled_at, row.id) == (Decimal("9.90"), BEFORE, rows[0].key)


def test_so_does_a_record_of_who_waited_before() -> None:
    bench = school(max_students=1)
    enroll(bench, 101, 102)
    rows = bring_in(
        bench,
        {"student_id": 102, "payment_amount": Decimal("9.90")},
        {"student_id": 101, "status": "completed"},
    ).rows
    assert answers(rows) == ["added", "updated"]
    assert enrollment_of(bench, 102).payment_amount == Decimal("9.90")


def test_bad_records_do_not_keep_good_ones_out() -> None:
    bench = school()
    bench.put(course(2, TEACHER, status="archived"))
    outcome = bring_in(
        bench,
        {"student_id": 101, "status": "active"},
        {"student_id": 999, "status": "active"},
        {"student_id": 999, "status": "dropped", "course_id": 2},
        {"student_id": TEACHER},
        {"student_id": 102, "course_id": 77, "status": "completed"},
        {"student_id": 102, "course_id": 2, "status": "active"},
        {"student_id": 102, "payment_amount": Decimal(-1)},
        {"student_id": 101, "status": "dropped"},
        {"student_id": 103},
    )
    assert answers(outcome.rows) == [
        "added",
        "enrollment.student_missing",
        "enrollment.student_missing",
        "enrollment.not_a_student",
        "enrollment.course_missing",
        "enrollment.course_archived",
        "enrollment.payment_out_of_range",
        "enrollment.repeated",
        "added",
    ]


@pytest.mark.parametrize(
    ("status", "answer"),
    [("completed", "added"), ("dropped", "added"), ("active", None), ("suspended", None)],
)
def test_the_past_of_archived_courses_and_former_students_can_be_told(
    status: str, answer: str | None
) -> None:
    bench = school()
    alter(bench, User, 101, is_active=False)
    record = {"student_id": 101, "status": status}
    assert answers(bring_in(bench, record).rows) == [answer or "enrollment.student_inactive"]
    alter(bench, Course, COURSE, status="archived")
    record = {"student_id": 102, "status": status}
    assert answers(bring_in(bench, record).rows) == [answer or "enrollment.course_archived"]


def snapshot(bench: Bench) -> dict[str, list[Any]]:
    """Every stored row."""
    return {kind.TABLE: bench.find(kind) for kind in ALL_ENTITIES}


def test_what_is_known_already_is_unchanged_and_writes_nothing() -> None:
    bench = school()
    change(bench, "drop", int(str(enroll(bench, 101).rows[0].key)))
    row = enrollment_of(bench, 101)
    before = snapshot(bench)
    bench.clock.advance(days=1)
    outcome = bring_in(
        bench,
        {
            "student_id": 101,
            "status": "dropped",
            "enrolled_at": row.enrolled_at,
            "dropped_at": row.dropped_at,
        },
    )
    assert answers(outcome.rows) == ["unchanged"]
    assert snapshot(bench) == before


TIMES = st.none() | st.sampled_from([BEFORE, MIDDLE, START])
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "student_id": st.sampled_from(range(101, 106)),
            "status": st.none() | st.sampled_from(["active", "completed", "dropped", "suspended"]),
            "enrolled_at": TIMES,
            "started_at": TIMES,
            "completed_at": TIMES,
            "dropped_at": TIMES,
            "payment_amount": st.none() | st.sampled_from([Decimal(0), Decimal("12.50")]),
        }
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda record: record["student_id"],
)


@given(RECORDS, RECORDS, st.none() | st.integers(0, 3))
def test_importing_again_changes_nothing(
    first: list[dict[str, Any]], second: list[dict[str, Any]], limit: int | None
) -> None:
    bench = school(max_students=limit)
    bring_in(bench, *first)
    once = bring_in(bench, *second)
    before = snapshot(bench)
    bench.clock.advance(hours=1)
    again = bring_in(bench, *second)
    assert snapshot(bench) == before
    for row, repeat in zip(once.rows, again.rows, strict=True):
        assert (repeat.reason or repeat.data["outcome"]) == (row.reason or "unchanged")


@given(RECORDS)
def test_dates_of_imported_rows_agree(records: list[dict[str, Any]]) -> None:
    bench = school()
    bring_in(bench, *records)
    rows: list[Enrollment] = bench.find(Enrollment)
    for row in rows:
        assert row.completed_at is None or row.completed_at >= row.enrolled_at
        assert row.completed_at is not None or row.status != "completed"
        assert row.dropped_at is not None or row.status != "dropped"
        assert (row.completion_percentage == 100) == (row.status == "completed")
