from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import to_canonical
from app.domain.entities import CertificateIssue
from app.domain.printed import PrintedFields, fields_sha256
from app.domain.qr_text import base64, signed_text, unsigned_text
from app.domain.verification import (
    KeyRing,
    Verdict,
    VerifyingKey,
    verify_name,
    verify_pdf,
    verify_text,
)
from tests.support.certificates import CODE, NUMBER, printed

DAY = datetime(2026, 2, 10, tzinfo=UTC)
PDF = b"%PDF the frozen bytes"


@dataclass(frozen=True)
class DigestKey:
    """A key whose signature is a keyed digest: enough to tell right from wrong."""

    secret: bytes
    valid_until: datetime | None = None

    @property
    def key_id(self) -> str:
        return base64(sha256(self.secret).digest()[:8])

    def sign(self, message: bytes) -> bytes:
        return sha256(self.secret + message).digest() * 2

    def verifies(self, message: bytes, signature: bytes) -> bool:
        return signature == self.sign(message)


OURS, THEIRS = DigestKey(b"ours"), DigestKey(b"theirs")


def ring(*keys: DigestKey) -> KeyRing:
    known: dict[str, VerifyingKey] = {key.key_id: key for key in keys}
    return known.get


def text_of(fields: PrintedFields, key: DigestKey = OURS) -> str:
    unsigned = unsigned_text(fields, key.key_id)
    return signed_text(unsigned, key.sign(unsigned.encode()))


def issue_of(fields: PrintedFields, *, pdf: bytes = PDF) -> CertificateIssue:
    return CertificateIssue(
        certificate_number=fields.certificate_number,
        verification_code=fields.verification_code,
        enrollment_id=1,
        student_id=2,
        course_id=3,
        fields=to_canonical(fields),
        fields_sha256=fields_sha256(fields),
        qr_text=text_of(fields),
        signature="",
        key_id=OURS.key_id,
        pdf_sha256=sha256(pdf).hexdigest(),
        paper="A4",
        template="classic",
        issued_at=DAY,
    )


OUR_RING = ring(OURS)
ISSUE = issue_of(printed())
REVOKED = replace(ISSUE, revoked_at=DAY, revoked_reason="Wrong name")
ISSUES = {ISSUE.certificate_number: ISSUE}


def judge(text: str, *issues: CertificateIssue, keys: KeyRing = OUR_RING) -> Verdict:
    known = {issue.certificate_number: issue for issue in issues}
    return verify_text(text, keys, known.get)


def test_what_was_issued_is_genuine_with_its_whole_fields() -> None:
    long = printed(holder="A very long name " * 12)
    verdict = judge(text_of(long), issue_of(long))
    assert (verdict.verdict, verdict.ground) == ("genuine", "record")
    assert verdict.fields == to_canonical(long)
    assert verdict.certificate_number == NUMBER


def test_the_key_suffices_where_there_is_no_record() -> None:
    verdict = judge(text_of(printed()))
    assert (verdict.verdict, verdict.ground) == ("genuine", "signature")
    assert verdict.fields == to_canonical(printed())


def test_what_was_revoked_says_why() -> None:
    verdict = judge(text_of(printed()), REVOKED)
    assert (verdict.verdict, verdict.revoked_reason) == ("revoked", "Wrong name")


@pytest.mark.parametrize("issues", [(), (ISSUE,), (REVOKED,)])
@given(place=st.integers(0, 400), letter=st.characters(min_codepoint=0x20, max_codepoint=0x7E))
def test_no_changed_letter_is_ever_genuine(
    issues: tuple[CertificateIssue, ...], place: int, letter: str
) -> None:
    text = text_of(printed())
    place %= len(text)
    changed = text[:place] + letter + text[place + 1 :]
    if changed != text:
        assert judge(changed, *issues).verdict in ("edited", "unknown")


def test_another_name_is_edited_and_shows_what_was_issued() -> None:
    verdict = judge(text_of(printed()).replace("Ada", "Eve"), ISSUE)
    assert (verdict.verdict, verdict.ground) == ("edited", "altered")
    assert verdict.fields == to_canonical(printed())


