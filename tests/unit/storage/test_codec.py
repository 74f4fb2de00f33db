"""How records stand in SQLite, beside the columns that the tables declare."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_origin, get_type_hints

import pytest
from sqlalchemy import Boolean, Integer, Table
from sqlalchemy.dialects.sqlite import dialect

from app.domain.canonical import canonical_json, image
from app.domain.entities import ALL_ENTITIES, Entity, columns
from services.storage.sqlite.codec import CODECS, table_name
from services.storage.tables import tables
from services.storage.tables.types import (
    CanonicalJson,
    IntegerArray,
    IsoDate,
    ScaledDecimal,
    UtcTime,
)

TABLES = tables("sqlite")
every_kind = pytest.mark.parametrize("kind", ALL_ENTITIES)

VALUES: dict[type, Any] = {
    UtcTime: datetime(2026, 2, 10, 8, 30, 0, 250, tzinfo=UTC),
    IsoDate: date(2026, 2, 10),
    ScaledDecimal: Decimal("12.34"),
    IntegerArray: (3, 1, 2),
    Boolean: True,
    Integer: 41,
}


def value_for(kind: type[Entity], name: str, table: Table) -> Any:
    declared = table.c[name].type
    if isinstance(declared, CanonicalJson):
        document = {"b": [1, "é"], "a": None}
        return (document,) if get_origin(get_type_hints(kind)[name]) is tuple else document
    found = [value for one, value in VALUES.items() if isinstance(declared, one)]
    return found[0] if found else f"{name} é \"'"


def sample(kind: type[Entity]) -> Entity:
    table = TABLES[kind.TABLE]
    return kind(**{name: value_for(kind, name, table) for name in columns(kind)})


@every_kind
def test_a_row_is_what_the_declared_columns_make_of_the_record(kind: type[Entity]) -> None:
    record, table, sqlite = sample(kind), TABLES[kind.TABLE], dialect()
    expected = []
    for name in columns(kind):
        processor = table.c[name].type.dialect_impl(sqlite).bind_processor(sqlite)
        value = getattr(record, name)
        expected.append(value if processor is None else processor(value))
    assert CODECS[kind].row(record) == tuple(expected)


@every_kind
def test_a_record_comes_back_from_its_row(kind: type[Entity]) -> None:
    record, codec = sample(kind), CODECS[kind]
    assert codec.record(codec.row(record)) == record


@every_kind
def test_an_image_is_the_records_canonical_image(kind: type[Entity]) -> None:
    record, codec = sample(kind), CODECS[kind]
    assert codec.image(codec.row(record)) == canonical_json(image(record))


@every_kind
def test_a_kind_names_its_declared_table_and_columns(kind: type[Entity]) -> None:
    table = TABLES[kind.TABLE]
    assert table_name(kind) == table.name
    assert columns(kind) == tuple(one.name for one in table.columns)
