"""The canonical encoding: its forms, its round trip, its refusals."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical_json, from_canonical, image, row_hash, to_canonical
from app.domain.commands import BodyChange, Change, EditLesson, ProgressRow, RecordProgress
from app.domain.entities import Certificate, Course, Progress, User
from app.domain.errors import BadInput, SmartCourseError

# Hypothesis wants bounds without a zone, and adds the zone itself.
EARLIEST = datetime(1, 1, 3, tzinfo=UTC).replace(tzinfo=None)
LATEST = datetime(9999, 12, 29, tzinfo=UTC).replace(tzinfo=None)


THEN = datetime(2026, 2, 10, tzinfo=UTC)

TIMES = st.datetimes(min_value=EARLIEST, max_value=LATEST, timezones=st.just(UTC))


def user(**columns: object) -> User:
    return replace(User(id=1, email="a@example.org", username="a", created_at=THEN), **columns)


def test_the_contract_of_values() -> None:
    course = Course(
        id=3, title="T", slug="t", instructor_id=1, price=Decimal("12.50"), created_at=THEN
    )
    values = to_canonical(course)
    assert values["price"] == 12.5
    assert values["created_at"] == "2026-02-10T00:00:00.000000Z"
    assert values["max_students"] is None
    assert values["is_deleted"] is False


def test_a_date_and_an_array() -> None:
    certificate = Certificate(
        id=1,
        enrollment_id=1,
        student_id=1,
        course_id=1,
        certificate_number="SC-2026-000001",
        issue_date=date(2026, 2, 10),
        verification_code="x",
        created_at=THEN,
    )
    assert to_canonical(certificate)["issue_date"] == "2026-02-10"
    progress = Progress(
        id=1,
        enrollment_id=1,
        completed_lessons=(3, 1),
        total_modules=1,
        total_lessons=2,
        created_at=THEN,
    )
    assert to_canonical(progress)["completed_lessons"] == [3, 1]


def test_text_is_sorted_tight_and_readable() -> None:
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"é","b":1}'


@given(
    score=st.none()
    | st.decimals(min_value=0, max_value=100, places=2, allow_nan=False, allow_infinity=False),
    at=st.none() | TIMES,
    minutes=st.integers(0, 10_000),
)
def test_commands_survive_the_round_trip(
    score: Decimal | None, at: datetime | None, minutes: int
) -> None:
    command = RecordProgress(
        rows=(ProgressRow(enrollment_id=1, lesson_id=2, score=score, at=at, minutes=minutes),)
    )
    assert from_canonical(RecordProgress, to_canonical(command)) == command


def test_nested_forms_survive_the_round_trip() -> None:
    command = EditLesson(
        lesson_id=1,
        changes=(Change("title", "a", "b"), Change("quiz", None, {"questions": []})),
        body=BodyChange(base_sha256="0" * 64, text="# Hi"),
    )
    assert from_canonical(EditLesson, to_canonical(command)) == command


@pytest.mark.parametrize(
    ("values", "reason", "field"),
    [
        ({"lesson_id": "1"}, "value.wrong_type", "lesson_id"),
        ({"lesson_id": True}, "value.wrong_type", "lesson_id"),
        ({"lesson_id": 1, "other": 2}, "value.unknown_field", "other"),
        ({}, "value.missing_field", None),
        ({"lesson_id": 1, "changes": "title"}, "value.wrong_type", "changes"),
        (
            {"lesson_id": 1, "body": {"base_sha256": 1, "text": ""}},
            "value.wrong_type",
            "base_sha256",
        ),
        ([], "value.wrong_type", None),
    ],
)
def test_hostile_forms_are_refused(values: object, reason: str, field: str | None) -> None:
    with pytest.raises(SmartCourseError) as refused:
        from_canonical(EditLesson, values)
    assert refused.value.reason == reason
    assert refused.value.data.get("field") == field


@pytest.mark.parametrize(
    ("column", "value"),
    [("role", "root"), ("created_at", 5), ("created_at", "soon"), ("is_active", 1)],
)
def test_wrong_values_of_a_record_name_their_column(column: str, value: object) -> None:
    with pytest.raises(SmartCourseError) as refused:
        from_canonical(User, {**to_canonical(user()), column: value})
    assert refused.value.data["field"] in (column, "time")


def test_a_wrong_date_and_a_wrong_number() -> None:
    with pytest.raises(BadInput):
        from_canonical(Certificate, {"issue_date": "10.2.2026"})
    with pytest.raises(BadInput):
        from_canonical(Course, {"price": "much"})
    with pytest.raises(BadInput):
        from_canonical(Course, {"price": True})


def test_images_hold_no_secret_and_hashes_ignore_it() -> None:
    plain, secret = user(), user(hashed_password="$2b$12$secret", last_login_at=THEN)
    assert "hashed_password" not in image(secret)
    assert row_hash(plain) == row_hash(secret)
    assert row_hash(plain) != row_hash(user(first_name="A"))
