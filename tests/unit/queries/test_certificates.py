"""Who can get a certificate, and who has one."""

from typing import cast

import pytest

from app.domain.commands import (
    IssueCertificates,
    IssueRow,
    ReissueCertificate,
    RevokeCertificate,
)
from app.domain.entities import Enrollment, User
from app.domain.errors import NotFound
from app.ports.files import FileStore
from app.queries.certificates import eligible, issued
from app.queries.certificates_detail import (
    certificate_detail,
    certificate_files,
    issue_of_number,
)
from app.usecases.certificates import certificate_use_cases
from tests.support.learning import COURSE, TEACHER, alter, school
from tests.support.memory import START, Bench, course, enrollment
from tests.support.press import PlainSigner, ShelfOfFiles, TextRenderer


def graduates() -> Bench:
    """Students 101 to 103 completed course 1 as enrollments 50 to 52; 104 did not, as 53."""
    use_cases = certificate_use_cases(
        PlainSigner(), TextRenderer(), cast(FileStore, ShelfOfFiles()), "Academy"
    )
    bench = school(use_cases=use_cases)
    done = {"status": "completed", "completed_at": START}
    bench.put(
        course(2, TEACHER),
        *(enrollment(50 + n, 101 + n, COURSE, **done) for n in range(3)),
        enrollment(53, 104, COURSE),
        enrollment(60, 105, 2, **done),
    )
    return bench


def issue(bench: Bench, enrollment_id: int) -> None:
    code = f"ABCDEFGHJK{enrollment_id}".replace("0", "Z").replace("1", "Y")
    row = IssueRow(enrollment_id=enrollment_id, verification_code=code)
    bench.outcome(IssueCertificates(rows=(row,)))


def test_completed_enrollments_without_a_certificate_are_eligible() -> None:
    bench = graduates()
    issue(bench, 51)
    with bench.store.reading() as rows:
        found = eligible(rows, COURSE)
        student = rows.get(User, 101)
    assert [row.enrollment_id for row in found] == [50, 52]
    assert (found[0].email, found[0].holder) == (student.email, student.full_name)
    assert (found[0].student_id, found[0].completed_at) == (101, START)


def test_revoked_ones_and_deleted_students_are_not_eligible() -> None:
    bench = graduates()
    issue(bench, 50)
    bench.run(RevokeCertificate(certificate_number="SC-2026-000001", reason="copied"))
    alter(bench, User, 102, is_deleted=True)
    with bench.store.reading() as rows:
        assert [row.enrollment_id for row in eligible(rows, COURSE)] == [52]


def test_issued_lists_the_newest_of_each_enrollment() -> None:
    bench = graduates()
    issue(bench, 50)
    issue(bench, 51)
    bench.run(
        ReissueCertificate(
            certificate_number="SC-2026-000001", reason="name", verification_code="ABCDEFGHJKMN"
        )
    )
    with bench.store.reading() as rows:
        found = issued(rows, COURSE)
    assert [(row.certificate_number, row.enrollment_id) for row in found] == [
        ("SC-2026-000003", 50),
        ("SC-2026-000002", 51),
    ]
    assert all(len(row.pdf_sha256) == 64 for row in found)


def test_issued_tells_names_as_printed_and_what_became_of_it() -> None:
    bench = graduates()
    issue(bench, 50)
    bench.run(RevokeCertificate(certificate_number="SC-2026-000001", reason="copied"))
    printed = bench.get(User, 101).full_name
    alter(bench, User, 101, last_name="Changed", email="changed@example.org")
    alter(bench, Enrollment, 50, status="dropped")
    with bench.store.reading() as rows:
        row = issued(rows, COURSE)[0]
    assert (row.holder, row.email) == (printed, "changed@example.org")
    assert (row.is_revoked, row.revoked_reason, row.completed) == (True, "copied", False)


def test_other_courses_are_not_listed() -> None:
    bench = graduates()
    issue(bench, 60)
    with bench.store.reading() as rows:
        assert issued(rows, COURSE) == []
        assert [row.enrollment_id for row in issued(rows, 2)] == [60]


def test_a_certificate_is_told_with_all_that_came_before() -> None:
    bench = graduates()
    issue(bench, 51)
    issue(bench, 50)
    with bench.store.reading() as rows:
        first = certificate_detail(rows, 51).issue
    code = "ABCDEFGHJKMN"
    number = first.certificate_number
    bench.outcome(
        ReissueCertificate(certificate_number=number, reason="misspelled", verification_code=code)
    )
    with bench.store.reading() as rows:
        detail = certificate_detail(rows, 51)
        files = certificate_files(rows, [50, 52, 51])
        assert issue_of_number(rows, "SC-1999-000001") is None
        with pytest.raises(NotFound) as none:
            certificate_detail(rows, 52)
    assert none.value.reason == "certificate.none"
    assert [one.certificate_number for one in detail.history][1] == number
    assert detail.issue.replaces == number
    assert detail.history[1].revoked_reason == "misspelled"
    assert detail.completed
    assert [one.certificate_number for one in files][1] == detail.issue.certificate_number
    assert not any(one.revoked for one in files)
