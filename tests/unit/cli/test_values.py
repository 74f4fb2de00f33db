"""COLUMN=VALUE words."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.cli.values import assignments, changes, column_value
from app.domain.commands import Change
from app.domain.entities import Course, CourseSettings, Lesson
from app.domain.errors import SmartCourseError


@pytest.mark.parametrize(
    ("kind", "column", "text", "value"),
    [
        (Course, "title", "A = b", "A = b"),
        (Course, "price", "12.5", 12.5),
        (Course, "max_students", "30", 30),
        (Course, "max_students", "", None),
        (Course, "description", "", None),
        (Course, "is_deleted", "yes", True),
        (Course, "published_at", "2026-02-10", "2026-02-10T00:00:00.000000Z"),
        (Course, "level", "advanced", "advanced"),
        (CourseSettings, "tags", "a, b", ["a", "b"]),
        (CourseSettings, "tags", "", []),
        (CourseSettings, "grade_bands", "A:90,B:60.5", {"A": 90.0, "B": 60.5}),
        (CourseSettings, "grade_bands", '{"A": 90}', {"A": 90}),
        (CourseSettings, "auto_certificate", "false", False),
        (Lesson, "quiz", '{"questions": []}', {"questions": []}),
    ],
)
def test_texts_become_canonical_values(
    kind: type[Course], column: str, text: str, value: object
) -> None:
    assert column_value(kind, column, text) == value


@pytest.mark.parametrize(
    ("kind", "column", "text", "reason"),
    [
        (Course, "colour", "red", "value.unknown_column"),
        (Course, "price", "much", "value.wrong_type"),
        (Course, "price", "NaN", "value.wrong_type"),
        (Course, "max_students", "3.5", "value.wrong_type"),
        (Course, "max_students", "Infinity", "value.wrong_type"),
        (Course, "is_deleted", "perhaps", "value.wrong_type"),
        (Course, "is_deleted", "", "value.required"),
        (Course, "published_at", "soon", "value.not_a_time"),
        (Course, "level", "hard", "value.not_a_choice"),
        (CourseSettings, "grade_bands", "A", "value.wrong_type"),
        (CourseSettings, "grade_bands", "{", "value.wrong_type"),
        (CourseSettings, "grade_bands", "[1]", "value.wrong_type"),
    ],
)
def test_what_a_column_does_not_take(
    kind: type[Course], column: str, text: str, reason: str
) -> None:
    with pytest.raises(SmartCourseError) as refused:
        column_value(kind, column, text)
    assert refused.value.reason == reason
    assert refused.value.data["field"] == column


def test_words_need_a_name_and_an_equals_sign() -> None:
    assert assignments(["a=1", "b=x=y", "c="]) == {"a": "1", "b": "x=y", "c": ""}
    for word in ("a", "=1"):
        with pytest.raises(SmartCourseError):
            assignments([word])


def test_changes_carry_the_value_they_are_based_on() -> None:
    course = Course(
        id=1,
        title="Old",
        slug="old",
        instructor_id=1,
        price=Decimal("5.00"),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert changes(course, ["title=New", "price=6"], ("title", "price")) == (
        Change("title", "Old", "New"),
        Change("price", 5.0, 6.0),
    )
