"""Drawing and signing certificates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFields:
    """What a certificate says, whole and uncut."""

    certificate_number: str
    verification_code: str
    holder: str
    course: str
    grade: str | None
    score_percentage: Decimal | None
    issue_date: date
    completed_on: date | None
    signatory: str | None
    signatory_title: str | None
    institution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFields:
    """Printed fields with their proof: the QR's ASCII text, its signature and the signing key."""

    fields_sha256: str
    qr_text: str
    signature: str
    key_id: str


class CertificateSigner(Protocol):
    """Signs with the institution's Ed25519 key."""

    def sign(self, fields: PrintedFields) -> SignedFields:
        """The QR text (at most 600 bytes of ASCII) and its parts."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderJob:
    """One certificate to draw: its fields, the QR's text, the paper (A4, Letter), the template."""

    fields: PrintedFields
    qr_text: str
    paper: str
    template: str


class CertificateRenderer(Protocol):
    """Draws certificates."""

    def render_many(self, jobs: Sequence[RenderJob]) -> list[bytes]:
        """A PDF a job, in order; the same job gives the same bytes."""
        ...
