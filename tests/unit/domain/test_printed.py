from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.printed import fields_sha256, one_line
from tests.support.certificates import printed


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ada  Lovelace ", "Ada Lovelace"),
        ("Ada\nLovelace\t!", "Ada Lovelace !"),
        ("e\u0301", "é"),
        ("\u202eevil\u202c", "evil"),
        ("a\u200bb\u0007", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u00a0x\u3000y", "x y"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text())
def test_one_line_has_nothing_left_to_do(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


def test_the_digest_is_of_every_field() -> None:
    whole = fields_sha256(printed())
    changes = [
        {"certificate_number": "SC-2026-000124"},
        {"verification_code": "OTHER"},
        {"holder": "Ada Lovelacf"},
        {"course": "Data Engineering"},
        {"grade": None},
        {"score_percentage": Decimal("92.51")},
        {"issue_date": printed().completed_on},
        {"completed_on": None},
        {"signatory": None},
        {"signatory_title": ""},
        {"institution": "Another Academy"},
    ]
    assert len({fields_sha256(printed(**change)) for change in changes} | {whole}) == 12


def test_the_digest_stands_for_ever() -> None:
    assert fields_sha256(printed()) == (
        "51d3883c2b5785e358febea8f18bb66019dea9ed05563c4de5e9c5c1527ff331"
    )
