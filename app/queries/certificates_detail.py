"""All about one certificate, and about every one that an enrollment ever had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.domain.dataclass import dataclass
from app.domain.entities import (
    Certificate,
    CertificateIssue,
    Enrollment,
    Json,
    Key,
    User,
)
from app.domain.errors import NotFound
from app.ports.storage import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One certificate as it was issued; `fields` are the printed ones, canonical."""

    certificate_number: str
    verification_code: str
    fields: Json
    pdf_sha256: str
    paper: str
    issued_at: datetime
    issued_by: str | None
    revoked_at: datetime | None
    revoked_reason: str | None
    replaces: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDetail:
    """A certificate with whose it is today, and every issue of its enrollment, newest first."""

    enrollment_id: int
    course_id: int
    email: str
    name: str
    completed: bool
    issue: Issue
    history: tuple[Issue, ...]


def certificate_detail(rows: Rows, enrollment_id: int) -> CertificateDetail:
    """The enrollment's certificate with its history.

    Raises `NotFound` (``certificate.none``) where it has none.
    """
    certificate = next(iter(rows.find(Certificate, enrollment_id=enrollment_id)), None)
    if certificate is None:
        raise NotFound("certificate.none", table=Certificate.TABLE, key=enrollment_id)
    issues = rows.find(CertificateIssue, enrollment_id=certificate.enrollment_id)
    staff = {one.issued_by_id for one in issues if one.issued_by_id is not None}
    people = rows.get_many(User, {certificate.student_id, *staff})
    history = [_issue(one, people) for one in issues]
    history.sort(key=lambda one: (one.issued_at, one.certificate_number), reverse=True)
    newest = next(
        one for one in history if one.certificate_number == certificate.certificate_number
    )
    student = people[certificate.student_id]
    enrollment = rows.get(Enrollment, certificate.enrollment_id)
    return CertificateDetail(
        enrollment_id=certificate.enrollment_id,
        course_id=certificate.course_id,
        email=student.email,
        name=student.full_name,
        completed=enrollment.status == "completed",
        issue=newest,
        history=tuple(history),
    )


def _issue(row: CertificateIssue, people: Mapping[Key, User]) -> Issue:
    staff = people.get(row.issued_by_id) if row.issued_by_id is not None else None
    return Issue(
        certificate_number=row.certificate_number,
        verification_code=row.verification_code,
        fields=row.fields,
        pdf_sha256=row.pdf_sha256 or "",
        paper=row.paper,
        issued_at=row.issued_at,
        issued_by=staff.full_name if staff else None,
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
        replaces=row.replaces,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFile:
    """A certificate's file by its number."""

    certificate_number: str
    pdf_sha256: str
    paper: str
    revoked: bool


def certificate_files(rows: Rows, enrollment_ids: Sequence[int]) -> list[CertificateFile]:
    """The files of these enrollments' newest certificates, in their order.

    Enrollments without a certificate are left out.
    """
    found = {
        one.enrollment_id: one.certificate_number
        for one in rows.find(Certificate, enrollment_id=list(enrollment_ids))
    }
    numbers = [found[one] for one in enrollment_ids if one in found]
    issues = rows.get_many(CertificateIssue, numbers)
    return [
        CertificateFile(
            certificate_number=number,
            pdf_sha256=issues[number].pdf_sha256 or "",
            paper=issues[number].paper,
            revoked=issues[number].revoked_at is not None,
        )
        for number in numbers
    ]


def issue_of_number(rows: Rows, number: str) -> CertificateIssue | None:
    """The issue of a number, None where there is none."""
    return rows.get_many(CertificateIssue, [number]).get(number)
