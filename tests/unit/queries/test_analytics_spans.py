"""Periods: cut without gap or overlap, and what a period before is."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.queries.analytics_spans import STEPS, Span, cut, ratio, usual_step

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))
spans = st.builds(
    lambda first, length: Span(first, first + timedelta(days=length)), days, st.integers(0, 800)
)


@given(spans, st.sampled_from(STEPS))
def test_pieces_follow_one_another_and_fill_the_span(span: Span, step: str) -> None:
    pieces = cut(span, step)  # type: ignore[arg-type]
    assert pieces[0].first == span.first
    assert pieces[-1].last == span.last
    assert sum(piece.length for piece in pieces) == span.length
    for one, following in itertools.pairwise(pieces):
        assert following.first == one.last + timedelta(days=1)


@given(spans)
def test_only_the_first_week_is_short(span: Span) -> None:
    first, *others = cut(span, "week")
    assert first.length <= 7
    assert all(piece.length == 7 for piece in others)


def test_months_are_those_of_the_calendar() -> None:
    pieces = cut(Span(date(2026, 1, 20), date(2026, 3, 3)), "month")
    assert pieces == [
        Span(date(2026, 1, 20), date(2026, 1, 31)),
        Span(date(2026, 2, 1), date(2026, 2, 28)),
        Span(date(2026, 3, 1), date(2026, 3, 3)),
    ]


@given(spans)
def test_the_period_before_is_as_long_and_ends_the_day_before(span: Span) -> None:
    former = span.before()
    assert former.length == span.length
    assert former.last == span.first - timedelta(days=1)


def test_the_calendars_beginning_holds_a_period_back() -> None:
    assert Span(date(1, 1, 3), date(1, 1, 6)).before() == Span(date.min, date(1, 1, 2))
    assert cut(Span(date.min, date(1, 1, 9)), "week")[0] == Span(date.min, date(1, 1, 2))


@pytest.mark.parametrize(
    ("length", "step"), [(1, "day"), (45, "day"), (46, "week"), (910, "week"), (911, "month")]
)
def test_the_usual_step_keeps_a_chart_readable(length: int, step: str) -> None:
    first = date(2020, 1, 1)
    assert usual_step(Span(first, first + timedelta(days=length - 1))) == step


def test_nothing_to_divide_by_is_no_number() -> None:
    assert ratio(1, 0) is None
    assert ratio(1, 4) == 0.25
