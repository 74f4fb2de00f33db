"""Judging certificates: by the text of their QR code, by their file, by code or number.

No network and no clock: the text carries its own proof, keys and issues are what the workspace has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Literal, Protocol

from app.domain.canonical import to_canonical
from app.domain.dataclass import dataclass
from app.domain.entities import CertificateIssue, Json
from app.domain.errors import BadInput
from app.domain.qr_text import QrText, parse

VerdictKind = Literal["genuine", "edited", "revoked", "unknown"]
Ground = Literal[
    "signature", "record", "revoked", "altered", "differs", "key", "key_ended", "no_record", "form"
]
"""Why: the signature holds; the record is here; it was revoked; what was signed or issued was
altered; the record under its number says otherwise; nobody here knows the key; it is dated after
its key's end; there is no such record; it is no certificate's text at all."""

NUMBER = re.compile(r"SC-\d{4}-\d{6,12}(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a certificate is worth.

    `fields` (canonical names and values) are the record's wherever it is here; else, for a text,
    the text's own, which are to be trusted only where the verdict is ``genuine``.
    """

    verdict: VerdictKind
    ground: Ground
    certificate_number: str | None = None
    fields: Json | None = None
    revoked_reason: str | None = None


class VerifyingKey(Protocol):
    """An institution's public key."""

    @property
    def valid_until(self) -> datetime | None:
        """When it ceased to sign; None while it does."""
        ...

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether *signature* over *message* was made with the private key."""
        ...


KeyRing = Callable[[str], VerifyingKey | None]
"""The key of a key id, None where it is not known."""

FindIssue = Callable[[str], CertificateIssue | None]
"""The issue of a number (or a code, or a file's sha256), None where there is none."""

UNKNOWN = Verdict(verdict="unknown", ground="no_record")


def verify_text(qr_text: str, keys: KeyRing, find_issue: FindIssue) -> Verdict:
    """Judge a scanned QR text.

    An unknown key is ``unknown``, never genuine; a signature that does not hold is ``edited``. With
    a valid signature the record decides on revocation; without a record the signature suffices.
    """
    try:
        told = parse(qr_text)
    except BadInput:
        return _garbled(qr_text, find_issue)
    key = keys(told.key_id)
    if key is None:
        return _of_text("unknown", "key", told)
    issue = find_issue(told.fields.certificate_number)
    if not key.verifies(told.signed, told.signature):
        return _altered(told, issue)
    if key.valid_until is not None and told.fields.issue_date > key.valid_until.date():
        return _of_text("unknown", "key_ended", told)
    return _signed(told, issue)


def _altered(told: QrText, issue: CertificateIssue | None) -> Verdict:
    if issue is None:
        return _of_text("edited", "altered", told)
    return _of_record("edited", "altered", issue)


def _signed(told: QrText, issue: CertificateIssue | None) -> Verdict:
    """The verdict on a text whose signature holds."""
    if issue is None:
        return _of_text("genuine", "signature", told)
    if issue.fields_sha256 != told.fields_sha256:
        return _of_record("edited", "differs", issue)
    return verify_issue(issue)


def verify_pdf(
    data: bytes,
    find_file: FindIssue,
    find_issue: FindIssue,
    numbers: Callable[[bytes], Iterable[str]],
) -> Verdict:
    """Judge a file: issued as it is, or ``edited`` if it names a number that was issued.

    *find_file* looks an issue up by its file's sha256; *numbers* reads certificate numbers out of a
    file that is no issue's.
    """
    issue = find_file(sha256(data).hexdigest())
    if issue is not None:
        return verify_issue(issue)
    return _edited_or_unknown(numbers(data), find_issue, "no_record")


def verify_name(name: str, find_code: FindIssue, find_issue: FindIssue) -> Verdict:
    """Judge by verification code or certificate number; spaces and small letters are forgiven."""
    typed = "".join(name.split()).upper()
    issue = find_issue(typed) or find_code(typed)
    return UNKNOWN if issue is None else verify_issue(issue)


def verify_issue(issue: CertificateIssue) -> Verdict:
    """The verdict on an issue itself."""
    if issue.revoked_at is not None:
        return _of_record("revoked", "revoked", issue)
    return _of_record("genuine", "record", issue)


def _garbled(text: str, find_issue: FindIssue) -> Verdict:
    return _edited_or_unknown(NUMBER.findall(text[:10_000]), find_issue, "form")


def _edited_or_unknown(numbers: Iterable[str], find_issue: FindIssue, ground: Ground) -> Verdict:
    for number in numbers:
        issue = find_issue(number)
        if issue is not None:
            return _of_record("edited", "altered", issue)
    return Verdict(verdict="unknown", ground=ground)


def _of_record(kind: VerdictKind, ground: Ground, issue: CertificateIssue) -> Verdict:
    return Verdict(
        verdict=kind,
        ground=ground,
        certificate_number=issue.certificate_number,
        fields=issue.fields,
        revoked_reason=issue.revoked_reason,
    )


def _of_text(kind: VerdictKind, ground: Ground, told: QrText) -> Verdict:
    return Verdict(
        verdict=kind,
        ground=ground,
        certificate_number=told.fields.certificate_number,
        fields=to_canonical(told.fields),
    )
