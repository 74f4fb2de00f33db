"""Dropping, suspending, reactivating, completing, and the seats that this frees."""

from app.domain.actor import Actor
from app.domain.commands import ChangeEnrollmentStatus
from app.domain.entities import Certificate, Course, Enrollment, EnrollmentHistory, User
from tests.support.learning import (
    COURSE,
    TEXT,
    alter,
    answers,
    change,
    did,
    enroll,
    enrollment_of,
    history,
    record,
    school,
    statuses,
    wait,
    waiting,
)
from tests.support.memory import START, Bench, enrollment, person


def seated(bench: Bench, **columns: object) -> int:
    """Student 101's enrollment."""
    bench.put(enrollment(50, 101, COURSE, **columns))
    return 50


def test_a_change_is_told_with_reason_and_who() -> None:
    bench = school()
    number = seated(bench)
    bench.put(person(9, role="admin"))
    command = ChangeEnrollmentStatus(enrollment_ids=(50,), action="drop", reason=" moved away ")
    done = bench.run(command, Actor(9, "admin"))
    assert done.outcome.rows[0].data == {"outcome": "dropped", "previous": "active"}
    entry = bench.find(EnrollmentHistory, enrollment_id=number)[0]
    assert (entry.action, entry.previous_status, entry.new_status) == (
        "dropped",
        "active",
        "dropped",
    )
    assert (entry.reason, entry.performed_by) == ("moved away", 9)


def test_dropping_and_completing_raise_their_events() -> None:
    bench = school()
    bench.put(enrollment(50, 101, COURSE), enrollment(51, 102, COURSE))
    change(bench, "drop", 50)
    change(bench, "complete", 51)
    assert bench.events() == [("enrollment.dropped", 50), ("enrollment.completed", 51)]


def test_suspending_and_reactivating_raise_none() -> None:
    bench = school()
    number = seated(bench)
    change(bench, "suspend", number)
    change(bench, "reactivate", number)
    assert bench.events() == []
    assert history(bench, number) == [
        ("suspended", "active", "suspended"),
        ("reactivated", "suspended", "active"),
    ]


def test_completing_by_hand_is_dated_and_full() -> None:
    bench = school()
    number = seated(bench)
    later = bench.clock.advance(days=2)
    change(bench, "complete", number)
    row = bench.get(Enrollment, number)
    assert (row.status, row.completed_at, row.completion_percentage) == ("completed", later, 100)


def test_a_mistaken_completion_is_taken_back() -> None:
    bench = school()
    number = seated(bench)
    record(bench, did(number, TEXT))
    before = bench.get(Enrollment, number)
    change(bench, "complete", number)
    change(bench, "reactivate", number)
    row = bench.get(Enrollment, number)
    assert (row.status, row.completed_at) == ("active", None)
    assert row.completion_percentage == before.completion_percentage > 0
    assert history(bench, number)[-1] == ("reactivated", "completed", "active")
    assert answers(change(bench, "drop", number).rows) == ["dropped"]


def test_who_completed_needs_a_seat_to_come_back() -> None:
    bench = school(max_students=1)
    number = seated(bench)
    change(bench, "complete", number)
    enroll(bench, 102)
    assert answers(change(bench, "reactivate", number).rows) == ["enrollment.course_full"]


def test_a_valid_certificate_keeps_an_enrollment_completed() -> None:
    bench = school()
    number = seated(bench, status="completed", completed_at=START)
    bench.put(
        Certificate(
            id=1,
            enrollment_id=number,
            student_id=101,
            course_id=COURSE,
            certificate_number="SC-1",
            issue_date=START.date(),
            verification_code="v",
            created_at=START,
        )
    )
    [row] = change(bench, "reactivate", number).rows
    assert (row.reason, row.data["certificate_number"]) == ("enrollment.certified", "SC-1")
    alter(bench, Certificate, 1, is_revoked=True)
    assert answers(change(bench, "reactivate", number).rows) == ["active"]


def test_rows_are_judged_one_by_one() -> None:
    bench = school()
    bench.put(
        enrollment(50, 101, COURSE),
        enrollment(51, 102, COURSE, status="completed", completed_at=START),
    )
    outcome = change(bench, "drop", 50, 51, 99, 50)
    assert answers(outcome.rows) == [
        "dropped",
        "enrollment.wrong_state",
        "row.missing",
        "enrollment.wrong_state",
    ]
    assert statuses(bench) == {101: "dropped", 102: "completed"}


