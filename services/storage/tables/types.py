"""Column types that mean the same in SQLite and in PostgreSQL.

SQLite keeps times as UTC ISO text with microseconds (sorts as time), DECIMAL as a scaled integer
(exact, unlike REAL), and arrays and JSON as canonical JSON text, which digests can use as it is.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, DATE, JSON, TIMESTAMP, Dialect, Integer, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.domain.canonical import canonical_json
from app.domain.clock import format_time


def _is_sqlite(dialect: Dialect) -> bool:
    return dialect.name == "sqlite"


class UtcTime(TypeDecorator[datetime]):
    """TIMESTAMP in UTC: ``2026-02-10T00:00:00.000000Z`` as TEXT in SQLite."""

    impl = TIMESTAMP
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TEXT or TIMESTAMP (without zone: connections are in UTC)."""
        return dialect.type_descriptor(Text() if _is_sqlite(dialect) else TIMESTAMP())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """An aware time for the driver."""
        if value is None:
            return None
        if _is_sqlite(dialect):
            return format_time(value)
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """An aware time from the driver."""
        if value is None:
            return None
        return datetime.fromisoformat(value) if _is_sqlite(dialect) else value.replace(tzinfo=UTC)


class IsoDate(TypeDecorator[date]):
    """DATE; ``2026-02-10`` as TEXT in SQLite."""

    impl = DATE
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TEXT or DATE."""
        return dialect.type_descriptor(Text() if _is_sqlite(dialect) else DATE())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """A date for the driver."""
        return value.isoformat() if value is not None and _is_sqlite(dialect) else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:
        """A date from the driver."""
        return date.fromisoformat(value) if value is not None and _is_sqlite(dialect) else value


class ScaledDecimal(TypeDecorator[Decimal]):
    """DECIMAL(precision, scale); in SQLite the integer number of 10**-scale."""

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__(precision, scale)
        self.precision = precision
        self.scale = scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """INTEGER or NUMERIC."""
        numeric = Numeric(self.precision, self.scale)
        return dialect.type_descriptor(Integer() if _is_sqlite(dialect) else numeric)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """A number for the driver."""
        if value is None or not _is_sqlite(dialect):
            return value
        return int(value.scaleb(self.scale).to_integral_value())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """A number from the driver."""
        if value is None or not _is_sqlite(dialect):
            return value
        return Decimal(value).scaleb(-self.scale)


class CanonicalJson(TypeDecorator[Any]):
    """JSONB; canonical JSON text in SQLite."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TEXT or JSONB."""
        return dialect.type_descriptor(Text() if _is_sqlite(dialect) else JSONB(none_as_null=True))

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> Any:
        """A document for the driver."""
        return canonical_json(value) if value is not None and _is_sqlite(dialect) else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        """A document from the driver."""
        return json.loads(value) if value is not None and _is_sqlite(dialect) else value


class IntegerArray(TypeDecorator[Any]):
    """INTEGER[]; canonical JSON text in SQLite. A tuple in Python."""

    impl = ARRAY(Integer)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TEXT or INTEGER[]."""
        return dialect.type_descriptor(Text() if _is_sqlite(dialect) else ARRAY(Integer()))

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> Any:
        """A list for the driver."""
        if value is None:
            return None
        return canonical_json(list(value)) if _is_sqlite(dialect) else list(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        """A tuple from the driver."""
        if value is None:
            return None
        return tuple(json.loads(value) if _is_sqlite(dialect) else value)
