"""Issuing, revoking and reissuing certificates."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

import pytest

from app.domain.actor import Actor
from app.domain.commands import (
    IssueCertificates,
    IssueRow,
    ReissueCertificate,
    RevokeCertificate,
)
from app.domain.entities import Certificate, CertificateIssue, Course, Enrollment, EventRecord, User
from app.domain.errors import NotFound, Rejected
from app.domain.outcomes import Outcome
from app.ports.files import FileStore
from app.usecases.certificates import certificate_use_cases
from tests.support.learning import COURSE, alter, answers, school
from tests.support.memory import START, Bench, course_settings, enrollment, person, progress
from tests.support.press import PlainSigner, ShelfOfFiles, TextRenderer

CODE, OTHER, THIRD = "ABCDEFGHJKMN", "ABCDEFGHJKMP", "ABCDEFGHJKMQ"
FIRST, SECOND = "SC-2026-000001", "SC-2026-000002"


@dataclass(frozen=True)
class Office:
    """A bench with the certificate use cases and what they print with."""

    bench: Bench
    renderer: TextRenderer
    files: ShelfOfFiles


@pytest.fixture
def office() -> Office:
    """Students 101 to 105; 101 and 102 completed course 1 as enrollments 50 and 51."""
    renderer, files = TextRenderer(), ShelfOfFiles()
    use_cases = certificate_use_cases(
        PlainSigner(), renderer, cast(FileStore, files), "Academy of Tests"
    )
    bench = school(use_cases=use_cases, title="Ceramics")
    done = {"status": "completed", "completed_at": START + timedelta(days=5)}
    bench.put(
        enrollment(50, 101, COURSE, **done),
        enrollment(51, 102, COURSE, **done),
        enrollment(52, 103, COURSE),
        progress(1, 50, quiz_scores={"12": 80.0, "13": 95.0}),
    )
    alter(bench, User, 101, email="grace@example.org", first_name="Grace", last_name="Hopper")
    return Office(bench, renderer, files)


def issue(office: Office, *rows: tuple[int, str], on: date | None = None) -> Outcome:
    return office.bench.outcome(
        IssueCertificates(
            rows=tuple(IssueRow(enrollment_id=n, verification_code=code) for n, code in rows),
            issue_date=on,
        )
    )


def revoke(office: Office, number: str = FIRST, reason: str = "copied") -> Outcome:
    return office.bench.outcome(RevokeCertificate(certificate_number=number, reason=reason))


def reissue(
    office: Office, number: str = FIRST, code: str = OTHER, reason: str = "name"
) -> Outcome:
    return office.bench.outcome(
        ReissueCertificate(certificate_number=number, reason=reason, verification_code=code)
    )


def refused(call: Any) -> Rejected:
    with pytest.raises(Rejected) as caught:
        call()
    return caught.value


def test_a_certificate_says_who_completed_what_and_how_well(office: Office) -> None:
    office.bench.put(
        course_settings(
            COURSE,
            signatory="Ada Lovelace",
            signatory_title="Dean",
            template="modern",
            paper="Letter",
            grade_bands={"first": 85, "second": 50},
        )
    )
    issue(office, (50, CODE))
    row = office.bench.get(CertificateIssue, FIRST)
    assert row.fields == {
        "certificate_number": FIRST,
        "verification_code": CODE,
        "holder": "Grace Hopper",
        "course": "Ceramics",
        "grade": "first",
        "score_percentage": 87.5,
        "issue_date": "2026-02-10",
        "completed_on": "2026-02-15",
        "signatory": "Ada Lovelace",
        "signatory_title": "Dean",
        "institution": "Academy of Tests",
    }
    assert (row.paper, row.template) == ("Letter", "modern")
    assert (row.qr_text, row.key_id) == (f"QR {FIRST}", "key-1")
    assert row.replaces is None


def test_the_row_answers_what_the_caller_prints(office: Office) -> None:
    outcome = issue(office, (50, CODE))
    row = office.bench.get(CertificateIssue, FIRST)
    assert outcome.rows[0].data == {
        "outcome": "issued",
        "certificate_number": FIRST,
        "verification_code": CODE,
        "email": "grace@example.org",
        "sha256": row.pdf_sha256,
        "enrollment_id": 50,
    }


def test_the_pdf_is_stored_before_its_name_is(office: Office) -> None:
    issue(office, (50, CODE))
    row = office.bench.get(CertificateIssue, FIRST)
    drawn = json.loads(office.files.kept[row.pdf_sha256])
    assert drawn["fields"]["holder"] == "Grace Hopper"
    assert drawn["qr_text"] == row.qr_text


def test_the_certificates_row_shows_the_same(office: Office) -> None:
    office.bench.put(person(9, role="admin"))
    row = IssueRow(enrollment_id=50, verification_code=CODE)
    office.bench.run(IssueCertificates(rows=(row,)), Actor(9, "admin"))
    shown = office.bench.find(Certificate)[0]
    assert (shown.certificate_number, shown.verification_code) == (FIRST, CODE)
    assert (shown.grade, shown.score_percentage) == ("A", Decimal("87.50"))
    assert (shown.issue_date, shown.issued_by_id) == (date(2026, 2, 10), 9)
    assert (shown.student_id, shown.course_id, shown.is_revoked) == (101, COURSE, False)
    assert office.bench.events() == [("certificate.issued", shown.id)]


def test_without_settings_and_scores_there_are_defaults(office: Office) -> None:
    issue(office, (51, CODE))
    row = office.bench.get(CertificateIssue, FIRST)
    assert (row.fields["grade"], row.fields["score_percentage"]) == (None, None)
    assert (row.fields["signatory"], row.paper, row.template) == ("Tess Teacher", "A4", "classic")


def test_many_are_drawn_in_one_call_and_numbered_in_order(office: Office) -> None:
    outcome = issue(office, (51, CODE), (50, OTHER))
    assert [row.data["certificate_number"] for row in outcome.rows] == [FIRST, SECOND]
    assert office.renderer.batches == [2]
    assert office.bench.get(CertificateIssue, SECOND).enrollment_id == 50


def test_numbers_count_by_the_year_of_issue(office: Office) -> None:
    issue(office, (50, CODE), on=date(2025, 12, 31))
    issue(office, (51, OTHER))
    numbers = [row.certificate_number for row in office.bench.find(CertificateIssue)]
    assert numbers == ["SC-2025-000001", FIRST]


def test_who_has_a_certificate_keeps_it(office: Office) -> None:
    issue(office, (50, CODE))
    before = office.bench.find(CertificateIssue)
    outcome = issue(office, (50, OTHER), (51, THIRD))
    assert answers(outcome.rows) == ["exists", "issued"]
    assert outcome.rows[0].data["verification_code"] == CODE
    assert outcome.rows[0].data["sha256"] == before[0].pdf_sha256
    assert office.bench.find(CertificateIssue)[0] == before[0]


def test_bad_rows_do_not_keep_good_ones_out(office: Office) -> None:
    issue(office, (51, CODE))
    outcome = issue(
        office, (52, OTHER), (99, OTHER), (50, "short"), (50, CODE), (50, OTHER), (50, THIRD)
    )
    assert answers(outcome.rows) == [
        "certificate.not_completed",
        "row.missing",
        "certificate.code_unfit",
        "certificate.code_taken",
        "issued",
        "certificate.repeated",
    ]


def test_a_code_is_given_once_in_a_command(office: Office) -> None:
    assert answers(issue(office, (50, CODE), (51, CODE)).rows) == [
        "issued",
        "certificate.code_taken",
    ]


def test_with_nothing_to_issue_nothing_is_drawn(office: Office) -> None:
    assert answers(issue(office, (52, CODE)).rows) == ["certificate.not_completed"]
    assert office.renderer.batches == []


def test_what_cannot_be_drawn_is_not_issued_and_takes_no_number(office: Office) -> None:
    office.renderer.broken = True
    with pytest.raises(OSError, match="on fire"):
        issue(office, (50, CODE))
    assert office.bench.find(Certificate) == []
    office.renderer.broken = False
    assert issue(office, (50, CODE)).rows[0].data["certificate_number"] == FIRST


def test_a_name_that_no_typeface_has_keeps_nobody_else_from_theirs(office: Office) -> None:
    alter(office.bench, User, 101, first_name="ж")
    alter(office.bench, User, 102, first_name="José")
    outcome = issue(office, (50, CODE), (51, OTHER))
    assert answers(outcome.rows) == ["certificate.undrawable", "issued"]
    assert outcome.rows[0].data["characters"] == "ж"
    assert [row.certificate_number for row in office.bench.find(CertificateIssue)] == [FIRST]
    assert office.bench.find(CertificateIssue)[0].enrollment_id == 51


def test_what_cannot_be_drawn_anew_is_not_revoked(office: Office) -> None:
    issue(office, (50, CODE))
    alter(office.bench, User, 101, first_name="ж")
    assert refused(lambda: reissue(office)).reason == "certificate.undrawable"
    assert not office.bench.find(Certificate)[0].is_revoked


def test_an_issued_certificate_never_changes_with_the_names(office: Office) -> None:
    issue(office, (50, CODE))
    before = office.bench.get(CertificateIssue, FIRST)
    drawn = dict(office.files.kept)
    alter(office.bench, User, 101, last_name="Murray", email="new@example.org")
    alter(office.bench, Course, COURSE, title="Pottery")
    issue(office, (50, OTHER))
    assert office.bench.get(CertificateIssue, FIRST) == before
    assert office.files.kept == drawn


def test_revoking_marks_both_rows_with_the_reason(office: Office) -> None:
    issue(office, (50, CODE))
    later = office.bench.clock.advance(days=1)
    outcome = revoke(office, reason="  copied ")
    assert outcome.data == {"outcome": "revoked", "certificate_number": FIRST}
    row, shown = office.bench.get(CertificateIssue, FIRST), office.bench.find(Certificate)[0]
    assert (row.revoked_at, row.revoked_reason) == (later, "copied")
    assert (shown.is_revoked, shown.revoked_at, shown.revoked_reason) == (True, later, "copied")
    event = office.bench.find(EventRecord, event_type="certificate.revoked")[0]
    assert event.entity_id == shown.id
    assert event.payload["reason"] == "copied"


def test_only_the_revocation_columns_change(office: Office) -> None:
    issue(office, (50, CODE))
    before = office.bench.get(CertificateIssue, FIRST)
    revoke(office)
    after = office.bench.get(CertificateIssue, FIRST)
    assert replace(after, revoked_at=None, revoked_reason=None) == before


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_revoking_and_reissuing_need_a_reason(office: Office, reason: str) -> None:
    issue(office, (50, CODE))
    for call in (revoke, reissue):
        error = refused(lambda call=call: call(office, reason=reason))
        assert error.reason == "certificate.reason_needed"
    assert not office.bench.find(Certificate)[0].is_revoked


def test_revoking_twice_is_refused(office: Office) -> None:
    issue(office, (50, CODE))
    revoke(office)
    error = refused(lambda: revoke(office, reason="again"))
    assert (error.reason, error.data["revoked_at"]) == ("certificate.already_revoked", "2026-02-10")
    assert office.bench.get(CertificateIssue, FIRST).revoked_reason == "copied"


@pytest.mark.parametrize("call", [revoke, reissue])
def test_an_unknown_number_is_told(office: Office, call: Any) -> None:
    error = refused(lambda: call(office, "SC-1999-000001"))
    assert isinstance(error, NotFound)
    assert error.reason == "certificate.unknown"


def test_a_batch_never_brings_back_what_was_revoked(office: Office) -> None:
    issue(office, (50, CODE))
    revoke(office)
    outcome = issue(office, (50, OTHER))
    assert answers(outcome.rows) == ["certificate.was_revoked"]
    assert outcome.rows[0].data == {"certificate_number": FIRST}


def test_reissuing_prints_today_s_names_under_a_new_number(office: Office) -> None:
    issue(office, (50, CODE))
    old = office.bench.find(Certificate)[0]
    alter(office.bench, User, 101, last_name="Murray")
    today = office.bench.clock.advance(days=30)
    outcome = reissue(office)
    new = office.bench.get(CertificateIssue, SECOND)
    assert outcome.data == {
        "outcome": "reissued",
        "certificate_number": SECOND,
        "replaces": FIRST,
        "verification_code": OTHER,
        "sha256": new.pdf_sha256,
        "enrollment_id": 50,
    }
    assert (new.replaces, new.fields["holder"]) == (FIRST, "Grace Murray")
    shown = office.bench.find(Certificate)
    assert [row.id for row in shown] == [old.id]
    assert (shown[0].certificate_number, shown[0].is_revoked) == (SECOND, False)
    assert (shown[0].issue_date, shown[0].created_at) == (today.date(), old.created_at)
    former = office.bench.get(CertificateIssue, FIRST)
    assert (former.revoked_at, former.revoked_reason) == (today, "name")
    assert former.fields["holder"] == "Grace Hopper"
    assert [name for name, _ in office.bench.events()] == [
        "certificate.issued",
        "certificate.revoked",
        "certificate.issued",
    ]


def test_reissuing_a_revoked_one_keeps_why_it_was_revoked(office: Office) -> None:
    issue(office, (50, CODE))
    revoke(office)
    reissue(office, reason="appeal granted")
    assert office.bench.get(CertificateIssue, FIRST).revoked_reason == "copied"
    names = [name for name, _ in office.bench.events()]
    assert names.count("certificate.revoked") == 1


def test_only_the_newest_is_reissued(office: Office) -> None:
    issue(office, (50, CODE))
    reissue(office)
    error = refused(lambda: reissue(office, FIRST, THIRD))
    assert (error.reason, error.data["newest"]) == ("certificate.replaced", SECOND)
    reissue(office, SECOND, THIRD)
    assert office.bench.find(Certificate)[0].certificate_number == "SC-2026-000003"


@pytest.mark.parametrize(
    ("code", "reason"), [("short", "certificate.code_unfit"), (CODE, "certificate.code_taken")]
)
def test_reissuing_needs_a_fit_and_new_code(office: Office, code: str, reason: str) -> None:
    issue(office, (50, CODE))
    assert refused(lambda: reissue(office, code=code)).reason == reason
    assert not office.bench.find(Certificate)[0].is_revoked


def test_what_is_completed_no_more_is_not_reissued(office: Office) -> None:
    issue(office, (50, CODE))
    alter(office.bench, Enrollment, 50, status="dropped")
    assert refused(lambda: reissue(office)).reason == "certificate.not_completed"
