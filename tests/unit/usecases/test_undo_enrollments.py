"""Undo of enrolling and learning: seats, history, certificates, marks."""

from typing import Any

import pytest

from app.domain import commands as c
from app.domain.actor import SYSTEM
from app.domain.entities import (
    Certificate,
    CertificateIssue,
    Course,
    Enrollment,
    EnrollmentHistory,
    Progress,
    RowState,
)
from tests.support.authoring import (
    COURSE,
    academy,
    did,
    drop,
    edit,
    enroll,
    refused,
    retitle,
    undone,
)
from tests.support.learning import enrollment_of, history, statuses, waiting
from tests.support.memory import START, Bench

# enrollments


def test_an_enrollment_goes_with_its_history_and_empty_progress() -> None:
    bench = academy()
    enrolled = did(bench, enroll(bench, 101))
    number = enrollment_of(bench, 101, COURSE).id
    did(bench, c.RefreshTotals(enrollment_ids=(number,)))
    assert bench.find(Progress)
    back = undone(bench, enrolled)
    assert [bench.find(kind) for kind in (Enrollment, Progress, EnrollmentHistory)] == [[], [], []]
    undone(bench, back)
    assert statuses(bench, COURSE) == {101: "active"}
    assert bench.find(Progress)
    assert history(bench, number)[-1] == ("reactivated", None, "active")
    assert bench.find(EnrollmentHistory)[-1].reason == "undo"


def test_an_enrollment_with_progress_stays() -> None:
    bench = academy()
    enrolled = did(bench, enroll(bench, 101))
    number = enrollment_of(bench, 101, COURSE).id
    rows = (c.ProgressRow(enrollment_id=number, lesson_id=21),)
    learnt = did(bench, c.RecordProgress(rows=rows))
    with refused("undo.changed_since", table="enrollments", key=number):
        undone(bench, enrolled)
    undone(bench, learnt)
    undone(bench, enrolled)
    assert bench.find(Enrollment) == []


def test_a_status_goes_back_and_history_tells_so() -> None:
    bench = academy()
    did(bench, enroll(bench, 101))
    before = enrollment_of(bench, 101, COURSE)
    dropped = did(bench, drop(bench, 101))
    undone(bench, dropped)
    assert enrollment_of(bench, 101, COURSE) == before
    assert history(bench, before.id) == [
        ("enrolled", None, "active"),
        ("dropped", "active", "dropped"),
        ("reactivated", "dropped", "active"),
    ]
    last = bench.find(EnrollmentHistory)[-1]
    assert (last.reason, last.performed_by) == ("undo", 1)


def test_a_seat_that_went_to_another_is_not_taken_back() -> None:
    bench = academy(max_students=1)
    did(bench, enroll(bench, 101))
    dropped = did(bench, drop(bench, 101))
    taken = did(bench, enroll(bench, 102))
    with refused("undo.course_full", key=COURSE, held=2, limit=1):
        undone(bench, dropped)
    gone = undone(bench, taken)
    undone(bench, dropped)
    assert statuses(bench, COURSE) == {101: "active"}
    with refused("undo.course_full"):
        undone(bench, gone)


def test_who_was_promoted_goes_back_to_the_list() -> None:
    bench = academy(max_students=1)
    did(bench, enroll(bench, 101, 102))
    dropped = did(bench, drop(bench, 101))
    assert statuses(bench, COURSE) == {101: "dropped", 102: "active"}
    undone(bench, dropped)
    assert statuses(bench, COURSE) == {101: "active"}
    assert waiting(bench, COURSE) == [102]


def test_a_seat_that_an_undo_frees_goes_to_the_first_who_waits() -> None:
    bench = academy(max_students=1)
    enrolled = did(bench, enroll(bench, 101))
    did(bench, enroll(bench, 102, 103))
    undone(bench, enrolled)
    assert statuses(bench, COURSE) == {102: "active"}
    assert waiting(bench, COURSE) == [103]


def test_more_seats_are_not_taken_away_from_who_sits_on_them() -> None:
    bench = academy(max_students=1)
    did(bench, enroll(bench, 101))
    raised = did(bench, c.EditCourse(course_id=COURSE, changes=edit("max_students", 1, 2)))
    did(bench, enroll(bench, 102))
    with refused("undo.course_full", held=2, limit=1):
        undone(bench, raised)


def test_fewer_seats_than_are_taken_can_be_undone_and_redone() -> None:
    bench = academy()
    did(bench, enroll(bench, 101, 102))
    lowered = did(bench, c.EditCourse(course_id=COURSE, changes=edit("max_students", None, 1)))
    back = undone(bench, lowered)
    undone(bench, back)
    assert bench.get(Course, COURSE).max_students == 1
    did(bench, enroll(bench, 103))
    assert waiting(bench, COURSE) == [103]


