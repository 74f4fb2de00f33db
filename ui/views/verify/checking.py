"""Checks, whole: what was given, the verdict, the fields side by side; off the GUI thread."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QImage

from app.context import Context
from app.domain.dataclass import dataclass
from app.domain.errors import BadInput, SmartCourseError
from app.domain.verification import Verdict
from app.queries.certificates_compare import (
    Compared,
    as_printed,
    compare_lines,
    compare_text,
)
from app.queries.certificates_detail import certificate_files, issue_of_number
from ui.views.verify.pictures import gray, read_picture
from ui.widgets.pdf_page import drawn, lines, opened, page_size

Source = Literal["file", "picture", "text", "name"]

MOST_BYTES = 40 * 1024 * 1024
SCAN_DPI = 200
SCANNED_PAGES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check. `what` names what was given; `newest_number` is of the enrollment's present
    certificate, where the record is here."""

    what: str
    source: Source
    verdict: Verdict
    compared: tuple[Compared, ...] = ()
    newest_number: str | None = None
    from_picture: bool = field(default=False)


def check_path(context: Context, path: Path) -> Check:
    """Check a file: a PDF by its bytes, then by its QR code; a picture by its QR code.

    Raises `BadInput` (``verify.too_large``, ``verify.no_picture``, ``verify.no_code``,
    ``verify.unreadable``).
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            megabytes = round(size / 1024 / 1024)
            raise BadInput("verify.too_large", name=path.name, megabytes=megabytes)
        data = path.read_bytes()
    except OSError as error:
        cause = error.strerror or str(error)
        raise BadInput("verify.unreadable", name=path.name, cause=cause) from error
    if b"%PDF-" in data[:1024]:
        return _check_pdf(context, data, path.name)
    return check_image(context, read_picture(path), path.name)


def check_image(context: Context, image: QImage, name: str) -> Check:
    """Check a picture by the QR code in it; raises `BadInput` (``verify.no_code``)."""
    texts = context.scanner.texts(gray(image))
    if not texts:
        raise BadInput("verify.no_code", name=name)
    checks = [check_text(context, text, name, from_picture=True) for text in texts]
    return next((one for one in checks if one.verdict.verdict != "unknown"), checks[0])


def check_typed(context: Context, typed: str) -> Check:
    """Check what was typed or pasted: a QR code's text, a code or a number."""
    typed = typed.strip()
    if typed.startswith("SC1*") or "*" in typed:
        return check_text(context, typed, "QR text")
    verdict = context.verifier.verify_name(typed)
    return _whole(context, Check(what=typed, source="name", verdict=verdict), ())


def check_text(context: Context, text: str, what: str, *, from_picture: bool = False) -> Check:
    """Check a QR code's text."""
    verdict = context.verifier.verify_text(text)
    compared = compare_text(verdict.fields, text) if verdict.fields else ()
    check = Check(
        what=what,
        source="picture" if from_picture else "text",
        verdict=verdict,
        from_picture=from_picture,
    )
    return _whole(context, check, compared)


def _check_pdf(context: Context, data: bytes, name: str) -> Check:
    verdict = context.verifier.verify_pdf(data)
    if verdict.verdict == "unknown":
        scanned = _scanned(context, data, name)
        if scanned is not None:
            return scanned
    compared = _against_issued(context, verdict, data) if verdict.verdict == "edited" else ()
    return _whole(context, Check(what=name, source="file", verdict=verdict), compared)


def _scanned(context: Context, data: bytes, name: str) -> Check | None:
    """What the QR codes on the pages say: the file may be a scan of a printed certificate."""
    try:
        with opened(data) as document:
            for page in range(min(document.pageCount(), SCANNED_PAGES)):
                width = round(page_size(document, page).width * SCAN_DPI / 72)
                texts = context.scanner.texts(gray(drawn(document, width, page)))
                if texts:
                    return check_text(context, texts[0], name, from_picture=True)
    except BadInput:
        # Damaged beyond drawing; the verdict on its bytes stands.
        return None
    return None


def _against_issued(context: Context, verdict: Verdict, data: bytes) -> tuple[Compared, ...]:
    """The record's fields beside the file's, by the text of the file that was issued."""
    with context.store.reading() as rows:
        issue = issue_of_number(rows, verdict.certificate_number or "")
    if issue is None or not issue.pdf_sha256:
        return ()
    try:
        with context.files.open(issue.pdf_sha256) as stored:
            original = stored.read()
        with opened(original) as document:
            issued = lines(document)
        with opened(data) as document:
            shown = lines(document)
    except SmartCourseError:
        # One of the two cannot be read as a page; the verdict does not hang on it.
        return ()
    return compare_lines(issue.fields, issued, shown)


def _whole(context: Context, check: Check, compared: tuple[Compared, ...]) -> Check:
    fields, number = check.verdict.fields, check.verdict.certificate_number
    if fields and not compared:
        compared = tuple(
            Compared(name, value, None, same=True) for name, value in as_printed(fields).items()
        )
    newest = None
    if number:
        with context.store.reading() as rows:
            issue = issue_of_number(rows, number)
            files = certificate_files(rows, [issue.enrollment_id]) if issue else []
        newest = files[0].certificate_number if files else None
    return Check(
        what=check.what,
        source=check.source,
        verdict=check.verdict,
        compared=compared,
        newest_number=newest,
        from_picture=check.from_picture,
    )
