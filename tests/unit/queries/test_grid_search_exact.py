"""Exact texts in a search line: what is written out is read back as it was."""

import pytest

from app.ports.grid import Filter
from app.queries.grid_search import line, parse
from app.queries.grids import ENROLLMENTS


@pytest.mark.parametrize(
    "one",
    [
        Filter("course", "is", ("Public Speaking",)),
        Filter("course", "is", ("Ethics",)),
        Filter("course", "is", ("Ethics, 2nd part", "Public Speaking")),
        Filter("course", "not", ("Public Speaking",)),
        Filter("course", "contains", ("public speaking",)),
        Filter("status", "is", ("active", "completed")),
        Filter("enrolled", "at_most", ("2026-02-03",)),
        Filter("enrolled", "is", ("2026-02",)),
    ],
)
def test_a_filter_that_is_written_out_is_read_back(one: Filter) -> None:
    found = parse(f"ethics {line([one], ())} -git", ENROLLMENTS)
    assert found.filters == (one,)
    assert (found.words, found.without, found.unknown) == (("ethics",), ("git",), ())


def test_an_exact_text_is_typed_with_a_sign_and_quotes() -> None:
    found = parse('course:="Public Speaking","Ethics" -course:="Git"', ENROLLMENTS)
    assert found.filters == (
        Filter("course", "is", ("Public Speaking", "Ethics")),
        Filter("course", "not", ("Git",)),
    )
