"""Making certificates: number, signature, PDF, rows, event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.canonical import to_canonical
from app.domain.dataclass import dataclass
from app.domain.entities import Certificate, CertificateIssue, Enrollment
from app.domain.errors import Rejected
from app.domain.events import CertificateIssued
from app.ports.certificates import (
    CertificateRenderer,
    CertificateSigner,
    PrintedFields,
    RenderJob,
)
from app.ports.files import FileStore
from app.ports.storage import UnitOfWork
from app.usecases.certificates_fields import Sources, printed_fields, read_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What certificates are made with; *institution* is the name they bear."""

    signer: CertificateSigner
    renderer: CertificateRenderer
    files: FileStore
    institution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One certificate to make.

    `former` is the enrollment's certificate row, if it has one, which then shows the new issue.
    """

    enrollment: Enrollment
    verification_code: str
    issue_date: date
    former: Certificate | None = None


def make(
    press: Press, uow: UnitOfWork, orders: Sequence[Order]
) -> list[CertificateIssue | Rejected]:
    """Number, sign, draw, store and record the certificates of *orders*.

    In their order: the issue, or why it cannot be drawn (``certificate.undrawable``); such
    a certificate takes no number. The bytes are stored before the rows are committed: an undone
    transaction leaves a file that no row names, never a row without its file.
    """
    if not orders:
        return []
    sources = read_sources(uow, [order.enrollment for order in orders])
    refusals = [_refusal(press, sources, order) for order in orders]
    fit = [order for order, refusal in zip(orders, refusals, strict=True) if refusal is None]
    issues = iter(_make(press, uow, sources, fit))
    return [refusal or next(issues) for refusal in refusals]


def _refusal(press: Press, sources: Sources, order: Order) -> Rejected | None:
    """Why the certificate cannot be drawn: a text has characters that no typeface has.

    Plain texts, which every typeface has, are not asked about: it costs a tenth of drawing.
    """
    fields = _fields(press, sources, order, _number(order.issue_date.year, 0))
    texts = [text for text in to_canonical(fields).values() if isinstance(text, str)]
    if all(text.isascii() and text.isprintable() for text in texts):
        return None
    settings = sources.settings_of(order.enrollment.course_id)
    job = RenderJob(fields=fields, qr_text="", paper=settings.paper, template=settings.template)
    for finding in press.renderer.findings(job):
        if finding.kind == "missing":
            return Rejected(
                "certificate.undrawable",
                holder=fields.holder,
                field=finding.field,
                characters=finding.detail,
            )
    return None


def _make(
    press: Press, uow: UnitOfWork, sources: Sources, orders: Sequence[Order]
) -> list[CertificateIssue]:
    numbers = [_next_number(uow, order.issue_date.year) for order in orders]
    fields = [
        _fields(press, sources, order, number)
        for order, number in zip(orders, numbers, strict=True)
    ]
    issues = _drawn(press, _signed(press, uow, sources, orders, fields), fields)
    certificates = _newest(uow, orders, issues, fields)
    uow.save_all([*certificates, *issues])
    for certificate in certificates:
        uow.raise_event(
            CertificateIssued(
                entity_id=certificate.id,
                certificate_number=certificate.certificate_number,
                student_id=certificate.student_id,
                course_id=certificate.course_id,
            )
        )
    return issues


def _fields(press: Press, sources: Sources, order: Order, number: str) -> PrintedFields:
    return printed_fields(
        sources,
        order.enrollment,
        number=number,
        code=order.verification_code,
        issue_date=order.issue_date,
        institution=press.institution,
    )


def _number(year: int, count: int) -> str:
    return f"SC-{year:04d}-{count:06d}"


def _next_number(uow: UnitOfWork, year: int) -> str:
    return _number(year, uow.next_number(f"certificate-{year}"))


def _signed(
    press: Press,
    uow: UnitOfWork,
    sources: Sources,
    orders: Sequence[Order],
    fields: Sequence[PrintedFields],
) -> list[CertificateIssue]:
    """The issues with their proofs, not drawn yet."""
    issues: list[CertificateIssue] = []
    for order, printed in zip(orders, fields, strict=True):
        proof = press.signer.sign(printed)
        settings = sources.settings_of(order.enrollment.course_id)
        former = order.former
        issues.append(
            CertificateIssue(
                certificate_number=printed.certificate_number,
                verification_code=printed.verification_code,
                enrollment_id=order.enrollment.id,
                student_id=order.enrollment.student_id,
                course_id=order.enrollment.course_id,
                fields=to_canonical(printed),
                fields_sha256=proof.fields_sha256,
                qr_text=proof.qr_text,
                signature=proof.signature,
                key_id=proof.key_id,
                paper=settings.paper,
                template=settings.template,
                replaces=None if former is None else former.certificate_number,
                issued_by_id=uow.actor.user_id,
                issued_at=uow.now,
            )
        )
    return issues


def _drawn(
    press: Press, issues: Sequence[CertificateIssue], fields: Sequence[PrintedFields]
) -> list[CertificateIssue]:
    """The issues with their PDFs drawn and stored."""
    pdfs = press.renderer.render_many(
        [
            RenderJob(
                fields=printed, qr_text=issue.qr_text, paper=issue.paper, template=issue.template
            )
            for printed, issue in zip(fields, issues, strict=True)
        ]
    )
    return [
        replace(issue, pdf_sha256=press.files.put_bytes(pdf).sha256)
        for issue, pdf in zip(issues, pdfs, strict=True)
    ]


def _newest(
    uow: UnitOfWork,
    orders: Sequence[Order],
    issues: Sequence[CertificateIssue],
    fields: Sequence[PrintedFields],
) -> list[Certificate]:
    """The enrollments' certificate rows, each showing its newest issue."""
    new = sum(order.former is None for order in orders)
    ids = iter(uow.take_ids(Certificate, new) if new else ())
    return [
        Certificate(
            id=next(ids) if order.former is None else order.former.id,
            enrollment_id=issue.enrollment_id,
            student_id=issue.student_id,
            course_id=issue.course_id,
            certificate_number=issue.certificate_number,
            issue_date=printed.issue_date,
            verification_code=issue.verification_code,
            grade=printed.grade,
            score_percentage=printed.score_percentage,
            issued_by_id=issue.issued_by_id,
            created_at=uow.now if order.former is None else order.former.created_at,
        )
        for order, issue, printed in zip(orders, issues, fields, strict=True)
    ]
