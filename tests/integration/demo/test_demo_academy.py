"""The demo academy as it is loaded: a school that could be real, and that one action removes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import check_workspace, create_workspace, load_demo, open_workspace, remove_demo
from app.context import Context
from app.domain.entities import (
    Certificate,
    CertificateIssue,
    Course,
    Enrollment,
    EnrollmentHistory,
    EventRecord,
    Notification,
    Progress,
    User,
    WaitingEntry,
)
from app.domain.errors import EnvironmentFault, Rejected
from app.queries.certificates import eligible
from services.identity.passwords import BcryptHasher

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="module")
def academy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The demo academy, open."""
    context = load_demo(tmp_path_factory.mktemp("demo") / "academy", PASSWORD)
    yield context
    context.close()


def test_it_has_three_courses_and_two_hundred_learners(academy: Context) -> None:
    with academy.store.reading() as rows:
        courses = rows.find(Course)
        people = rows.find(User)
    assert [course.status for course in courses] == ["published"] * 3
    assert len({course.instructor_id for course in courses}) == 3
    assert sorted(user.role for user in people) == sorted(
        ["student"] * 200 + ["instructor"] * 3 + ["admin"]
    )
    assert academy.settings.demo
    assert academy.settings.institution == "Meridian Academy"


def test_all_that_the_files_tell_went_in(academy: Context) -> None:
    with academy.store.reading() as rows:
        enrollments = rows.find(Enrollment)
        waiting = rows.find(WaitingEntry)
        full = next(course for course in rows.find(Course) if course.max_students)
    assert (len(enrollments), len(waiting)) == (420, 3)
    seats = [row for row in enrollments if row.course_id == full.id]
    assert sum(row.status in {"active", "suspended"} for row in seats) == full.max_students
    assert {entry.course_id for entry in waiting} == {full.id}


def test_learners_who_did_everything_completed_by_the_rules(academy: Context) -> None:
    with academy.store.reading() as rows:
        enrollments = {row.id: row for row in rows.find(Enrollment)}
        by_rule = [row for row in rows.find(EnrollmentHistory) if row.action == "completed"]
        progress = rows.find(Progress)
    assert len(by_rule) == 25
    assert {enrollments[row.enrollment_id].status for row in by_rule} == {"completed"}
    completed = [row for row in enrollments.values() if row.status == "completed"]
    assert len(completed) == 156 + 25
    whole = {
        row.enrollment_id for row in progress if len(row.completed_lessons) >= row.total_lessons
    }
    assert whole == {row.id for row in completed}


def test_certificates_are_issued_and_some_are_left_to_issue(academy: Context) -> None:
    with academy.store.reading() as rows:
        certificates = rows.find(Certificate)
        issues = {row.certificate_number: row for row in rows.find(CertificateIssue)}
        due = [len(eligible(rows, course.id)) for course in rows.find(Course)]
    assert len(certificates) == 66 + 25
    assert sorted(due) == [0, 43, 47]
    assert {certificate.grade for certificate in certificates} == {"A", "B", "C"}
    assert len({certificate.verification_code for certificate in certificates}) == 91
    sample = issues[certificates[0].certificate_number]
    assert academy.verifier.verify_name(sample.certificate_number).verdict == "genuine"
    assert all(
        academy.files.exists(issue.pdf_sha256) for issue in issues.values() if issue.pdf_sha256
    )


