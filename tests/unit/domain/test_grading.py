"""Mean scores and grades."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.entities.courses import DEFAULT_GRADE_BANDS
from app.domain.grading import grade, mean_score

SCORES = st.dictionaries(
    st.integers(1, 99).map(str),
    st.integers(0, 10_000).map(lambda cents: cents / 100),
    min_size=1,
    max_size=8,
)


def test_without_scores_there_is_neither_mean_nor_grade() -> None:
    assert mean_score({}) is None
    assert grade(None, DEFAULT_GRADE_BANDS) is None


@pytest.mark.parametrize(
    ("scores", "mean"),
    [
        ({"1": 80}, "80.00"),
        ({"1": 50.0, "2": 75.5}, "62.75"),
        ({"1": 0.01, "2": 0.0}, "0.00"),
        ({"1": 0.03, "2": 0.0}, "0.02"),
        ({"1": 100.0, "2": 100.0, "3": 0.0}, "66.67"),
    ],
)
def test_a_mean_has_two_decimals_rounded_half_to_even(scores: dict[str, float], mean: str) -> None:
    assert str(mean_score(scores)) == mean


@pytest.mark.parametrize(
    ("mean", "letter"),
    [("100", "A"), ("85", "A"), ("84.99", "B"), ("70", "B"), ("69.99", "C"), ("40", "C")],
)
def test_a_band_begins_at_its_least_mean(mean: str, letter: str) -> None:
    assert grade(Decimal(mean), DEFAULT_GRADE_BANDS) == letter


def test_below_every_band_there_is_no_grade() -> None:
    assert grade(Decimal("39.99"), DEFAULT_GRADE_BANDS) is None
    assert grade(Decimal(100), {}) is None


def test_bands_may_stand_in_any_order_and_have_decimals() -> None:
    bands = {"pass": 50, "merit": 62.5, "distinction": 90}
    assert grade(Decimal("62.50"), bands) == "merit"
    assert grade(Decimal("62.49"), dict(reversed(bands.items()))) == "pass"


@given(SCORES)
def test_a_mean_lies_between_the_worst_and_the_best_score(scores: dict[str, float]) -> None:
    mean = mean_score(scores)
    assert mean is not None
    assert min(scores.values()) - 0.005 <= float(mean) <= max(scores.values()) + 0.005
