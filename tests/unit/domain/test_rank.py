"""Ranks: always room between two, short where one only appends."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rank import DIGITS, between, in_order, place

RANKS = st.text(alphabet=DIGITS, min_size=1, max_size=6).filter(lambda rank: rank[-1] != "0")


@dataclass(frozen=True)
class Row:
    id: int
    rank: str


@given(RANKS, RANKS)
def test_there_is_room_between_any_two(one: str, other: str) -> None:
    if one == other:
        with pytest.raises(ValueError, match="no room"):
            between(one, other)
        return
    low, high = sorted((one, other))
    middle = between(low, high)
    assert low < middle < high
    assert middle[-1] != "0"


@given(RANKS)
def test_there_is_room_at_both_ends(rank: str) -> None:
    above, below = between(rank, None), between(None, rank)
    assert below < rank < above
    assert below[-1] != "0"
    assert above[-1] != "0"


@pytest.mark.parametrize("bad", ["", "a0", "a b", "ä"])
def test_what_is_no_rank_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not a rank"):
        between(bad, None)


def test_appending_stays_short() -> None:
    ranks = [between(None, None)]
    for _ in range(200):
        ranks.append(between(ranks[-1], None))
    assert ranks == sorted(set(ranks))
    assert max(map(len, ranks)) <= 5


def test_prepending_stays_short() -> None:
    ranks = [between(None, None)]
    for _ in range(200):
        ranks.append(between(None, ranks[-1]))
    assert ranks[::-1] == sorted(set(ranks))
    assert max(map(len, ranks)) <= 8


@given(st.data())
def test_any_sequence_of_places_gives_the_order_asked_for(data: st.DataObject) -> None:
    rows: list[Row] = []
    wanted: list[int] = []
    for new in range(1, data.draw(st.integers(1, 25)) + 1):
        after = data.draw(st.sampled_from([None, 0, 999, *wanted]))
        rank, moved = place(rows, after)
        assert not moved
        rows.append(Row(new, rank))
        at = {None: len(wanted), 0: 0, 999: len(wanted)}.get(after)
        wanted.insert(wanted.index(after) + 1 if at is None else at, new)  # type: ignore[arg-type]
        assert [row.id for row in in_order(rows)] == wanted


@given(st.lists(st.sampled_from(["A", "B", "BV"]), min_size=1, max_size=6), st.integers(0, 6))
def test_rows_of_one_rank_are_told_apart(ranks: list[str], after: int) -> None:
    rows = [Row(number, rank) for number, rank in enumerate(ranks, 1)]
    order = [row.id for row in in_order(rows)]
    rank, moved = place(rows, after)
    renamed = {row.id: new for row, new in moved}
    rows = [Row(row.id, renamed.get(row.id, row.rank)) for row in rows]
    found = [row.id for row in in_order([*rows, Row(100, rank)])]
    at = order.index(after) + 1 if after in order else 0 if after == 0 else len(order)
    assert found == [*order[:at], 100, *order[at:]]


def test_a_moving_row_is_no_neighbour_of_itself() -> None:
    rows = [Row(1, "A"), Row(2, "B"), Row(3, "C")]
    rank, moved = place(rows, 3, moving_id=2)
    assert rank > "C"
    assert not moved
    assert place(rows, 2, moving_id=2)[0] > "C"
