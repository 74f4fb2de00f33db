"""Revoking a certificate, and issuing another in its place."""

from __future__ import annotations

from dataclasses import replace

from app.domain.commands import ReissueCertificate, RevokeCertificate
from app.domain.entities import Certificate, CertificateIssue, Enrollment
from app.domain.errors import Invalid, NotFound, Rejected
from app.domain.events import CertificateRevoked
from app.domain.outcomes import Outcome
from app.domain.verification_codes import code_refusal
from app.ports.storage import UnitOfWork
from app.usecases.certificates_press import Order, Press, make


def revoke_certificate(command: RevokeCertificate, uow: UnitOfWork) -> Outcome:
    """Revoke an issue, and the enrollment's certificate row if it shows that issue.

    Raises `NotFound` (``certificate.unknown``), `Invalid` (``certificate.reason_needed``) and
    `Rejected` (``certificate.already_revoked``). The outcome's data: ``{"outcome": "revoked",
    "certificate_number": ...}``.
    """
    issue, certificate = _found(uow, command.certificate_number)
    if issue.revoked_at is not None:
        raise Rejected(
            "certificate.already_revoked",
            certificate_number=issue.certificate_number,
            revoked_at=issue.revoked_at.date().isoformat(),
        )
    _revoke(uow, issue, certificate, _reason(command.reason))
    return Outcome(data={"outcome": "revoked", "certificate_number": command.certificate_number})


def reissue_certificate(command: ReissueCertificate, uow: UnitOfWork, press: Press) -> Outcome:
    """Issue anew from today's records, under a new number; the old one is revoked if it was not.

    Raises as `revoke_certificate`, and `Rejected`: ``certificate.replaced`` where *command* does
    not name the newest, ``certificate.not_completed``, ``certificate.code_unfit``,
    ``certificate.code_taken``, ``certificate.undrawable``. The outcome's data: ``{"outcome":
    "reissued", "certificate_number", "replaces", "verification_code", "sha256",
    "enrollment_id"}``.
    """
    issue, certificate = _found(uow, command.certificate_number)
    reason = _reason(command.reason)
    if certificate.certificate_number != issue.certificate_number:
        raise Rejected(
            "certificate.replaced",
            certificate_number=issue.certificate_number,
            newest=certificate.certificate_number,
        )
    enrollment = uow.get(Enrollment, issue.enrollment_id)
    _check_reissue(uow, enrollment, command.verification_code)
    if issue.revoked_at is None:
        _revoke(uow, issue, certificate, reason)
    order = Order(
        enrollment=enrollment,
        verification_code=command.verification_code,
        issue_date=uow.now.date(),
        former=certificate,
    )
    new = make(press, uow, [order])[0]
    if isinstance(new, Rejected):
        raise new
    return Outcome(
        data={
            "outcome": "reissued",
            "certificate_number": new.certificate_number,
            "replaces": issue.certificate_number,
            "verification_code": new.verification_code,
            "sha256": new.pdf_sha256,
            "enrollment_id": enrollment.id,
        }
    )


def _check_reissue(uow: UnitOfWork, enrollment: Enrollment, code: str) -> None:
    if enrollment.status != "completed":
        raise Rejected("certificate.not_completed", status=enrollment.status)
    refusal = code_refusal(code)
    if refusal is not None:
        raise refusal
    if uow.count(CertificateIssue, verification_code=code):
        raise Rejected("certificate.code_taken")


def _found(uow: UnitOfWork, number: str) -> tuple[CertificateIssue, Certificate]:
    issue = uow.get_many(CertificateIssue, [number]).get(number)
    if issue is None:
        raise NotFound(
            "certificate.unknown",
            table=CertificateIssue.TABLE,
            key=number,
            certificate_number=number,
        )
    return issue, uow.find(Certificate, enrollment_id=issue.enrollment_id)[0]


def _reason(text: str) -> str:
    reason = text.strip()
    if not reason:
        raise Invalid("certificate.reason_needed", field="reason")
    return reason


def _revoke(
    uow: UnitOfWork, issue: CertificateIssue, certificate: Certificate, reason: str
) -> None:
    uow.save_all(
        [
            replace(issue, revoked_at=uow.now, revoked_reason=reason),
            replace(certificate, is_revoked=True, revoked_at=uow.now, revoked_reason=reason),
        ]
    )
    uow.raise_event(
        CertificateRevoked(
            entity_id=certificate.id,
            certificate_number=issue.certificate_number,
            student_id=issue.student_id,
            course_id=issue.course_id,
            reason=reason,
        )
    )
