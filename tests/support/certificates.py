"""Certificates to draw and sign, and independent eyes to look at them with."""

from __future__ import annotations

import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL.Image import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from app.ports.certificates import PrintedFields, RenderJob
from services.certificates.signing import Ed25519Signer

NUMBER = "SC-2026-000123"
CODE = "7QWM2PX9HTDK4RVA"


def signer(seed: int = 1) -> Ed25519Signer:
    """A signer whose key depends on *seed* alone."""
    return Ed25519Signer(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


def printed(**changes: Any) -> PrintedFields:
    """A certificate's fields, ordinary but for *changes*."""
    values: dict[str, Any] = {
        "certificate_number": NUMBER,
        "verification_code": CODE,
        "holder": "Ada Lovelace",
        "course": "Data Engineering with Python",
        "grade": "A",
        "score_percentage": Decimal("92.50"),
        "issue_date": date(2026, 2, 10),
        "completed_on": date(2026, 2, 9),
        "signatory": "Grace Hopper",
        "signatory_title": "Dean of Studies",
        "institution": "Example Academy",
    }
    return PrintedFields(**{**values, **changes})


def job(paper: str = "A4", **changes: Any) -> RenderJob:
    """A signed certificate to draw."""
    fields = printed(**changes)
    return RenderJob(
        fields=fields, qr_text=signer().sign(fields).qr_text, paper=paper, template="classic"
    )


def page(pdf: bytes, dpi: int = 150) -> Image:
    """The only page as a picture, drawn by PDFium."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        return document[0].render(scale=dpi / 72).to_pil()
    finally:
        document.close()


def page_by_poppler(pdf: bytes, folder: Path, dpi: int = 150) -> Path:
    """The only page as a PNG file, drawn by Poppler."""
    source = folder / "certificate.pdf"
    source.write_bytes(pdf)
    target = folder / "certificate"
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", str(source), str(target)], check=True
    )
    return target.with_suffix(".png")


def scanned(picture: Image) -> list[str]:
    """The texts of the QR codes that ZXing finds."""
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def text_of(pdf: bytes) -> str:
    """The page's text as PDFium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text: str = document[0].get_textpage().get_text_range()
        return text
    finally:
        document.close()


def fonts_of(pdf: bytes) -> dict[str, DictionaryObject]:
    """The page's fonts by the name of their face."""
    resources: Any = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    return {str(font["/BaseFont"]).partition("+")[2]: font for font in fonts}
