"""Verifying against what a store holds: issues and public keys. No network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.domain.entities import CertificateIssue, SigningKey
from app.domain.verification import Verdict, VerifyingKey, verify_name, verify_pdf, verify_text
from app.ports.storage import Rows, Store
from services.certificates.reading import numbers_in
from services.certificates.signing import PublicKey


class StoreVerifier:
    """Judges certificates (`app.context.Verifier`)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def verify_text(self, qr_text: str) -> Verdict:
        """The verdict on a QR code's text."""
        with self._records() as records:
            return verify_text(qr_text, records.key, records.by("certificate_number"))

    def verify_pdf(self, data: bytes) -> Verdict:
        """The verdict on a PDF's bytes."""
        with self._records() as records:
            by_file, by_number = records.by("pdf_sha256"), records.by("certificate_number")
            return verify_pdf(data, by_file, by_number, numbers_in)

    def verify_name(self, name: str) -> Verdict:
        """The verdict on a verification code or certificate number."""
        with self._records() as records:
            return verify_name(
                name, records.by("verification_code"), records.by("certificate_number")
            )

    @contextmanager
    def _records(self) -> Iterator[_Records]:
        with self._store.reading() as rows:
            yield _Records(rows)


class _Records:
    """Issues and keys of one consistent view."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def key(self, key_id: str) -> VerifyingKey | None:
        """The public key called *key_id*."""
        row = self._rows.get_many(SigningKey, [key_id]).get(key_id)
        return None if row is None else PublicKey(row)

    def by(self, column: str) -> Callable[[str], CertificateIssue | None]:
        """Issues by the value of *column*; of several with one value the newest."""

        def find(value: str) -> CertificateIssue | None:
            equal: dict[str, Any] = {column: value}
            found = self._rows.find(CertificateIssue, **equal)
            return max(found, key=lambda issue: issue.issued_at, default=None)

        return find