def test_its_times_are_believable(academy: Context) -> None:
    now = datetime.now(UTC)
    with academy.store.reading() as rows:
        joined = {user.id: user.created_at for user in rows.find(User)}
        published = {course.id: course.published_at for course in rows.find(Course)}
        enrollments = rows.find(Enrollment)
        certificates = rows.find(Certificate)
    newest = max(row.enrolled_at for row in enrollments)
    assert now - timedelta(days=3) < newest < now
    assert min(row.enrolled_at for row in enrollments) < now - timedelta(days=240)
    for row in enrollments:
        opened = published[row.course_id]
        assert opened is not None
        assert opened < row.enrolled_at
        assert joined[row.student_id] <= row.enrolled_at
        for later in (row.started_at, row.completed_at, row.dropped_at, row.last_accessed_at):
            assert later is None or row.enrolled_at <= later < now
        assert (row.completed_at is None) == (row.status != "completed")
        assert (row.dropped_at is None) == (row.status != "dropped")
    assert all(row.issue_date <= now.date() for row in certificates)


def test_nothing_lies_in_the_future(academy: Context) -> None:
    now = datetime.now(UTC)
    with academy.store.reading() as rows:
        for kind in (User, Course, Enrollment, Progress, Notification, EventRecord, Certificate):
            assert all(row.created_at <= now for row in rows.find(kind)), kind


def test_nothing_is_left_to_do_and_nothing_is_wrong(academy: Context) -> None:
    with academy.store.reading() as rows:
        assert {event.status for event in rows.find(EventRecord)} == {"completed"}
    assert check_workspace(academy) == []


def test_a_lost_signing_key_is_found(academy: Context) -> None:
    key = academy.folder / "keys" / "certificates.pem"
    aside = key.rename(key.with_suffix(".aside"))
    try:
        (found,) = check_workspace(academy)
    finally:
        aside.rename(key)
    assert found.subject == "keys/certificates.pem"
    assert "certificates cannot be issued" in found.detail


def test_the_twelve_metrics_say_something(academy: Context) -> None:
    metrics = academy.metrics(datetime.now(UTC) - timedelta(days=1))
    assert len(metrics) == 12
    assert metrics["total_students"] == 196
    assert metrics["total_instructors"] == metrics["total_courses_published"] == 3
    assert 0 < metrics["new_enrollments_daily"] <= metrics["new_enrollments_weekly"]
    assert metrics["new_enrollments_daily"] <= metrics["new_enrollments_monthly"] < 420
    assert metrics["course_completion_rate"] == pytest.approx(100 * 181 / 420, abs=0.01)
    assert 5 < metrics["avg_time_to_complete"] < 60
    assert 2 < metrics["avg_courses_per_student"] < 3
    assert [row["enrollments"] for row in metrics["popular_courses"]] == [178, 130, 112]
    assert metrics["failed_workflows"] == metrics["failed_events"] == 0


def test_it_opens_again_as_it_was_left(tmp_path: Path) -> None:
    load_demo(tmp_path / "academy", PASSWORD).close()
    again = open_workspace(tmp_path / "academy")
    try:
        with again.store.reading() as rows:
            assert len(rows.find(Enrollment)) == 420
    finally:
        again.close()
    remove_demo(tmp_path / "academy")
    assert not (tmp_path / "academy").exists()


def test_no_other_workspace_is_removed_as_if_it_were_the_demo(tmp_path: Path) -> None:
    create_workspace(tmp_path / "mine", "office@example.org", PASSWORD)
    with pytest.raises(Rejected, match=r"demo\.not_a_demo"):
        remove_demo(tmp_path / "mine")
    open_workspace(tmp_path / "mine").close()


def test_the_demo_in_use_is_not_removed(academy: Context) -> None:
    with pytest.raises(EnvironmentFault):
        remove_demo(academy.folder)
    with academy.store.reading() as rows:
        assert len(rows.find(Course)) == 3


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(EnvironmentFault):
        load_demo(tmp_path, PASSWORD)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_staff_can_be_acted_as_with_the_admin_s_password(academy: Context) -> None:
    with academy.store.reading() as rows:
        staff = [*rows.find(User, role="instructor"), *rows.find(User, role="admin")]
    assert len(staff) > 3
    hashed = {one.hashed_password for one in staff}
    assert len(hashed) == 1
    assert BcryptHasher().verify(PASSWORD, hashed.pop())
