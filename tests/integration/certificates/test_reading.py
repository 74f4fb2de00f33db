import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from services.certificates import reading
from services.certificates.reading import numbers_in
from services.certificates.renderer import CertificateRenderer
from tests.support.certificates import NUMBER, job

(PDF,) = CertificateRenderer().render_many([job()])


def rewritten(*, metadata: bool = True, packed: bool = True) -> bytes:
    """The certificate as another program saves it."""
    writer = PdfWriter()
    writer.add_page(PdfReader(BytesIO(PDF), strict=True).pages[0])
    if metadata:
        writer.add_metadata({"/Subject": NUMBER})
    if packed:
        for page in writer.pages:
            page.compress_content_streams()
    else:
        for page in writer.pages:
            contents = page.get_contents()
            assert contents is not None
            page.replace_contents(contents)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_the_certificate_itself_names_its_number() -> None:
    assert numbers_in(PDF) == [NUMBER]


@pytest.mark.parametrize("packed", [True, False])
def test_one_saved_by_another_program_does_too(packed: bool) -> None:
    assert NUMBER in numbers_in(rewritten(packed=packed))


@pytest.mark.parametrize("packed", [True, False])
def test_the_printed_number_is_read_where_the_metadata_is_gone(packed: bool) -> None:
    stripped = rewritten(metadata=False, packed=packed)
    assert NUMBER.encode() not in stripped
    assert NUMBER in numbers_in(stripped)


@pytest.mark.parametrize(
    "shown",
    [
        b"(SC-2026-000123)",
        b"<" + NUMBER.encode().hex().encode() + b">",
        "\ufeffNo. SC-2026-000123".encode("utf-16-be"),
        b"<FEFF" + NUMBER.encode("utf-16-be").hex().upper().encode() + b">",
        b"1 0 obj << /Length 9 >>\nstream\n"
        + zlib.compress(b"x SC-2026-000123 y")
        + b"\nendstream",
    ],
)
def test_each_way_of_writing_a_number(shown: bytes) -> None:
    assert numbers_in(b"%PDF-1.7\n" + shown + b"\n") == [NUMBER]


def test_a_file_without_one_names_none() -> None:
    assert numbers_in(b"%PDF-1.7 SC-26-1 SC-2026-12345 nothing else") == []


@given(st.binary(max_size=2_000))
def test_any_bytes_are_searched_without_harm(data: bytes) -> None:
    assert numbers_in(data) == []


@given(st.integers(0, len(PDF) - 1), st.integers(1, 255))
def test_a_damaged_certificate_is_searched_without_harm(place: int, change: int) -> None:
    damaged = bytearray(PDF)
    damaged[place] ^= change
    assert set(numbers_in(bytes(damaged))) <= {NUMBER}


def test_a_bomb_stays_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_UNPACKED", 100_000)
    bomb = b"stream\n" + zlib.compress(b"\0" * 10_000_000) + b"\nendstream\n"
    assert sum(map(len, reading._unpacked(bomb * 50))) == 100_000
    monkeypatch.setattr(reading, "MAX_STREAMS", 3)
    small = b"stream\n" + zlib.compress(b"x") + b"\nendstream\n"
    assert len(list(reading._unpacked(small * 50))) == 3
