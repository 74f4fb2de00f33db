"""Merging columns."""

from decimal import Decimal

import pytest

from app.domain.commands import Change
from app.domain.errors import Invalid
from app.domain.outcomes import Conflict
from app.sync.merge import merge_columns
from tests.support.memory import course, course_settings, person


def test_a_change_whose_base_still_stands_is_applied() -> None:
    row = course(1, 2, title="Old", price=Decimal("5.00"))
    merge = merge_columns(row, [Change("title", "Old", "New"), Change("price", 5.0, 7.5)])
    assert (merge.row.title, merge.row.price) == ("New", Decimal("7.50"))
    assert merge.changed == ("title", "price")
    assert merge.conflicts == ()


def test_a_value_that_is_stored_already_changes_nothing() -> None:
    row = course(1, 2, title="New")
    merge = merge_columns(row, [Change("title", "Old", "New")])
    assert merge.row is row
    assert (merge.changed, merge.conflicts) == ((), ())


def test_another_value_since_the_base_stays_and_the_change_is_kept_aside() -> None:
    row = course(1, 2, title="Theirs", duration_hours=Decimal("2.00"))
    merge = merge_columns(row, [Change("title", "Old", "Mine"), Change("duration_hours", None, 3)])
    assert merge.row is row
    assert merge.conflicts == (
        Conflict(table="courses", key=1, column="title", base="Old", mine="Mine", theirs="Theirs"),
        Conflict(table="courses", key=1, column="duration_hours", base=None, mine=3, theirs=2.0),
    )


def test_two_changes_of_a_column_follow_each_other() -> None:
    row = course(1, 2, title="A")
    merge = merge_columns(row, [Change("title", "A", "B"), Change("title", "B", "C")])
    assert (merge.row.title, merge.changed) == ("C", ("title",))


def test_lists_and_objects_are_compared_by_value() -> None:
    row = course_settings(1, tags=("a",), grade_bands={"A": 90})
    merge = merge_columns(
        row, [Change("tags", ["a"], ["a", "b"]), Change("grade_bands", {"A": 90.0}, {"A": 80})]
    )
    assert (merge.row.tags, merge.row.grade_bands) == (("a", "b"), {"A": 80})


@pytest.mark.parametrize("column", ["id", "hashed_password", "nonsense"])
def test_columns_that_no_change_may_carry_are_refused(column: str) -> None:
    with pytest.raises(Invalid) as caught:
        merge_columns(person(1), [Change(column, None, "x")])
    assert caught.value.data["field"] == column


def test_a_value_of_the_wrong_type_names_its_field() -> None:
    with pytest.raises(Invalid) as caught:
        merge_columns(person(1), [Change("is_active", True, "yes")])
    assert (caught.value.reason, caught.value.data["field"]) == ("value.wrong_type", "is_active")
