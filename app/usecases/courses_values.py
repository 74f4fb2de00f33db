"""What every authorable column of a course and its settings takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from app.domain import checks
from app.domain.entities.courses import TEMPLATES
from app.domain.errors import Invalid
from app.domain.slugs import is_slug

MAX_BANDS = 20
MAX_TAGS = 50


def _slug(field: str, value: Any) -> str:
    if value is None or not is_slug(value):
        raise Invalid(
            "value.bad_form",
            field=field,
            value=str(value)[:80],
            wanted="small letters, digits and single hyphens, at most 255",
        )
    return str(value)


def _currency(field: str, value: Any) -> Any:
    return _three_letters(field, value.upper() if value is not None else None)


_three_letters = checks.form("[A-Z]{3}", "three letters, such as EUR")


def _grade_bands(field: str, value: Any) -> Mapping[str, Any]:
    """Grade to the least mark that earns it, from the highest mark to the lowest."""

    def stands(grade: Any, mark: Any) -> bool:
        number = isinstance(mark, int | float) and not isinstance(mark, bool)
        return isinstance(grade, str) and 0 < len(grade) <= 10 and number and 0 <= mark <= 100

    bands = dict(value)
    marks = list(bands.values())
    known = all(stands(grade, mark) for grade, mark in bands.items())
    if not known or not 0 < len(marks) <= MAX_BANDS or len(set(marks)) < len(marks):
        raise Invalid("settings.bad_bands", field=field, value=str(bands)[:200])
    return dict(sorted(bands.items(), key=lambda band: -band[1]))


def _tags(field: str, value: Sequence[str]) -> tuple[str, ...]:
    tags = tuple(checks.storable(field, tag).strip() for tag in value)
    sized = all(0 < len(tag) <= 50 for tag in tags)
    if not sized or len(tags) > MAX_TAGS or len(set(tags)) < len(tags):
        raise Invalid("settings.bad_tags", field=field, value=str(list(tags))[:200])
    return tags


def _template(field: str, value: Any) -> str:
    if value not in TEMPLATES:
        raise Invalid(
            "value.not_a_choice", field=field, value=repr(value)[:80], choices=list(TEMPLATES)
        )
    return str(value)


DESCRIBING: checks.Checks = {
    "description": checks.text(),
    "long_description": checks.text(),
    "category": checks.text(100),
    "level": checks.anything,
    "language": checks.text(50),
    "duration_hours": checks.number(0, Decimal("999.99")),
    "price": checks.number(0, Decimal("99999999.99")),
    "currency": _currency,
    "thumbnail_url": checks.text(500),
    "max_students": checks.number(1, checks.LARGEST_INTEGER),
    "prerequisites": checks.text(),
    "learning_objectives": checks.text(),
}
"""The columns that a new course may be given beside title, slug and instructor."""

COURSE_CHECKS: checks.Checks = {
    **DESCRIBING,
    "title": checks.text(255, required=True),
    "slug": _slug,
    "instructor_id": checks.number(1, checks.LARGEST_INTEGER, required=True),
}
"""The columns that `EditCourse` changes."""

SETTINGS_CHECKS: checks.Checks = {
    "pass_mark": checks.number(0, 100, required=True),
    "auto_certificate": checks.present,
    "grade_bands": _grade_bands,
    "signatory": checks.text(255),
    "signatory_title": checks.text(255),
    "template": _template,
    "paper": checks.anything,
    "tags": _tags,
}
"""The columns that `EditCourseSettings` changes."""
