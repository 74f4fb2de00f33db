"""The text in a certificate's QR code: what is printed, its digest, and a signature over both.

``SC1*number*code*holder*course*grade*score*issued*completed*signatory*title*institution*digest*key*
signature``: ASCII, 15 parts. A part with other characters than printable ASCII (or with ``*``, or a
leading ``=``) is ``=`` and the base64url of its UTF-8 bytes; nothing is an absent value. Holder and
course are cut at 100 bytes, signatory, title and institution at what room is left; the digest is of
the whole fields. The signature is Ed25519 over everything before its own ``*``.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from decimal import Decimal

from app.domain.dataclass import dataclass
from app.domain.errors import BadInput
from app.domain.graphemes import cut
from app.domain.printed import PrintedFields, fields_sha256, one_line

MAGIC = "SC1"
SEPARATOR = "*"
MAX_BYTES = 600
NAME_BYTES = 100
"""Where holder and course are cut."""
_OTHERS = (60, 40, 28, 16, 8, 0)
"""Where signatory, title and institution are cut: the first that leaves the text short enough."""
PARTS = 15
SIGNATURE_CHARS = 86
_SCORE = re.compile(r"\d{1,3}(\.\d{1,2})?", re.ASCII)
_DAY = re.compile(r"\d{8}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class QrText:
    """A QR text taken apart, not verified; `signed` are the bytes that `signature` is over."""

    fields: PrintedFields
    fields_sha256: str
    key_id: str
    signed: bytes
    signature: bytes


def unsigned_text(fields: PrintedFields, key_id: str) -> str:
    """The text to sign, without signature; at most 513 bytes of ASCII."""
    digest = base64(bytes.fromhex(fields_sha256(fields)))
    room = MAX_BYTES - SIGNATURE_CHARS - 1
    for others in _OTHERS:
        text = SEPARATOR.join((MAGIC, *_written(fields, NAME_BYTES, others), digest, key_id))
        if len(text) <= room:
            return text
    return SEPARATOR.join((MAGIC, *_written(fields, NAME_BYTES // 2, 0), digest, key_id))


def signed_text(unsigned: str, signature: bytes) -> str:
    """The whole text."""
    return f"{unsigned}{SEPARATOR}{base64(signature)}"


def _written(fields: PrintedFields, names: int, others: int) -> list[str]:
    return [
        _part(fields.certificate_number, NAME_BYTES // 2),
        _part(fields.verification_code, NAME_BYTES // 2),
        _part(fields.holder, names),
        _part(fields.course, names),
        _part(fields.grade, 12),
        "" if fields.score_percentage is None else f"{fields.score_percentage.normalize():f}",
        _day(fields.issue_date),
        _day(fields.completed_on),
        _part(fields.signatory, others),
        _part(fields.signatory_title, others),
        _part(fields.institution, others),
    ]


def _part(text: str | None, limit: int) -> str:
    if text is None:
        return ""
    short = cut(one_line(text), limit).rstrip()
    plain = short.isascii() and SEPARATOR not in short and not short.startswith("=")
    return short if plain else f"={base64(short.encode())}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.year:04d}{day.month:02d}{day.day:02d}"


def base64(data: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def parse(text: str) -> QrText:
    """Take a scanned text apart. Raises `BadInput` (``certificate.qr_unreadable``).

    Whatever was scanned is bounded by its length and read strictly: there is one way to write
    each value, and no part can hold a control character.
    """
    text = text.strip()
    if len(text) > MAX_BYTES or not text.isascii() or not text.isprintable():
        raise _unreadable("form")
    parts = text.split(SEPARATOR)
    if len(parts) != PARTS or parts[0] != MAGIC:
        raise _unreadable("parts")
    digest, key_id, signature = parts[12:]
    fields = PrintedFields(
        certificate_number=_required(parts[1]),
        verification_code=_required(parts[2]),
        holder=_required(parts[3]),
        course=_required(parts[4]),
        grade=_read(parts[5]),
        score_percentage=_read_score(parts[6]),
        issue_date=_read_day(parts[7]),
        completed_on=_read_day(parts[8]) if parts[8] else None,
        signatory=_read(parts[9]),
        signatory_title=_read(parts[10]),
        institution=_read(parts[11]) or "",
    )
    return QrText(
        fields=fields,
        fields_sha256=_unpacked(digest, 32).hex(),
        key_id=base64(_unpacked(key_id, 8)),
        signed=text[: -len(signature) - 1].encode("ascii"),
        signature=_unpacked(signature, 64),
    )


def _unreadable(part: str) -> BadInput:
    return BadInput("certificate.qr_unreadable", part=part)


def _unpacked(text: str, size: int | None = None) -> bytes:
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise _unreadable("base64") from None
    if base64(data) != text or (size is not None and len(data) != size):
        raise _unreadable("base64")
    return data


def _read(part: str) -> str | None:
    if not part.startswith("="):
        return part or None
    try:
        value = _unpacked(part[1:]).decode("utf-8")
    except UnicodeDecodeError:
        raise _unreadable("utf-8") from None
    if one_line(value) != value:
        raise _unreadable("characters")
    return value


def _required(part: str) -> str:
    value = _read(part)
    if not value:
        raise _unreadable("missing")
    return value


def _read_score(part: str) -> Decimal | None:
    if not part:
        return None
    if not _SCORE.fullmatch(part):
        raise _unreadable("score")
    return Decimal(part)


def _read_day(part: str) -> date:
    if not _DAY.fullmatch(part):
        raise _unreadable("date")
    try:
        return date(int(part[:4]), int(part[4:6]), int(part[6:]))
    except ValueError:
        raise _unreadable("date") from None
