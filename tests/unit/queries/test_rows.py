"""What ``rows TABLE`` asks and shows, apart from any database."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from app.domain.entities import InstructorProfile, Material
from app.domain.errors import Invalid
from app.queries.rows import (
    ROW_KINDS,
    condition_of,
    document_of,
    kind_of,
    material_id,
)
from tests.support.memory import START, course, enrollment, person

MATERIAL = Material(
    id=26,
    course_id=1,
    module_id=2,
    file_name="my slides.pdf",
    file_type="application/pdf",
    file_size_bytes=9,
    sha256="ab" * 32,
    metadata={"pages": 25},
    uploaded_by=1,
    created_at=START,
)


def test_an_unknown_table_is_told_with_the_choices() -> None:
    with pytest.raises(Invalid) as refused:
        kind_of("sqlite_schema")
    assert refused.value.reason == "table.unknown"
    assert refused.value.data["choices"] == ", ".join(ROW_KINDS)


@pytest.mark.parametrize(
    ("table", "text", "value"),
    [
        ("users", {"email": "a@b.org"}, {"email": "a@b.org"}),
        ("users", {"first_name": ""}, {"first_name": None}),
        ("users", {"is_active": "false"}, {"is_active": False}),
        ("users", {"role": "admin", "id": "7"}, {"role": "admin", "id": 7}),
        ("courses", {"price": "12.5"}, {"price": Decimal("12.50")}),
        (
            "enrollments",
            {"enrolled_at": "2026-02-10T01:00:00+01:00"},
            {"enrolled_at": datetime(2026, 2, 10, tzinfo=UTC)},
        ),
        ("certificates", {"issue_date": "2026-02-10"}, {"issue_date": START.date()}),
        ("progress", {"completed_lessons": "[1, 2]"}, {"completed_lessons": [(1, 2)]}),
        ("progress", {"quiz_scores": '{"1": 5}'}, {"quiz_scores": {"1": 5}}),
        ("course_materials", {"_id": material_id(26)}, {"id": 26}),
        ("course_materials", {"lesson_id": ""}, {"lesson_id": None}),
    ],
)
def test_texts_become_values_of_their_columns(
    table: str, text: dict[str, str], value: dict[str, Any]
) -> None:
    assert condition_of(table, text) == value


@pytest.mark.parametrize(
    ("table", "column", "text", "reason"),
    [
        ("users", "shoe_size", "9", "value.unknown_column"),
        ("users", "hashed_password", "x", "value.unknown_column"),
        ("instructor_profiles", "payout_info", "{}", "value.unknown_column"),
        ("course_materials", "sha256", "x", "value.unknown_column"),
        ("course_materials", "id", "1", "value.unknown_column"),
        ("course_materials", "_id", "xyz", "value.wrong_type"),
        ("users", "role", "guest", "value.not_a_choice"),
        ("users", "is_active", "maybe", "value.wrong_type"),
        ("users", "is_active", "1", "value.wrong_type"),
        ("users", "id", "1.5", "value.wrong_type"),
        ("courses", "price", "cheap", "value.wrong_type"),
        ("courses", "price", "NaN", "value.wrong_type"),
        ("users", "created_at", "yesterday", "value.not_a_time"),
        ("certificates", "issue_date", "soon", "value.wrong_type"),
    ],
)
def test_what_a_column_does_not_take_is_told(
    table: str, column: str, text: str, reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        condition_of(table, {column: text})
    assert refused.value.reason == reason
    assert refused.value.data["field"] == column


def test_a_document_has_the_erds_names_in_canonical_values() -> None:
    document = document_of("enrollments", enrollment(1, 2, 3, payment_amount=Decimal("9.50")))
    assert document["enrolled_at"] == "2026-02-10T09:00:00.000000Z"
    assert document["payment_amount"] == 9.5
    assert document["completed_at"] is None
    assert document_of("courses", course(1, 2))["is_deleted"] is False


def test_secrets_are_masked_even_where_there_are_none() -> None:
    assert document_of("users", person(1, hashed_password="$2b$x"))["hashed_password"] == "***"
    profile = InstructorProfile(id=1, user_id=1, created_at=START)
    for one in (profile, replace(profile, payout_info={"iban": "DE"})):
        assert document_of("instructor_profiles", one)["payout_info"] == "***"


def test_a_material_is_shown_as_the_erds_document() -> None:
    assert document_of("course_materials", MATERIAL) == {
        "_id": "00000000000000000000001a",
        "course_id": 1,
        "module_id": 2,
        "lesson_id": None,
        "file_name": "my slides.pdf",
        "file_type": "application/pdf",
        "file_size_bytes": 9,
        "file_url": f"local://{'ab' * 32}/my%20slides.pdf",
        "storage_provider": "local",
        "is_downloadable": True,
        "metadata": {"pages": 25, "sha256": "ab" * 32},
        "created_at": "2026-02-10T09:00:00.000000Z",
        "uploaded_by": 1,
    }
