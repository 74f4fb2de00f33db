"""Certificates: the newest of an enrollment, every issue ever, and the keys that sign them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from app.domain.dataclass import dataclass
from app.domain.entities.base import Entity, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Entity):
    """The newest certificate of an enrollment (ERD CERTIFICATES)."""

    TABLE: ClassVar[str] = "certificates"

    id: int
    enrollment_id: int
    student_id: int
    course_id: int
    certificate_number: str
    issue_date: date
    certificate_url: str | None = None
    verification_code: str
    grade: str | None = None
    score_percentage: Decimal | None = None
    issued_by_id: int | None = None
    is_revoked: bool = False
    revoked_at: datetime | None = None
    revoked_reason: str | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateIssue(Entity):
    """One certificate as it was printed; only the revocation columns ever change.

    `fields` are the printed fields, `fields_sha256` the hex digest of their canonical form,
    `signature` the base64url Ed25519 signature in the QR text, `pdf_sha256` the frozen file.
    """

    TABLE: ClassVar[str] = "ext.certificate_issues"
    KEY: ClassVar[tuple[str, ...]] = ("certificate_number",)

    certificate_number: str
    verification_code: str
    enrollment_id: int
    student_id: int
    course_id: int
    fields: Json
    fields_sha256: str
    qr_text: str
    signature: str
    key_id: str
    pdf_sha256: str | None = None
    paper: str
    template: str
    replaces: str | None = None
    issued_by_id: int | None = None
    issued_at: datetime
    revoked_at: datetime | None = None
    revoked_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey(Entity):
    """A public Ed25519 key (base64url) and the time in which it signed."""

    TABLE: ClassVar[str] = "ext.signing_keys"
    KEY: ClassVar[tuple[str, ...]] = ("key_id",)
    JOURNALLED: ClassVar[bool] = False

    key_id: str
    institution: str
    public_key: str
    valid_from: datetime
    valid_until: datetime | None = None
