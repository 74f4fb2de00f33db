from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from app.domain.canonical import to_canonical
from app.domain.entities import CertificateIssue
from services.certificates.renderer import CertificateRenderer
from services.certificates.verifier import StoreVerifier
from services.storage.memory import MemoryStore
from tests.support.certificates import CODE, NUMBER, job, page, printed, scanned, signer
from tests.support.memory import START, FixedClock, course, instructor, person, seed
from tests.support.memory import enrollment as enrolled

(PDF,) = CertificateRenderer().render_many([job()])
QR_TEXT = job().qr_text
REVOKED = {"revoked_at": START, "revoked_reason": "Wrong name"}


def issue(**columns: Any) -> CertificateIssue:
    signed = signer().sign(printed())
    values: dict[str, Any] = {
        "certificate_number": NUMBER,
        "verification_code": CODE,
        "enrollment_id": 10,
        "student_id": 3,
        "course_id": 1,
        "fields": to_canonical(printed()),
        "fields_sha256": signed.fields_sha256,
        "qr_text": signed.qr_text,
        "signature": signed.signature,
        "key_id": signed.key_id,
        "pdf_sha256": sha256(PDF).hexdigest(),
        "paper": "A4",
        "template": "classic",
        "issued_at": START,
    }
    return CertificateIssue(**{**values, **columns})


def verifier(**columns: Any) -> StoreVerifier:
    """Over a store that holds the certificate, its issue changed by *columns*, and our key."""
    store = MemoryStore(FixedClock())
    people = (instructor(2), person(3), course(1, 2), enrolled(10, 3, 1))
    seed(store, *people, signer().row("Example Academy", START), issue(**columns))
    return StoreVerifier(store)


def resaved() -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(PDF)))
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_what_is_scanned_from_the_printed_page_is_genuine() -> None:
    (text,) = scanned(page(PDF))
    verdict = verifier().verify_text(text)
    assert (verdict.verdict, verdict.certificate_number) == ("genuine", NUMBER)
    assert verdict.fields == to_canonical(printed())


def test_the_frozen_file_is_genuine_and_a_resaved_one_is_not() -> None:
    assert verifier().verify_pdf(PDF).verdict == "genuine"
    assert verifier().verify_pdf(PDF + b"\n").verdict == "edited"
    assert verifier().verify_pdf(resaved()).verdict == "edited"
    assert verifier().verify_pdf(b"%PDF-1.7 of something else").verdict == "unknown"


@pytest.mark.parametrize("name", [NUMBER, CODE, CODE.lower()])
def test_by_name(name: str) -> None:
    assert verifier().verify_name(name).verdict == "genuine"
    assert verifier(**REVOKED).verify_name(name).verdict == "revoked"


def test_a_revoked_one_is_revoked_whatever_is_shown() -> None:
    judge = verifier(**REVOKED)
    verdicts = [judge.verify_text(QR_TEXT), judge.verify_pdf(PDF), judge.verify_name(CODE)]
    assert {(one.verdict, one.revoked_reason) for one in verdicts} == {("revoked", "Wrong name")}


def test_a_copy_with_a_changed_letter_is_false() -> None:
    assert verifier().verify_text(QR_TEXT.replace("Lovelace", "Lovelacf")).verdict == "edited"


def test_another_institutions_certificate_is_unknown() -> None:
    theirs = signer(2).sign(printed()).qr_text
    verdict = verifier().verify_text(theirs)
    assert (verdict.verdict, verdict.ground) == ("unknown", "key")


def test_what_is_not_here_is_unknown() -> None:
    assert verifier().verify_name("SC-2026-999999").verdict == "unknown"
    assert verifier().verify_text("https://example.org").verdict == "unknown"
