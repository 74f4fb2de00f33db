"""The real workflows on a real academy: what follows publishing, and certificates in numbers."""

from collections import Counter
from dataclasses import replace

import pytest

from app.domain import commands as c
from app.domain.entities import (
    Certificate,
    CertificateIssue,
    Course,
    Enrollment,
    Material,
    Notification,
    WorkflowExecution,
)
from app.domain.errors import Rejected
from app.ports.storage import Store
from services.workflows.activities import Activities
from tests.support.memory import START, enrollment, person
from tests.support.reactions import (
    ADMIN,
    ANN,
    COURSE,
    Academy,
    Crash,
    CrashingStore,
    botany,
    put,
)


@pytest.fixture
def academy(store: Store) -> Academy:
    return botany(store)


def only(academy: Academy) -> WorkflowExecution:
    (execution,) = academy.find(WorkflowExecution)
    found: WorkflowExecution = execution
    return found


def material(sha256: str) -> Material:
    return Material(
        id=1,
        course_id=COURSE,
        file_name="leaves.pdf",
        file_type="application/pdf",
        file_size_bytes=1,
        sha256=sha256,
        created_at=START,
    )


def completed(first: int, many: int) -> list[Enrollment]:
    """Students and their completed enrollments, with the same ids."""
    ids = range(first, first + many)
    return [
        *(person(key) for key in ids),
        *(enrollment(key, key, COURSE, status="completed", completed_at=START) for key in ids),
    ]  # type: ignore[list-item]


def batch(academy: Academy, ids: list[int], workflow_id: str = "batch") -> None:
    data = {"course_id": COURSE, "enrollment_ids": ids}
    academy.runner.request(workflow_id, "CertificateBatch", data, about=("course", COURSE))


def test_publishing_counts_the_files_that_are_there(academy: Academy) -> None:
    stored = academy.files.put_bytes(b"leaves")
    put(academy.store, [material(stored.sha256)])
    academy.outcome(c.PublishCourse(course_id=COURSE))
    academy.settle()
    assert only(academy).result == {"files": 1, "refreshed": 0, "refreshes": []}


@pytest.mark.expects_log("CoursePublishing|course-publishing")
def test_a_published_course_whose_file_is_gone_becomes_a_draft_again(academy: Academy) -> None:
    put(academy.store, [material("0" * 64)])
    academy.outcome(c.PublishCourse(course_id=COURSE))
    academy.settle()
    assert academy.get(Course, COURSE).status == "draft"
    assert only(academy).status == "failed"
    (notice,) = academy.find(Notification, user_id=ADMIN)
    assert "leaves.pdf" in notice.message
    assert notice.message.endswith("It was undone (unpublish_course).")


@pytest.mark.expects_log("course-publishing")
def test_a_course_that_was_archived_meanwhile_stays_so(academy: Academy) -> None:
    put(academy.store, [material("0" * 64)])
    academy.outcome(c.PublishCourse(course_id=COURSE))
    academy.dispatcher.drain()
    academy.outcome(c.ArchiveCourse(course_id=COURSE))
    academy.settle()
    assert academy.get(Course, COURSE).status == "archived"
    assert "could not be undone" not in str(only(academy).error_message)


def test_a_batch_issues_to_all_who_completed_and_says_why_not_to_the_others(
    academy: Academy,
) -> None:
    put(academy.store, [*completed(100, 60), enrollment(200, ANN, COURSE)])
    batch(academy, [*range(100, 160), 200, 999])
    academy.settle()
    result = only(academy).result
    assert result is not None
    assert [one["enrollment_id"] for one in result["issued"]] == list(range(100, 160))
    assert len({one["certificate_number"] for one in result["issued"]}) == 60
    assert result["skipped"] == [
        {"enrollment_id": 200, "reason": "certificate.not_completed"},
        {"enrollment_id": 999, "reason": "row.missing"},
    ]
    commands = [e for e in academy.store.journal() if e.command_type == "certificate.issue"]
    assert len(commands) == 2


def test_a_second_batch_issues_nothing_anew(academy: Academy) -> None:
    put(academy.store, completed(100, 3))
    for name in ("first", "second"):
        batch(academy, [100, 101, 102], name)
        academy.settle()
    first, second = academy.find(WorkflowExecution)
    assert first.result == second.result
    assert len(academy.find(CertificateIssue)) == 3


def test_a_refusal_that_is_nobodys_choice_fails_the_activity(academy: Academy) -> None:
    put(academy.store, completed(100, 1))
    unfit = Activities(academy.store, academy.run, academy.files.exists, lambda: "0")
    with pytest.raises(Rejected, match=r"certificate\.code_unfit"):
        unfit.issue_certificates({"enrollment_ids": [100]})


def test_a_batch_cut_off_anywhere_issues_each_certificate_once(academy: Academy) -> None:
    crashes = 0
    for fatal in range(1, 100):
        first = fatal * 1000
        put(academy.store, completed(first, 60))
        ids = list(range(first, first + 60))
        batch(academy, ids, f"batch-{fatal}")
        doomed = Academy(CrashingStore(academy.store, fatal), academy.files)  # type: ignore[arg-type]
        try:
            doomed.settle()
        except Crash:
            crashes += 1
            replace(academy).settle()
        issues = academy.find(CertificateIssue, enrollment_id=ids)
        assert Counter(row.enrollment_id for row in issues) == Counter(ids)
        assert len(academy.find(Certificate, enrollment_id=ids)) == 60
        told = academy.find(Notification, user_id=ids, title="Certificate issued")
        assert Counter(row.user_id for row in told) == Counter(ids)
        if crashes < fatal:
            break
    assert crashes >= 20
