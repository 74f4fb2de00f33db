from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.errors import BadInput
from app.domain.graphemes import cut
from app.domain.printed import PrintedFields, fields_sha256, one_line
from app.domain.qr_text import MAX_BYTES, base64, parse, signed_text, unsigned_text
from tests.support.certificates import printed

KEY_ID = base64(bytes(range(8)))
SIGNATURE = bytes(range(64))

words = st.text(min_size=1, max_size=300).filter(lambda text: bool(one_line(text)))
some_fields = st.builds(
    PrintedFields,
    certificate_number=st.from_regex(r"SC-\d{4}-\d{6,9}", fullmatch=True),
    verification_code=st.from_regex(r"[2-9A-Z]{12,50}", fullmatch=True),
    holder=words,
    course=words,
    grade=st.none() | st.text(max_size=10),
    score_percentage=st.none() | st.decimals(0, 100, places=2),
    issue_date=st.dates(date(2000, 1, 1)),
    completed_on=st.none() | st.dates(),
    signatory=st.none() | words,
    signatory_title=st.none() | words,
    institution=words,
)


def text_of(fields: PrintedFields) -> str:
    return signed_text(unsigned_text(fields, KEY_ID), SIGNATURE)


def test_an_ordinary_certificate_fits_350_bytes_and_can_be_read() -> None:
    text = text_of(printed())
    assert len(text) < 350
    assert text.startswith(
        "SC1*SC-2026-000123*7QWM2PX9HTDK4RVA*Ada Lovelace*Data Engineering with Python*A*92.5"
        "*20260210*20260209*Grace Hopper*Dean of Studies*Example Academy*"
    )


def test_it_says_what_was_put_in() -> None:
    told = parse(text_of(printed()))
    assert told.fields == printed()
    assert told.fields_sha256 == fields_sha256(printed())
    assert (told.key_id, told.signature) == (KEY_ID, SIGNATURE)
    assert told.signed.decode() == unsigned_text(printed(), KEY_ID)


@example(
    printed(
        certificate_number="SC-9999-999999999",
        verification_code="Z" * 50,
        holder="山" * 250,
        course="ي" * 250,
        grade="Ж" * 10,
        signatory="क" * 200,
        signatory_title="한" * 255,
        institution="界" * 255,
    )
)
@example(printed(holder="ü" * 49 + "a b"))  # What is left of it would end in a space.
@given(some_fields)
def test_any_fields_fit_and_are_cut_between_graphemes(fields: PrintedFields) -> None:
    text = text_of(fields)
    assert text.isascii()
    assert len(text) <= MAX_BYTES
    told = parse(text)
    assert told.fields.holder == cut(one_line(fields.holder), 100).rstrip()
    assert told.fields.course == cut(one_line(fields.course), 100).rstrip()
    assert told.fields_sha256 == fields_sha256(fields)
    assert told.fields.issue_date == fields.issue_date
    assert told.fields.score_percentage == fields.score_percentage


@pytest.mark.parametrize("name", ["A*B", "=equals", "Ünal", "x\u0000y", "", "*"])
def test_signs_of_the_form_itself_do_no_harm_in_a_field(name: str) -> None:
    told = parse(text_of(printed(signatory=name)))
    assert told.fields.signatory in (one_line(name), None)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(BadInput):
        parse(text)


@given(st.integers(0, 299), st.characters(min_codepoint=0x20, max_codepoint=0x7E))
def test_a_changed_letter_changes_what_is_told_or_is_refused(place: int, letter: str) -> None:
    text = text_of(printed())
    place %= len(text)
    changed = text[:place] + letter + text[place + 1 :]
    if changed == text:
        return
    try:
        told = parse(changed)
    except BadInput:
        return
    assert (told.signed, told.signature) != (parse(text).signed, SIGNATURE)


def replaced(part: int, value: str) -> str:
    parts = text_of(printed()).split("*")
    parts[part] = value
    return "*".join(parts)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (0, "SC2"),
        (1, ""),
        (3, "="),
        (3, "=%%%"),
        (3, "=" + base64(b"\xff\xfe")),
        (3, "=" + base64("evil\u202egnol".encode())),
        (3, "=" + base64(b"tab\there")),
        (6, "1e9"),
        (6, "9999"),
        (6, "٩"),
        (7, "20261332"),
        (7, "2026021"),
        (12, "short"),
        (12, "A" * 44),
        (13, "AAAAAAAAAAB="),
        (14, "A" * 85),
        (14, "A" * 85 + "B"),
    ],
)
def test_each_part_is_read_strictly(part: int, value: str) -> None:
    with pytest.raises(BadInput):
        parse(replaced(part, value))


@pytest.mark.parametrize("text", ["", "SC1", "*" * 14, "SC1" + "*" * 14, "A" * 601])
def test_what_is_no_certificate_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse(text)


def test_even_numbers_and_codes_of_other_makers_fit() -> None:
    fields = printed(
        certificate_number="Ж" * 50,
        verification_code="Ж" * 50,
        holder="Я" * 99,
        course="Ю" * 99,
        grade="Ж" * 10,
        score_percentage=Decimal("99.99"),
    )
    text = text_of(fields)
    assert len(text) <= MAX_BYTES
    assert parse(text).fields.holder == "Я" * 25


def test_absent_values_stay_absent() -> None:
    absent: dict[str, Any] = dict.fromkeys(
        ("grade", "score_percentage", "completed_on", "signatory", "signatory_title")
    )
    assert parse(text_of(printed(**absent))).fields == printed(**absent)


def test_a_round_score_is_written_plainly() -> None:
    told = parse(text_of(printed(score_percentage=Decimal("100.00"))))
    assert "*100*" in told.signed.decode()
