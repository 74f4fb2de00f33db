"""What a certificate was issued with, beside what a copy of it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

from app.domain.canonical import to_canonical
from app.domain.dataclass import dataclass
from app.domain.entities import Json
from app.domain.errors import BadInput
from app.domain.printed import day_text, one_line, score_text
from app.domain.qr_text import parse

ORDER = (
    "certificate_number",
    "holder",
    "course",
    "grade",
    "score_percentage",
    "completed_on",
    "issue_date",
    "signatory",
    "signatory_title",
    "institution",
    "verification_code",
)
"""Fields as a reader looks for them."""
DATES = ("issue_date", "completed_on")
TELLING = 6
"""Characters from which a value is known wherever it stands; shorter ones may be any word."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field: what was issued, what the copy shows (None: it cannot be told), and whether equal.

    Values are as printed.
    """

    field: str
    issued: str | None
    shown: str | None
    same: bool


def as_printed(fields: Json) -> dict[str, str | None]:
    """Canonical fields as a certificate writes them, in a reader's order."""
    return {name: _printed(name, fields[name]) for name in ORDER if name in fields}


def _printed(name: str, value: object) -> str | None:
    if value is None or value == "":
        return None
    if name in DATES:
        return day_text(date.fromisoformat(str(value)))
    if name == "score_percentage":
        return score_text(Decimal(str(value)))
    return one_line(str(value))


def compare_text(fields: Json, qr_text: str) -> tuple[Compared, ...]:
    """The record's *fields* beside those that a QR text tells; empty where it tells none.

    Long names are cut in a QR text: what is cut counts as the same.
    """
    try:
        told = as_printed(to_canonical(parse(qr_text).fields))
    except BadInput:
        return ()
    return tuple(
        Compared(name, value, told.get(name), _same_cut(value, told.get(name)))
        for name, value in as_printed(fields).items()
    )


def _same_cut(value: str | None, told: str | None) -> bool:
    return value == told or (value or "").startswith(told or "\0") or (told or "") == ""


def compare_lines(
    fields: Json, issued: Sequence[str], shown: Sequence[str]
) -> tuple[Compared, ...]:
    """The record's *fields* beside what stands in their place in a copy.

    *issued* and *shown* are the lines of text of the file that was issued and of the copy. A field
    whose text cannot be found in the issued file (a script that files do not give back) is told
    without what the copy shows.
    """
    left, right = [one_line(line) for line in issued], [one_line(line) for line in shown]
    places = _places(left, right)
    return tuple(
        _compared(name, value, left, right, places) for name, value in as_printed(fields).items()
    )


def _compared(
    name: str,
    value: str | None,
    left: Sequence[str],
    right: Sequence[str],
    places: Mapping[int, int],
) -> Compared:
    known = _lines_with(value, left)
    if value is None or not known or (len(known) > 1 and len(value) < TELLING):
        return Compared(name, value, None, same=True)
    if len(value) >= TELLING and _lines_with(value, right):
        return Compared(name, value, value, same=True)
    at = known[0]
    if at not in places:
        return Compared(name, value, "", same=False)
    line = right[places[at]]
    if places[at] in _lines_with(value, right):
        return Compared(name, value, value, same=True)
    before, _, after = left[at].partition(value)
    inside = line.startswith(before) and line.endswith(after)
    told = line[len(before) : len(line) - len(after)] if inside else line
    return Compared(name, value, told, same=False)


def _lines_with(value: str | None, lines: Sequence[str]) -> list[int]:
    """The places of the lines in which *value* stands as words of its own."""
    if not value:
        return []
    words = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")
    return [place for place, line in enumerate(lines) if words.search(line)]


def _places(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """Which line of *right* stands where a line of *left* stood."""
    found: dict[int, int] = {}
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            found.update(zip(range(a, b), range(c, d), strict=False))
    return found