def test_another_name_without_a_record_is_edited_too() -> None:
    assert judge(text_of(printed()).replace("Ada", "Eve")).verdict == "edited"


def test_a_code_from_another_certificate_shows_its_own_fields() -> None:
    other = printed(certificate_number="SC-2026-000007", holder="Bo")
    verdict = judge(text_of(other), ISSUE, issue_of(other))
    assert verdict.verdict == "genuine"
    assert verdict.fields is not None
    assert (verdict.certificate_number, verdict.fields["holder"]) == ("SC-2026-000007", "Bo")


def test_an_unknown_key_is_never_genuine_even_with_our_record() -> None:
    verdict = judge(text_of(printed(), THEIRS), ISSUE)
    assert (verdict.verdict, verdict.ground) == ("unknown", "key")


def test_a_key_of_ours_does_not_vouch_for_another_key_id() -> None:
    unsigned = unsigned_text(printed(), OURS.key_id)
    forged = signed_text(unsigned, THEIRS.sign(unsigned.encode()))
    assert judge(forged, ISSUE, keys=ring(OURS, THEIRS)).verdict == "edited"


def test_a_certificate_dated_after_its_keys_end_is_unknown() -> None:
    ended = replace(OURS, valid_until=datetime(2026, 2, 9, tzinfo=UTC))
    verdict = judge(text_of(printed()), keys=ring(ended))
    assert (verdict.verdict, verdict.ground) == ("unknown", "key_ended")
    lasting = replace(OURS, valid_until=DAY)
    assert judge(text_of(printed()), keys=ring(lasting)).verdict == "genuine"


def test_a_valid_signature_against_another_record_is_edited() -> None:
    verdict = judge(text_of(printed()), issue_of(printed(holder="Eve")))
    assert (verdict.verdict, verdict.ground) == ("edited", "differs")
    assert verdict.fields is not None
    assert verdict.fields["holder"] == "Eve"


@pytest.mark.parametrize("text", ["", "hello", "https://example.org", "x" * 100_000])
def test_what_is_no_certificate_is_unknown(text: str) -> None:
    assert judge(text, ISSUE) == Verdict(verdict="unknown", ground="form")


def test_a_torn_text_that_names_a_known_number_is_edited() -> None:
    torn = text_of(printed())[:-20]
    assert judge(torn, ISSUE).verdict == "edited"
    assert judge(torn).verdict == "unknown"


def judge_pdf(data: bytes, *issues: CertificateIssue, names: tuple[str, ...] = ()) -> Verdict:
    files = {issue.pdf_sha256: issue for issue in issues}
    known = {issue.certificate_number: issue for issue in issues}
    return verify_pdf(data, files.get, known.get, lambda _: names)


def test_the_frozen_file_is_genuine_or_revoked() -> None:
    assert judge_pdf(PDF, ISSUE).verdict == "genuine"
    assert judge_pdf(PDF, REVOKED).verdict == "revoked"


def test_another_file_is_edited_if_it_names_a_known_number() -> None:
    verdict = judge_pdf(PDF + b" ", ISSUE, names=("SC-2026-999999", NUMBER))
    assert (verdict.verdict, verdict.certificate_number) == ("edited", NUMBER)
    assert judge_pdf(PDF + b" ", ISSUE, names=("SC-2026-999999",)).verdict == "unknown"
    assert judge_pdf(b"", ISSUE).verdict == "unknown"


@pytest.mark.parametrize("name", [NUMBER, CODE, " sc-2026-000123 ", "7qwm 2px9 htdk 4rva"])
def test_by_number_or_code(name: str) -> None:
    verdict = verify_name(name, {CODE: ISSUE}.get, ISSUES.get)
    assert (verdict.verdict, verdict.certificate_number) == ("genuine", NUMBER)


def test_by_a_name_that_nothing_has() -> None:
    assert verify_name("SC-2026-000124", {}.get, ISSUES.get).verdict == "unknown"
    assert verify_name(NUMBER, {}.get, {NUMBER: REVOKED}.get).verdict == "revoked"
