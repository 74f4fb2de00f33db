"""Percentages, and when modules and courses are done."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.completion import (
    completion_percentage,
    course_shape,
    is_complete,
    modules_completed,
)
from tests.support.memory import lesson, module

FIRST, SECOND, HIDDEN = module(1, 7), module(2, 7), module(3, 7, is_published=False)
LESSONS = [
    lesson(11, FIRST),
    lesson(12, FIRST, type="quiz"),
    lesson(21, SECOND),
    lesson(31, HIDDEN),
]
SHAPE = course_shape([FIRST, SECOND, HIDDEN], LESSONS, 40)


@pytest.mark.parametrize(
    ("done", "total", "percentage"),
    [
        (0, 3, "0.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (3, 3, "100.00"),
        (1, 800, "0.12"),
        (3, 800, "0.38"),
        (5, 3, "100.00"),
        (0, 0, "0.00"),
        (2, 0, "0.00"),
    ],
)
def test_percentages_have_two_decimals_rounded_half_to_even(
    done: int, total: int, percentage: str
) -> None:
    assert str(completion_percentage(done, total)) == percentage


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_percentage_stays_within_0_and_100(done: int, total: int) -> None:
    assert Decimal(0) <= completion_percentage(done, total) <= Decimal(100)


@given(st.integers(0, 500), st.integers(0, 500))
def test_more_lessons_done_never_lower_the_percentage(done: int, total: int) -> None:
    assert completion_percentage(done, total) <= completion_percentage(done + 1, total)


def test_a_percentage_that_rounds_up_to_100_completes_nothing() -> None:
    assert completion_percentage(29_999, 30_000) == 100
    assert not is_complete(29_999, 30_000)
    assert is_complete(30_000, 30_000)


def test_an_empty_course_is_never_complete() -> None:
    assert not is_complete(0, 0)
    assert not is_complete(3, 0)


def test_only_lessons_of_published_modules_count() -> None:
    assert SHAPE.total_lessons == 3
    assert SHAPE.total_modules == 2
    assert SHAPE.counted == {11, 12, 21}


def test_lessons_of_unpublished_modules_are_still_known() -> None:
    assert SHAPE.module_of[31] == 3
    assert SHAPE.quizzes == {12}


def test_a_module_is_completed_by_its_last_lesson() -> None:
    assert modules_completed(SHAPE, {11}, [11]) == ()
    assert modules_completed(SHAPE, {11, 12}, [12]) == (1,)
    assert modules_completed(SHAPE, {11, 12, 21}, [12, 21]) == (1, 2)


def test_only_modules_with_a_new_lesson_are_told() -> None:
    assert modules_completed(SHAPE, {11, 12, 21}, [21]) == (2,)


def test_an_unpublished_module_is_never_completed() -> None:
    assert modules_completed(SHAPE, {31}, [31]) == ()
