import shutil
import subprocess
from pathlib import Path

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.domain.errors import Invalid
from services.certificates import qr
from services.certificates.qr import picture
from services.certificates.renderer import CertificateRenderer
from tests.support.certificates import job, page, page_by_poppler, scanned

RENDERER = CertificateRenderer()
printable = st.characters(min_codepoint=0x20, max_codepoint=0x7E)


def modules(code: qr.Picture) -> list[str]:
    width = len(code.rows) // code.side
    rows = (code.rows[at : at + width] for at in range(0, len(code.rows), width))
    return [f"{int.from_bytes(row, 'big'):0{8 * width}b}"[: code.side] for row in rows]


def as_image(code: qr.Picture, scale: int = 3) -> Image.Image:
    image = Image.new("L", (code.side + 8, code.side + 8), 255)
    for y, row in enumerate(modules(code)):
        for x, module in enumerate(row):
            if module == "1":
                image.putpixel((x + 4, y + 4), 0)
    return image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST)


@given(st.text(printable, min_size=1, max_size=600))
def test_an_independent_reader_reads_any_text(text: str) -> None:
    (code,) = zxingcpp.read_barcodes(as_image(picture(text)))
    assert code.bytes == text.encode()
    assert code.valid


@pytest.mark.parametrize("length", range(1, 601, 13))
def test_every_length_is_read(length: int) -> None:
    text = "".join(chr(0x21 + (place * 37 + length) % 94) for place in range(length))
    (code,) = zxingcpp.read_barcodes(as_image(picture(text)))
    assert code.bytes == text.encode()


FULL = [length for length in range(1, 601) if qr._room(*qr._smallest(length)) == length]


@pytest.mark.parametrize("length", FULL)
def test_a_full_code_is_segnos_own_module_by_module(length: int) -> None:
    """Only a full one: segno pads others with a zero byte more than the standard has."""
    text = "".join(chr(0x21 + place * 31 % 94) for place in range(length))
    _, level = qr._smallest(length)
    own = segno.make_qr(text, error=level, mask=qr.MASK, mode="byte", boost_error=False)
    assert modules(picture(text)) == ["".join(map(str, row)) for row in own.matrix]


def test_every_version_in_use_is_compared() -> None:
    versions = {qr._smallest(length) for length in FULL}
    assert {version for version, level in versions if level == "m"} == set(range(1, 15))
    assert {version for version, level in versions if level == "l"} >= {12, 13, 14, 15, 16}


@pytest.mark.parametrize("text", ["", "x" * 601, "é"])
def test_what_cannot_be_a_certificates_text_is_refused(text: str) -> None:
    if text:
        with pytest.raises(Invalid) as caught:
            picture(text)
        assert caught.value.reason == "certificate.qr_text"
    else:
        assert picture(text).side == 21


ZBAR = ("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable")
LONGEST = {
    "holder": "山田" * 80,
    "course": "مقدمة في الجبر " * 15,
    "signatory": "김" * 60,
    "signatory_title": "Ж" * 100,
    "institution": "界" * 100,
    "verification_code": "Z" * 50,
}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_printed_code_is_read_at_150_dpi(paper: str) -> None:
    asked = job(paper)
    (pdf,) = RENDERER.render_many([asked])
    assert scanned(page(pdf, 150)) == [asked.qr_text]


def test_the_largest_code_is_read_at_150_dpi() -> None:
    asked = job(**LONGEST)
    assert 540 < len(asked.qr_text) <= 600
    (pdf,) = RENDERER.render_many([asked])
    assert scanned(page(pdf, 150)) == [asked.qr_text]


@pytest.mark.skipif(
    not (shutil.which("zbarimg") and shutil.which("pdftoppm")),
    reason="needs zbarimg (zbar-tools) and pdftoppm (poppler-utils)",
)
@pytest.mark.parametrize("changes", [{}, LONGEST])
def test_a_second_reader_reads_what_a_second_renderer_draws(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    asked = job(**changes)
    (pdf,) = RENDERER.render_many([asked])
    seen = subprocess.run(
        [*ZBAR, str(page_by_poppler(pdf, tmp_path))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.strip() == asked.qr_text


def test_a_damaged_print_is_still_read() -> None:
    """A stain over a part of the code: level M bears it."""
    asked = job()
    (pdf,) = RENDERER.render_many([asked])
    picture_ = page(pdf, 150)
    across, down = picture_.width // 2, round(picture_.height * 0.78)
    picture_.paste("white", (across - 12, down - 12, across + 12, down + 12))
    assert scanned(picture_) == [asked.qr_text]
