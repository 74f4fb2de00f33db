"""What each kind of change adds to the running counts."""

from datetime import datetime, timedelta, timezone

import pytest

from app.domain.entities import EventRecord, Notification, WorkflowExecution
from app.domain.metrics import enrollment_deltas, metric_deltas
from tests.support.memory import START, course, enrollment, person

DAY = "2026-02-10"


def event(status: str) -> EventRecord:
    return EventRecord(
        id=1, event_type="x", event_name="x", payload={}, status=status, created_at=START
    )


def workflow(status: str) -> WorkflowExecution:
    return WorkflowExecution(
        id=1,
        workflow_id="w",
        workflow_type="W",
        run_id="r",
        status=status,
        started_at=START,
        created_at=START,
    )


def test_a_new_enrollment_counts_by_day_course_status_and_student() -> None:
    assert sorted(metric_deltas(None, enrollment(1, 7, 3))) == [
        ("course_day", 3, DAY, 1),
        ("course_status", 3, "active", 1),
        ("enrolled_day", 0, DAY, 1),
        ("student_enrollments", 7, "", 1),
    ]


def test_a_change_of_status_moves_the_enrollment_and_nothing_else() -> None:
    before = enrollment(1, 7, 3)
    after = enrollment(1, 7, 3, status="suspended")
    assert sorted(metric_deltas(before, after)) == [
        ("course_status", 3, "active", -1),
        ("course_status", 3, "suspended", 1),
    ]


def test_completing_adds_the_time_it_took_in_days_and_microseconds() -> None:
    took = timedelta(days=3, hours=1, microseconds=5)
    done = enrollment(1, 7, 3, status="completed", completed_at=START + took)
    deltas = {(name, value) for name, _, _, value in metric_deltas(enrollment(1, 7, 3), done)}
    assert {
        ("completed", 1),
        ("completion_days", 3),
        ("completion_microseconds", 3_600_000_005),
    } <= deltas


def test_a_completion_before_its_enrollment_counts_as_negative_time() -> None:
    done = enrollment(1, 7, 3, status="completed", completed_at=START - timedelta(microseconds=1))
    sums = {name: value for name, _, _, value in metric_deltas(None, done)}
    assert sums["completion_days"] == -1
    assert sums["completion_microseconds"] == 86_400_000_000 - 1


@pytest.mark.parametrize(
    "columns",
    [{"status": "completed"}, {"status": "dropped", "completed_at": START + timedelta(days=1)}],
)
def test_only_completed_enrollments_with_both_times_have_a_time(
    columns: dict[str, object],
) -> None:
    names = {name for name, *_ in metric_deltas(None, enrollment(1, 7, 3, **columns))}
    assert names.isdisjoint({"completed", "completion_days", "completion_microseconds"})


def test_the_day_is_that_of_utc() -> None:
    late = datetime(2026, 2, 10, 23, 30, tzinfo=timezone(-timedelta(hours=5)))
    deltas = metric_deltas(None, enrollment(1, 7, 3, enrolled_at=late))
    assert ("enrolled_day", 0, "2026-02-11", 1) in deltas


def test_an_unchanged_enrollment_leaves_every_count_when_its_course_is_deleted() -> None:
    row = enrollment(1, 7, 3)
    gone = metric_deltas(row, row, was_live=True, is_live=False)
    back = metric_deltas(row, row, was_live=False, is_live=True)
    assert [(*key, -value) for *key, value in gone] == [tuple(one) for one in back]
    assert len(gone) == 4
    assert metric_deltas(row, row, was_live=False, is_live=False) == []


def test_what_no_metric_looks_at_changes_nothing() -> None:
    before = enrollment(1, 7, 3)
    after = enrollment(1, 7, 3, last_accessed_at=START, payment_status="completed")
    assert metric_deltas(before, after) == []
    note = Notification(id=1, user_id=7, type="system", title="t", message="m", created_at=START)
    assert metric_deltas(None, note) == []
    assert metric_deltas(None, None) == []


def test_users_count_by_role_while_active_and_not_deleted() -> None:
    assert metric_deltas(None, person(1)) == [("active_users", 0, "student", 1)]
    assert metric_deltas(None, person(1, is_active=False)) == []
    assert metric_deltas(person(1), person(1, is_deleted=True)) == [
        ("active_users", 0, "student", -1)
    ]
    assert sorted(metric_deltas(person(1), person(1, role="admin"))) == [
        ("active_users", 0, "admin", 1),
        ("active_users", 0, "student", -1),
    ]


def test_courses_count_while_published_and_not_deleted() -> None:
    draft = course(1, 9, status="draft")
    assert metric_deltas(None, draft) == []
    assert metric_deltas(draft, course(1, 9)) == [("published_courses", 0, "", 1)]
    assert metric_deltas(course(1, 9), course(1, 9, is_deleted=True)) == [
        ("published_courses", 0, "", -1)
    ]


def test_failed_events_and_workflows_count_while_failed() -> None:
    assert metric_deltas(event("pending"), event("failed")) == [("failed_event_records", 0, "", 1)]
    assert metric_deltas(event("failed"), event("pending")) == [("failed_event_records", 0, "", -1)]
    assert metric_deltas(None, workflow("running")) == []
    assert metric_deltas(workflow("running"), workflow("failed")) == [
        ("failed_workflow_runs", 0, "", 1)
    ]
    assert metric_deltas(workflow("failed"), None) == [("failed_workflow_runs", 0, "", -1)]


def test_many_enrollments_sum_to_what_each_adds_alone() -> None:
    rows = [
        enrollment(n, n % 3, n % 2, enrolled_at=START + timedelta(days=n % 4)) for n in range(9)
    ]
    pairs = [(None, row, True, True) for row in rows]
    pairs += [(row, None, True, False) for row in rows[:4]]
    alone: dict[tuple[str, int, str], int] = {}
    for before, after, was, now in pairs:
        for *key, value in metric_deltas(before, after, was_live=was, is_live=now):
            alone[tuple(key)] = alone.get(tuple(key), 0) + value
    assert dict(enrollment_deltas(pairs)) == {key: value for key, value in alone.items() if value}
