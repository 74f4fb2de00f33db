"""Issuing certificates, and the table of all use cases on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.domain.commands import (
    Command,
    IssueCertificates,
    IssueRow,
    ReissueCertificate,
    RevokeCertificate,
)
from app.domain.entities import Certificate, CertificateIssue, Enrollment, User
from app.domain.errors import Rejected
from app.domain.outcomes import Outcome, RowOutcome
from app.domain.verification_codes import code_refusal
from app.ports.certificates import CertificateRenderer, CertificateSigner
from app.ports.files import FileStore
from app.ports.storage import UnitOfWork
from app.usecases.bus import UseCase
from app.usecases.certificates_press import Order, Press, make
from app.usecases.certificates_revoke import reissue_certificate, revoke_certificate
from app.usecases.row_outcomes import applied, missing, refused


class _Issuing:
    """One command's walk over its rows."""

    def __init__(self, command: IssueCertificates, uow: UnitOfWork) -> None:
        self._uow = uow
        self._date = command.issue_date or uow.now.date()
        ids = sorted({row.enrollment_id for row in command.rows})
        self._enrollments = uow.get_many(Enrollment, ids)
        self._students = uow.get_many(User, {row.student_id for row in self._enrollments.values()})
        self._certificates = {
            row.enrollment_id: row for row in uow.find(Certificate, enrollment_id=ids)
        }
        numbers = [row.certificate_number for row in self._certificates.values()]
        self._issues = uow.get_many(CertificateIssue, numbers)
        codes = sorted({row.verification_code for row in command.rows})
        self._codes = {
            row.verification_code for row in uow.find(CertificateIssue, verification_code=codes)
        }
        self._ordered: dict[int, tuple[int, Order]] = {}

    def take(self, position: int, row: IssueRow) -> RowOutcome | None:
        """What comes of a row at once; None where a certificate is to be made for it."""
        enrollment = self._enrollments.get(row.enrollment_id)
        if enrollment is None:
            return missing(position, Enrollment.TABLE, row.enrollment_id)
        certificate = self._certificates.get(enrollment.id)
        if certificate is not None and not certificate.is_revoked:
            issue = self._issues[certificate.certificate_number]
            return self._answer(position, issue, "exists")
        refusal = self._refusal(row, enrollment, certificate)
        if refusal is not None:
            return refused(position, refusal, enrollment.id)
        self._codes.add(row.verification_code)
        order = Order(
            enrollment=enrollment,
            verification_code=row.verification_code,
            issue_date=self._date,
        )
        self._ordered[enrollment.id] = (position, order)
        return None

    def make(self, press: Press) -> list[RowOutcome]:
        """Make what was ordered; the rows' outcomes."""
        made = make(press, self._uow, [order for _, order in self._ordered.values()])
        return [
            refused(position, issue, order.enrollment.id)
            if isinstance(issue, Rejected)
            else self._answer(position, issue, "issued")
            for (position, order), issue in zip(self._ordered.values(), made, strict=True)
        ]

    def _refusal(
        self, row: IssueRow, enrollment: Enrollment, revoked: Certificate | None
    ) -> Rejected | None:
        if enrollment.id in self._ordered:
            return Rejected("certificate.repeated", enrollment_id=enrollment.id)
        if enrollment.status != "completed":
            return Rejected("certificate.not_completed", status=enrollment.status)
        if revoked is not None:
            return Rejected(
                "certificate.was_revoked", certificate_number=revoked.certificate_number
            )
        if row.verification_code in self._codes:
            return Rejected("certificate.code_taken")
        return code_refusal(row.verification_code)

    def _answer(self, position: int, issue: CertificateIssue, outcome: str) -> RowOutcome:
        return applied(
            position,
            issue.certificate_number,
            outcome=outcome,
            certificate_number=issue.certificate_number,
            verification_code=issue.verification_code,
            email=self._students[issue.student_id].email,
            sha256=issue.pdf_sha256,
            enrollment_id=issue.enrollment_id,
        )


def issue_certificates(command: IssueCertificates, uow: UnitOfWork, press: Press) -> Outcome:
    """Issue a certificate for each completed enrollment that has none.

    A row's data: ``{"outcome": "issued" | "exists", "certificate_number", "verification_code",
    "email", "sha256", "enrollment_id"}``. Whoever has a revoked one is rejected
    (``certificate.was_revoked``): only reissuing replaces it, so that a batch never brings back
    what someone took away.
    """
    issuing = _Issuing(command, uow)
    outcomes = [issuing.take(position, row) for position, row in enumerate(command.rows)]
    made = issuing.make(press)
    return Outcome(rows=_in_order([row for row in outcomes if row is not None], made))


def _in_order(*parts: Sequence[RowOutcome]) -> tuple[RowOutcome, ...]:
    rows = [row for part in parts for row in part]
    return tuple(sorted(rows, key=lambda row: row.position))


def certificate_use_cases(
    signer: CertificateSigner,
    renderer: CertificateRenderer,
    files: FileStore,
    institution: str,
) -> dict[type[Command], UseCase]:
    """The use cases on certificates, printed in *institution*'s name."""
    press = Press(signer=signer, renderer=renderer, files=files, institution=institution)
    return {
        IssueCertificates: partial(issue_certificates, press=press),
        RevokeCertificate: revoke_certificate,
        ReissueCertificate: partial(reissue_certificate, press=press),
    }
