from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale

from ui.models import days
from ui.models.wording import stored_day_text, stored_moment_text


@pytest.fixture
def language() -> Iterator[Callable[[str], None]]:
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "day", "short", "span"),
    [
        ("en_US", "Nov 5, 2026", "Nov 5", "Dec 29, 2025 – Jan 4, 2026"),
        ("en_GB", "5 Nov 2026", "5 Nov", "29 Dec 2025 – 4 Jan 2026"),
    ],
)
def test_a_day_has_the_order_of_the_language(
    language: Callable[[str], None], name: str, day: str, short: str, span: str
) -> None:
    language(name)
    assert days.day_text(date(2026, 11, 5)) == day
    assert days.short_day_text(date(2026, 11, 5)) == short
    assert days.span_text(date(2025, 12, 29), date(2026, 1, 4)) == span


def test_no_year_is_said_twice(language: Callable[[str], None]) -> None:
    language("en_GB")
    assert days.span_text(date(2026, 1, 4), date(2026, 1, 4)) == "4 Jan 2026"
    assert days.span_text(date(2026, 1, 4), date(2026, 2, 5)) == "4 Jan – 5 Feb 2026"


def test_what_is_of_today_has_its_time_and_what_is_older_its_day(
    language: Callable[[str], None],
) -> None:
    language("en_GB")
    now = datetime.now(UTC)
    assert ":" in days.lately_text(now)
    assert days.lately_text(datetime(2001, 3, 5, 12, tzinfo=UTC)) == "5 Mar 2001"


def test_what_is_stored_is_said_anew_in_another_language(language: Callable[[str], None]) -> None:
    language("en_GB")
    assert stored_day_text("2026-11-05") == "5 Nov 2026"
    assert stored_moment_text("2026-11-05T12:00:00.000000Z").startswith("5 Nov 2026, ")
    language("en_US")
    assert stored_day_text("2026-11-05") == "Nov 5, 2026"