def test_a_freed_seat_goes_to_the_first_who_waits_at_once() -> None:
    bench = school(max_students=2)
    rows = enroll(bench, 101, 102, 103, 104).rows
    outcome = change(bench, "drop", int(str(rows[0].key)))
    new = enrollment_of(bench, 103)
    assert outcome.data == {"promoted": [{"id": new.id, "student_id": 103, "course_id": COURSE}]}
    assert statuses(bench) == {101: "dropped", 102: "active", 103: "active"}
    assert waiting(bench) == [104]
    assert bench.find(EnrollmentHistory, enrollment_id=new.id)[0].reason == "from the waiting list"
    assert bench.events()[-2:] == [
        ("enrollment.dropped", rows[0].key),
        ("enrollment.created", new.id),
    ]


def test_completing_frees_a_seat_and_suspending_does_not() -> None:
    bench = school(max_students=2)
    rows = enroll(bench, 101, 102, 103, 104).rows
    assert change(bench, "suspend", int(str(rows[0].key))).data == {"promoted": []}
    assert waiting(bench) == [103, 104]
    change(bench, "complete", int(str(rows[1].key)))
    assert waiting(bench) == [104]


def test_several_seats_go_to_several_in_their_order() -> None:
    bench = school(students=6, max_students=2)
    rows = enroll(bench, 101, 102, 106, 103, 105).rows
    change(bench, "drop", *(int(str(row.key)) for row in rows[:2]))
    assert statuses(bench) == {101: "dropped", 102: "dropped", 106: "active", 103: "active"}
    assert waiting(bench) == [105]


def test_whoever_dropped_out_and_waits_comes_back_in_their_old_row() -> None:
    bench = school(max_students=1)
    bench.put(
        enrollment(50, 101, COURSE, status="dropped", dropped_at=START),
        enrollment(51, 102, COURSE),
    )
    wait(bench, 101)
    change(bench, "drop", 51)
    row = bench.get(Enrollment, 50)
    assert (row.status, row.dropped_at) == ("active", None)
    assert history(bench, 50) == [("reactivated", "dropped", "active")]
    assert waiting(bench) == []


def test_reactivating_who_dropped_out_needs_a_seat() -> None:
    bench = school(max_students=1)
    bench.put(
        enrollment(50, 101, COURSE, status="dropped", dropped_at=START),
        enrollment(51, 102, COURSE),
    )
    outcome = change(bench, "reactivate", 50)
    assert answers(outcome.rows) == ["enrollment.course_full"]
    assert outcome.rows[0].data["max_students"] == 1
    alter(bench, Course, COURSE, max_students=2)
    assert answers(change(bench, "reactivate", 50).rows) == ["active"]


def test_reactivating_who_is_suspended_needs_none() -> None:
    bench = school(max_students=0)
    number = seated(bench, status="suspended")
    assert answers(change(bench, "reactivate", number).rows) == ["active"]


def test_one_free_seat_brings_one_of_two_back() -> None:
    bench = school(max_students=1)
    bench.put(
        *(enrollment(50 + n, 101 + n, COURSE, status="dropped", dropped_at=START) for n in (0, 1))
    )
    outcome = change(bench, "reactivate", 50, 51)
    assert answers(outcome.rows) == ["active", "enrollment.course_full"]


def test_nobody_comes_back_to_an_archived_course_or_without_an_active_account() -> None:
    bench = school()
    number = seated(bench, status="dropped", dropped_at=START)
    alter(bench, User, 101, is_active=False)
    assert answers(change(bench, "reactivate", number).rows) == ["enrollment.student_inactive"]
    alter(bench, User, 101, is_active=True)
    alter(bench, Course, COURSE, status="archived")
    assert answers(change(bench, "reactivate", number).rows) == ["enrollment.course_archived"]


def test_whoever_is_brought_back_by_hand_waits_no_longer() -> None:
    bench = school()
    number = seated(bench, status="dropped", dropped_at=START)
    wait(bench, 101, 102)
    change(bench, "reactivate", number)
    assert waiting(bench) == [102]
