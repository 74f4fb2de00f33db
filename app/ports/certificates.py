"""Drawing and signing certificates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from app.domain.dataclass import dataclass
from app.domain.printed import PrintedFields


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to know before a certificate is issued.

    `field` names the printed fields concerned, joined by ``+``. kind ``missing``: `detail` holds
    the characters that no typeface has, the certificate cannot be drawn. kind ``small``: `detail`
    is the type size in points to which the text had to shrink, `too_wide_mm` by how much it would
    stand out at the design's least size.
    """

    field: str
    kind: Literal["missing", "small"]
    detail: str
    too_wide_mm: int = 0


class CertificateRenderer(Protocol):
    """Draws certificates."""

    def findings(self, job: RenderJob) -> tuple[Finding, ...]:
        """What to tell before *job* is issued; empty where all is well."""
        ...

    def render_many(self, jobs: Sequence[RenderJob]) -> list[bytes]:
        """A PDF a job, in order; the same job gives the same bytes."""
        ...


__all__ = [
    "CertificateRenderer",
    "CertificateSigner",
    "Finding",
    "PrintedFields",
    "RenderJob",
    "SignedFields",
]
