"""Who can get a certificate, and who has one."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.dataclass import dataclass
from app.domain.entities import Certificate, CertificateIssue, Enrollment, User
from app.ports.storage import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibleRow:
    """A completed enrollment that never had a certificate."""

    enrollment_id: int
    student_id: int
    email: str
    holder: str
    completed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedRow:
    """The newest certificate of an enrollment; `holder` as printed, `email` as it is today."""

    certificate_number: str
    verification_code: str
    enrollment_id: int
    student_id: int
    email: str
    holder: str
    issue_date: date
    grade: str | None
    pdf_sha256: str
    is_revoked: bool
    revoked_reason: str | None
    completed: bool


def eligible(rows: Rows, course_id: int) -> list[EligibleRow]:
    """Whom `IssueCertificates` would issue to in a course, in enrollment order.

    Deleted students are left out, and whoever has a revoked certificate: that is reissued by name.
    """
    completed = rows.find(Enrollment, course_id=course_id, status="completed")
    have = {row.enrollment_id for row in rows.find(Certificate, course_id=course_id)}
    lacking = [row for row in completed if row.id not in have]
    students = rows.get_many(User, {row.student_id for row in lacking})
    return [
        EligibleRow(
            enrollment_id=row.id,
            student_id=row.student_id,
            email=student.email,
            holder=student.full_name,
            completed_at=row.completed_at,
        )
        for row in lacking
        if not (student := students[row.student_id]).is_deleted
    ]


def revoked_numbers(rows: Rows, course_id: int) -> list[str]:
    """Every certificate of a course that was revoked, also those that another replaced."""
    enrollments = [row.enrollment_id for row in rows.find(Certificate, course_id=course_id)]
    issues = rows.find(CertificateIssue, enrollment_id=enrollments) if enrollments else []
    return sorted(one.certificate_number for one in issues if one.revoked_at is not None)


def issued(rows: Rows, course_id: int) -> list[IssuedRow]:
    """The newest certificates of a course's enrollments, in the order they were first issued."""
    certificates = rows.find(Certificate, course_id=course_id)
    issues = rows.get_many(CertificateIssue, [row.certificate_number for row in certificates])
    students = rows.get_many(User, {row.student_id for row in certificates})
    enrollments = rows.get_many(Enrollment, [row.enrollment_id for row in certificates])
    return [
        IssuedRow(
            certificate_number=row.certificate_number,
            verification_code=row.verification_code,
            enrollment_id=row.enrollment_id,
            student_id=row.student_id,
            email=students[row.student_id].email,
            holder=issue.fields["holder"],
            issue_date=row.issue_date,
            grade=row.grade,
            pdf_sha256=issue.pdf_sha256 or "",
            is_revoked=row.is_revoked,
            revoked_reason=row.revoked_reason,
            completed=enrollments[row.enrollment_id].status == "completed",
        )
        for row in certificates
        for issue in [issues[row.certificate_number]]
    ]
