"""What was issued beside what a copy shows."""

from __future__ import annotations

import pytest

from app.domain.canonical import to_canonical
from app.queries.certificates_compare import Compared, as_printed, compare_lines, compare_text
from tests.support.certificates import CODE, NUMBER, printed, signer

FIELDS = to_canonical(printed())
LINES = [
    "Certificate of Completion",
    "Ada Lovelace",
    "Data Engineering with Python",
    "Grade A · Score 92.5 % · Completed 9 February 2026",
    "10 February 2026",
    f"No. {NUMBER} · Code {CODE}",
]


def by_field(compared: tuple[Compared, ...]) -> dict[str, Compared]:
    return {one.field: one for one in compared}


def test_fields_read_as_they_are_printed() -> None:
    told = as_printed(FIELDS)
    assert list(told)[:3] == ["certificate_number", "holder", "course"]
    assert told["issue_date"] == "10 February 2026"
    assert told["score_percentage"] == "92.5"
    assert as_printed({**FIELDS, "grade": None})["grade"] is None


@pytest.mark.parametrize(
    ("line", "changed", "field", "shown"),
    [
        (1, "Mallory", "holder", "Mallory"),
        (3, "Grade B · Score 92.5 % · Completed 9 February 2026", "grade", "B"),
        (4, "11 February 2026", "issue_date", "11 February 2026"),
        (2, None, "course", ""),
    ],
)
def test_a_changed_line_shows_what_stands_in_its_place(
    line: int, changed: str | None, field: str, shown: str
) -> None:
    copy = [*LINES[:line], *([] if changed is None else [changed]), *LINES[line + 1 :]]
    compared = by_field(compare_lines(FIELDS, LINES, copy))
    assert (compared[field].shown, compared[field].same) == (shown, False)
    assert {name for name, one in compared.items() if not one.same} == {field}


def test_what_the_issued_file_does_not_give_back_is_not_judged() -> None:
    compared = by_field(compare_lines(FIELDS, LINES, LINES))
    assert all(one.same for one in compared.values())
    assert compared["institution"] == Compared("institution", "Example Academy", None, same=True)


def test_a_text_is_compared_by_its_fields_and_a_cut_name_is_the_same() -> None:
    long = printed(holder="A" * 300)
    text = signer().sign(printed(holder="A" * 300, grade="B")).qr_text
    compared = by_field(compare_text(to_canonical(long), text))
    assert compared["holder"].same
    assert not compared["grade"].same
    assert compare_text(FIELDS, "no certificate") == ()
