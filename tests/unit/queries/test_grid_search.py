"""The search field's grammar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.ports.grid import Filter
from app.queries.grid import grid_of
from app.queries.grid_search import Parsed, line, parse, wording
from app.queries.grids import ENROLLMENTS, GRIDS, PEOPLE


def filters(text: str) -> list[Filter]:
    parsed = parse(text, ENROLLMENTS)
    assert parsed.unknown == ()
    return list(parsed.filters)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("course:python", Filter("course", "contains", ("python",))),
        ('course:"Public Speaking"', Filter("course", "contains", ("Public Speaking",))),
        ("-course:python", Filter("course", "lacks", ("python",))),
        ("status:active", Filter("status", "is", ("active",))),
        ("status:act,susp", Filter("status", "is", ("active", "suspended"))),
        ("-status:dropped", Filter("status", "not", ("dropped",))),
        ("progress:<20", Filter("progress", "below", (20,))),
        ("progress:>=80%", Filter("progress", "at_least", (80,))),
        ("progress:50", Filter("progress", "is", (50,))),
        ("-progress:<20", Filter("progress", "at_least", (20,))),
        ("late:>3", Filter("late", "above", (3,))),
        ("enrolled:2026-02", Filter("enrolled", "is", ("2026-02",))),
        ("enrolled:>2026-01-31", Filter("enrolled", "above", ("2026-01-31",))),
        ("payment:none", Filter("payment", "empty")),
        ("Name:ana", Filter("learner", "contains", ("ana",))),
    ],
)
def test_a_part_makes_one_filter(text: str, wanted: Filter) -> None:
    assert filters(text) == [wanted]


def test_a_range_makes_two() -> None:
    assert filters("progress:20..40") == [
        Filter("progress", "at_least", (20,)),
        Filter("progress", "at_most", (40,)),
    ]


def test_words_stand_beside_filters() -> None:
    assert parse('kavya "de vries" -test progress:<20', ENROLLMENTS) == Parsed(
        filters=(Filter("progress", "below", (20,)),),
        words=("kavya", "de vries"),
        without=("test",),
    )


@pytest.mark.parametrize(
    "text",
    [
        *("colour:red", "status:purple", "progress:half", "enrolled:yesterday", "progress:1..x"),
        *("progress:<nan", "progress:<inf", "progress:>1e400", f"progress:<{'9' * 30}"),
        *("score:-inf..5", "progress:>1e10"),
    ],
)
def test_what_means_nothing_is_told_and_left_out(text: str) -> None:
    parsed = parse(f"kavya {text}", ENROLLMENTS)
    assert parsed.unknown == (text,)
    assert parsed.filters == ()
    assert parsed.words == ("kavya",)


@pytest.mark.parametrize("text", ["status:", "progress:", '"', "-", ""])
def test_what_is_being_typed_asks_for_nothing(text: str) -> None:
    assert parse(text, ENROLLMENTS) == Parsed()


@pytest.mark.parametrize(
    "text",
    ["course:python", "-status:dropped", "progress:>=80", "payment:none", "enrolled:2026-02"],
)
def test_a_filter_is_worded_as_it_is_typed(text: str) -> None:
    assert wording(filters(text)[0]) == text


WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(
    st.lists(
        st.sampled_from(
            ["course:python", "status:active", "progress:<20", "late:>3", "-payment:pending"]
        ),
        unique=True,
    ),
    st.lists(WORD, max_size=3),
    st.lists(WORD, max_size=2),
)
def test_a_line_is_read_as_it_was_written(
    parts: list[str], words: list[str], without: list[str]
) -> None:
    asked = [parse(part, ENROLLMENTS).filters[0] for part in parts]
    again = parse(line(asked, words, without), ENROLLMENTS)
    assert again == Parsed(tuple(asked), tuple(words), tuple(without))


def test_a_list_and_a_column_that_are_not_there_are_told() -> None:
    with pytest.raises(Invalid, match=r"grid\.unknown"):
        grid_of(GRIDS, "cats")
    with pytest.raises(Invalid, match=r"grid\.unknown_column"):
        PEOPLE.column("cats")


def test_every_list_orders_by_a_column_of_its_own() -> None:
    for one in GRIDS.values():
        assert one.column(one.sort).sortable
        for column in one.columns:
            assert not column.detail or one.column(column.detail)
