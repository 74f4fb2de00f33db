"""What is typed into a field and is no value of its kind is told, however odd it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ui.views.course.entries import Unreadable, bands, money, whole_number

SEATS = whole_number(1, 2**31 - 1, "30")
LONG = "9" * 5000


@pytest.mark.parametrize(
    ("read", "text"),
    [
        *((SEATS, text) for text in ("many", "0", "-5", "--5", "-", "1.5", "99999999999", LONG)),
        *((money, text) for text in ("free", "nan", "inf", "-inf", "1e400", LONG)),
        *((bands, text) for text in ("A", "A nan", "A inf", f"A {LONG}", "A 85, B 1e400")),
    ],
)
def test_what_is_no_value_is_told(read: Callable[[str], Any], text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (SEATS, "30", 30),
        (SEATS, "2\u202f000", 2000),
        (SEATS, "", None),
        (whole_number(0, 100, "60"), "60%", 60),
        (money, "49,50", 49.5),
        (money, "", None),
        (bands, "A 85, B 70.5", {"A": 85, "B": 70.5}),
    ],
)
def test_a_value_is_read(read: Callable[[str], Any], text: str, value: object) -> None:
    assert read(text) == value
