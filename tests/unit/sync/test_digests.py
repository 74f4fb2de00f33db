"""Digests of tables."""

from hypothesis import given
from hypothesis import strategies as st

from app.sync.digests import EMPTY, moved, row_digest, table_digest

KEYS = st.one_of(st.integers(), st.tuples(st.integers(), st.integers()))
ROWS = st.dictionaries(KEYS, st.dictionaries(st.sampled_from("ab"), st.integers()), max_size=6)


@given(ROWS, ROWS)
def test_a_digest_kept_row_by_row_is_the_digest_of_the_rows(
    before: dict[object, dict[str, int]], after: dict[object, dict[str, int]]
) -> None:
    digest = table_digest(before.items())  # type: ignore[arg-type]
    for key in before.keys() | after.keys():
        digest = moved(digest, key, before.get(key), after.get(key))  # type: ignore[arg-type]
    assert digest == table_digest(reversed(after.items()))  # type: ignore[arg-type]
    assert (digest == table_digest(before.items())) == (before == after)  # type: ignore[arg-type]


def test_an_absent_row_has_no_part() -> None:
    assert row_digest(1, None) == EMPTY == table_digest([])
    assert row_digest(1, {}) != row_digest(2, {})
