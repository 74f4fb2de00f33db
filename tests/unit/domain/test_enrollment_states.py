"""The state machine of enrollments."""

from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commands import StatusAction
from app.domain.enrollment_states import course_refusal, moved, student_refusal
from app.domain.entities import EnrollmentStatus
from app.domain.errors import Rejected
from tests.support.memory import START, course, enrollment, instructor, person

LATER = START + timedelta(days=3)
ALLOWED = {
    ("drop", "active"): "dropped",
    ("drop", "suspended"): "dropped",
    ("suspend", "active"): "suspended",
    ("reactivate", "suspended"): "active",
    ("reactivate", "dropped"): "active",
    ("reactivate", "completed"): "active",
    ("complete", "active"): "completed",
}
ALL = list(product(get_args(StatusAction), get_args(EnrollmentStatus)))


def at(status: EnrollmentStatus, **columns: Any) -> Any:
    return enrollment(1, 2, 3, status=status, **columns)


@pytest.mark.parametrize(("action", "status"), list(ALLOWED))
def test_a_move_leads_to_its_state(action: StatusAction, status: EnrollmentStatus) -> None:
    assert moved(at(status), action, LATER, LATER).status == ALLOWED[(action, status)]


@pytest.mark.parametrize(("action", "status"), [pair for pair in ALL if pair not in ALLOWED])
def test_every_other_move_is_refused(action: StatusAction, status: EnrollmentStatus) -> None:
    with pytest.raises(Rejected) as caught:
        moved(at(status), action, LATER, LATER)
    assert caught.value.reason == "enrollment.wrong_state"
    assert caught.value.data == {"enrollment_id": 1, "action": action, "status": status}


def test_dropping_is_dated_and_reactivating_takes_the_date_back() -> None:
    dropped = moved(at("active"), "drop", LATER, LATER)
    assert (dropped.dropped_at, dropped.updated_at) == (LATER, LATER)
    assert moved(dropped, "reactivate", LATER, LATER).dropped_at is None


def test_completing_is_dated_and_full() -> None:
    done = moved(at("active"), "complete", LATER, LATER)
    assert (done.completed_at, str(done.completion_percentage)) == (LATER, "100.00")


def test_a_completion_that_is_taken_back_leaves_what_was_done() -> None:
    done = moved(at("active"), "complete", LATER, LATER)
    back = moved(done, "reactivate", LATER, LATER, Decimal("40.00"))
    assert (back.completed_at, str(back.completion_percentage)) == (None, "40.00")


def test_nobody_completes_before_enrolling() -> None:
    before = START - timedelta(days=1)
    assert moved(at("active"), "complete", before, LATER).completed_at == START


@given(st.lists(st.sampled_from(get_args(StatusAction)), max_size=12))
def test_dates_always_agree_with_the_status(actions: list[StatusAction]) -> None:
    row = at("active")
    for action in actions:
        if (action, row.status) in ALLOWED:
            row = moved(row, action, LATER, LATER)
        assert (row.dropped_at is not None) == (row.status == "dropped")
        assert (row.completed_at is not None) == (row.status == "completed")


@pytest.mark.parametrize("status", ["draft", "published"])
def test_drafts_and_published_courses_take_students(status: str) -> None:
    assert course_refusal(course(1, 1, status=status), 1) is None


def test_archived_deleted_and_absent_courses_do_not() -> None:
    refusals = [
        course_refusal(course(1, 1, status="archived"), 1),
        course_refusal(course(1, 1, is_deleted=True), 1),
        course_refusal(None, 1),
    ]
    assert [refusal and refusal.reason for refusal in refusals] == [
        "enrollment.course_archived",
        "enrollment.course_missing",
        "enrollment.course_missing",
    ]


def test_only_active_students_can_be_enrolled() -> None:
    refusals = [
        student_refusal(person(1), 1),
        student_refusal(person(1, is_active=False), 1),
        student_refusal(person(1, is_deleted=True), 1),
        student_refusal(None, 1),
        student_refusal(instructor(1), 1),
    ]
    assert [refusal and refusal.reason for refusal in refusals] == [
        None,
        "enrollment.student_inactive",
        "enrollment.student_missing",
        "enrollment.student_missing",
        "enrollment.not_a_student",
    ]
