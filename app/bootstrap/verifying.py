"""Verifying certificates, loaded when it is first asked for."""

from __future__ import annotations

from app.context import Verifier
from app.domain.verification import Verdict
from app.ports.storage import Store


class LateVerifier:
    """`app.context.Verifier`; cryptography costs a start-up that few commands should pay."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def verify_text(self, qr_text: str) -> Verdict:
        """The verdict on a QR code's text."""
        return self._verifier().verify_text(qr_text)

    def verify_pdf(self, data: bytes) -> Verdict:
        """The verdict on a PDF's bytes."""
        return self._verifier().verify_pdf(data)

    def verify_name(self, name: str) -> Verdict:
        """The verdict on a verification code or certificate number."""
        return self._verifier().verify_name(name)

    def _verifier(self) -> Verifier:
        from services.certificates.verifier import StoreVerifier

        return StoreVerifier(self._store)
