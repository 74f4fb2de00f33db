"""Round values on an axis, places that get a label, words for numbers."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ui.charts import figures
from ui.charts.data import TwinColumn, TwinTable, round_ticks, spread, thinned


@given(st.floats(min_value=0.001, max_value=1e12))
def test_ticks_are_few_even_and_reach_the_top(top: float) -> None:
    ticks = round_ticks(top)
    assert ticks[0] == 0
    assert ticks[-1] >= top * (1 - 1e-9)
    assert 2 <= len(ticks) <= 6
    steps = [after - before for before, after in itertools.pairwise(ticks)]
    assert all(step == pytest.approx(steps[0], rel=1e-6) for step in steps)


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (25, [0, 10, 20, 30]),
        (100, [0, 25, 50, 75, 100]),
        (545, [0, 200, 400, 600]),
    ],
)
def test_ticks_are_round(top: float, ticks: list[float]) -> None:
    assert round_ticks(top) == ticks


@given(st.integers(0, 2000), st.integers(3, 8))
def test_labels_stand_equally_far_apart(count: int, most: int) -> None:
    places = list(spread(count, most))
    assert len(places) <= most
    assert places[:1] == ([0] if count else [])
    gaps = {after - before for before, after in itertools.pairwise(places)}
    assert len(gaps) <= 1
    assert all(place < count for place in places)


def test_a_step_that_reaches_the_last_place_is_taken() -> None:
    assert list(spread(13, 6)) == [0, 3, 6, 9, 12]


@given(st.lists(st.floats(-1e6, 1e6), max_size=300), st.integers(2, 60))
@example([0.0, 0.0, 0.0, 1.0, 0.0, 1.0], 3)
def test_a_thinned_line_keeps_its_peaks(values: list[float], most: int) -> None:
    places = thinned(values, most)
    assert places == sorted(set(places))
    assert len(places) <= max(most, 2)
    if values:
        kept = [values[place] for place in places]
        assert (min(kept), max(kept)) == (min(values), max(values))


def test_percentages_have_a_place_only_where_they_need_it() -> None:
    assert figures.percent(71.38) == "71.4\u00a0%"
    assert figures.percent(50.0) == "50\u00a0%"


def test_nothing_is_a_dash_in_a_table() -> None:
    column = TwinColumn(title="Days", kind="number", format=figures.tenth)
    table = TwinTable(columns=(column,), rows=((None,), (2.25,), ("soon",)))
    assert [table.text(row, 0) for row in range(3)] == ["–", "2.3", "soon"]
