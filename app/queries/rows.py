"""A table's rows as the command line and exports show them, by the ERD's names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Any, Protocol, Union, get_args, get_origin, get_type_hints
from urllib.parse import quote

from app.domain import entities as e
from app.domain.canonical import field_codecs, to_canonical
from app.domain.clock import format_time, parse_time
from app.domain.entities import Entity, Key, Material
from app.domain.errors import Invalid, SmartCourseError

MASK = "***"
"""What stands in place of a value that nobody may read here."""

MASKED: Mapping[str, frozenset[str]] = {
    "users": frozenset({"hashed_password"}),
    "instructor_profiles": frozenset({"payout_info"}),
}
"""The columns that are masked, by table."""

LARGEST = 2**63 - 1
"""The largest number that a database takes, also to compare with."""

ROW_KINDS: Mapping[str, type[Entity]] = {
    "users": e.User,
    "courses": e.Course,
    "enrollments": e.Enrollment,
    "progress": e.Progress,
    "certificates": e.Certificate,
    "notifications": e.Notification,
    "instructor_profiles": e.InstructorProfile,
    "analytics_metrics": e.AnalyticsMetric,
    "events": e.EventRecord,
    "workflow_executions": e.WorkflowExecution,
    "refresh_tokens": e.RefreshToken,
    "enrollment_history": e.EnrollmentHistory,
    "announcements": e.Announcement,
    "course_materials": e.Material,
    "modules": e.Module,
    "lessons": e.Lesson,
}
"""The kind of record behind each table of the ERD; materials are shown as its document.

Modules and lessons, which the ERD has inside of a document, are tables of their own here.
"""

_MATERIAL_COLUMNS = (
    "_id",
    "course_id",
    "module_id",
    "lesson_id",
    "file_name",
    "file_type",
    "file_size_bytes",
    "storage_provider",
    "is_downloadable",
    "created_at",
    "uploaded_by",
)
"""What course_materials can be filtered by."""


class TableRows(Protocol):
    """Lists a table's rows in key order, in canonical values."""

    def table_rows(
        self,
        table: str,
        where: Mapping[str, str],
        limit: int | None = None,
        after: Key | None = None,
    ) -> Iterator[Mapping[str, Any]]:
        """Rows whose columns have the values that *where*'s texts stand for (empty: null).

        At most *limit*, those after the key *after*. Raises `Invalid` (``table.unknown``,
        ``value.unknown_column``, or what is wrong with a value).
        """
        ...


def kind_of(table: str) -> type[Entity]:
    """The kind behind a table; raises `Invalid` (``table.unknown``)."""
    kind = ROW_KINDS.get(table)
    if kind is None:
        raise Invalid("table.unknown", field="table", value=table, choices=", ".join(ROW_KINDS))
    return kind


def condition_of(table: str, where: Mapping[str, str]) -> dict[str, Any]:
    """*where*'s texts as values of the fields of the table's kind.

    Raises `Invalid` (``value.unknown_column``, or what is wrong with a value).
    """
    kind = kind_of(table)
    names = _MATERIAL_COLUMNS if kind is Material else tuple(field_codecs(kind))
    choices = [name for name in names if name not in MASKED.get(table, ())]
    condition: dict[str, Any] = {}
    for name, text in where.items():
        if name not in choices:
            listed = ", ".join(choices)
            raise Invalid("value.unknown_column", field=name, table=table, choices=listed)
        if kind is Material and name == "_id":
            condition["id"] = _material_id(text)
        else:
            value = _value(kind, name, text)
            # A bare list would mean "one of these"; here it is one value of a column of lists.
            condition[name] = [value] if isinstance(value, tuple) else value
    return condition


def document_of(table: str, record: Entity) -> dict[str, Any]:
    """A record in canonical values by the ERD's names, secrets masked."""
    if isinstance(record, Material):
        return _material_document(record)
    document = to_canonical(record)
    for name in MASKED.get(table, ()):
        document[name] = MASK
    return document


def material_id(number: int) -> str:
    """The 24 hex digits by which a material's document is known."""
    return f"{number:024x}"


def material_url(record: Material) -> str:
    """Where a material's bytes are found: by their hash in the workspace, with their name."""
    return f"{record.storage_provider}://{record.sha256}/{quote(record.file_name)}"


def _material_document(record: Material) -> dict[str, Any]:
    plain = to_canonical(record)
    document: dict[str, Any] = {"_id": material_id(record.id), "file_url": material_url(record)}
    for name in _MATERIAL_COLUMNS[1:]:
        document[name] = plain[name]
    document["metadata"] = {**(record.metadata or {}), "sha256": record.sha256}
    return document


def _material_id(text: str) -> int:
    try:
        number = int(text, 16)
    except ValueError:
        raise Invalid("value.wrong_type", field="_id", value=text, wanted="24 hex digits") from None
    return number if abs(number) <= LARGEST else -1  # No material has such a number.


def _value(kind: type[Entity], name: str, text: str) -> Any:
    if text == "":
        return None
    hint = get_type_hints(kind)[name]
    if get_origin(hint) in (Union, UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    try:
        value = field_codecs(kind)[name].decode(_parsed(hint, name, text))
    except SmartCourseError as error:
        raise Invalid(error.reason, **{**error.data, "field": name}) from None
    if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
        raise Invalid("value.too_large", field=name)
    return value


def _parsed(hint: Any, name: str, text: str) -> Any:
    """The canonical value that a text stands for; the column's codec judges it."""
    if hint is datetime:
        return format_time(parse_time(text, name))
    if hint in (str, date) or (get_args(hint) and isinstance(get_args(hint)[0], str)):
        return text
    if hint is Decimal:
        return _decimal(name, text)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        wanted = hint.__name__ if isinstance(hint, type) else "JSON"
        raise Invalid("value.wrong_type", field=name, value=text[:80], wanted=wanted) from None


def _decimal(name: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Invalid("value.wrong_type", field=name, value=text[:80], wanted="number") from None
    if not number.is_finite():
        raise Invalid("value.wrong_type", field=name, value=text[:80], wanted="number")
    return number