def test_a_course_overfilled_by_an_import_may_be_so_again() -> None:
    bench = academy(max_students=1)
    did(bench, enroll(bench, 101))
    record = c.EnrollmentRecord(
        enrollment_id=bench.store.allocate_ids(Enrollment)[0],
        student_id=102,
        course_id=COURSE,
        status="active",
    )
    imported = did(bench, c.ImportEnrollments(rows=(record,)))
    assert bench.find(RowState)
    back = undone(bench, imported)
    assert bench.find(RowState) == []
    undone(bench, back)
    assert statuses(bench, COURSE) == {101: "active", 102: "active"}
    assert bench.find(RowState)
    dropped = did(bench, drop(bench, 101))
    undone(bench, dropped)
    assert statuses(bench, COURSE) == {101: "active", 102: "active"}


def test_an_imported_mark_on_an_old_enrollment_goes_back_too() -> None:
    bench = academy()
    did(bench, enroll(bench, 101))
    number = enrollment_of(bench, 101, COURSE).id

    def record(status: Any) -> c.ImportEnrollments:
        row = c.EnrollmentRecord(enrollment_id=999, student_id=101, course_id=COURSE, status=status)
        return c.ImportEnrollments(rows=(row,))

    first = did(bench, record("suspended"))
    second = did(bench, record("dropped"))
    undone(bench, second)
    assert [row.value for row in bench.find(RowState)] == ["suspended"]
    undone(bench, first)
    assert bench.find(RowState) == []
    assert bench.get(Enrollment, number).status == "active"


# certificates


def certificate(bench: Bench, number: int, **columns: Any) -> None:
    bench.put(
        Certificate(
            **{
                "id": 1,
                "enrollment_id": number,
                "student_id": 101,
                "course_id": COURSE,
                "certificate_number": "SC-1",
                "issue_date": START.date(),
                "verification_code": "v",
                "created_at": START,
                **columns,
            }
        )
    )


def test_a_certificate_keeps_its_enrollment() -> None:
    bench = academy()
    enrolled = did(bench, enroll(bench, 101))
    number = enrollment_of(bench, 101, COURSE).id
    certificate(bench, number)
    with refused("undo.certificate_exists", key=number):
        undone(bench, enrolled)


def test_an_issue_keeps_its_enrollment_too() -> None:
    bench = academy()
    enrolled = did(bench, enroll(bench, 101))
    number = enrollment_of(bench, 101, COURSE).id
    bench.put(
        CertificateIssue(
            certificate_number="SC-1",
            verification_code="v",
            enrollment_id=number,
            student_id=101,
            course_id=COURSE,
            fields={},
            fields_sha256="0",
            qr_text="q",
            signature="s",
            key_id="k",
            paper="A4",
            template="classic",
            issued_at=START,
        )
    )
    with refused("undo.certificate_exists", key=number):
        undone(bench, enrolled)


@pytest.mark.parametrize("revoked", [False, True])
def test_a_valid_certificate_keeps_its_enrollment_completed(revoked: bool) -> None:
    bench = academy()
    did(bench, enroll(bench, 101))
    number = enrollment_of(bench, 101, COURSE).id
    completed = did(bench, c.ChangeEnrollmentStatus(enrollment_ids=(number,), action="complete"))
    certificate(bench, number, is_revoked=revoked)
    if revoked:
        undone(bench, completed)
        assert enrollment_of(bench, 101, COURSE).status == "active"
    else:
        with refused("undo.certificate_exists", key=number):
            undone(bench, completed)


# marks and counts, which are no one's edit


def without_marks(bench: Bench) -> None:
    with bench.store.unit_of_work(SYSTEM) as uow:
        uow.delete_all(RowState, [row.key for row in uow.find(RowState)])
        uow.commit(retitle("", ""))


def imported(status: Any) -> c.ImportEnrollments:
    row = c.EnrollmentRecord(enrollment_id=999, student_id=101, course_id=COURSE, status=status)
    return c.ImportEnrollments(rows=(row,))


def test_marks_that_are_gone_do_not_stand_in_the_way() -> None:
    bench = academy()
    did(bench, enroll(bench, 101))
    first = did(bench, imported("suspended"))
    second = did(bench, imported("dropped"))
    without_marks(bench)
    undone(bench, second)
    undone(bench, first)
    assert statuses(bench, COURSE) == {101: "active"}
    assert bench.find(RowState) == []


def test_marks_that_are_there_again_do_not_either() -> None:
    bench = academy()
    did(bench, enroll(bench, 101))
    first = did(bench, imported("suspended"))
    back = undone(bench, first)
    mark = RowState(
        subject_table="enrollments",
        subject_id=enrollment_of(bench, 101, COURSE).id,
        name="imported_status",
        value="active",
    )
    bench.put(mark)
    undone(bench, back)
    assert bench.find(RowState) == [mark]


def test_totals_that_were_refreshed_since_do_not_keep_an_empty_progress_row() -> None:
    bench = academy()
    did(bench, enroll(bench, 101))
    number = enrollment_of(bench, 101, COURSE).id
    made = did(bench, c.RefreshTotals(enrollment_ids=(number,)))
    did(bench, c.DeleteLesson(lesson_id=24))
    did(bench, c.RefreshTotals(enrollment_ids=(number,)))
    undone(bench, made)
    assert bench.find(Progress) == []
