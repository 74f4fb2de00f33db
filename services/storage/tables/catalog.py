"""How a table is declared once and built for SQLite and for PostgreSQL.

What is not the ERD's lives in the schemas ``ext`` and ``sync``. SQLite has none: there
``ext.modules`` is the table ``ext_modules``. SQLite also enforces neither lengths nor precision,
so there the same limits stand as CHECK constraints: no row may exist locally that a server
would refuse.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Enum,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TextClause,
    false,
    text,
    true,
)

from services.storage.tables.types import ScaledDecimal, UtcTime

DialectName = Literal["sqlite", "postgresql"]
OnDelete = Literal["CASCADE", "RESTRICT", "SET NULL"]
Part = Callable[["Catalog", Table], None]


class Catalog:
    """Collects the tables of one dialect."""

    def __init__(self, dialect: DialectName) -> None:
        self.dialect: DialectName = dialect
        self.metadata = MetaData()

    @property
    def is_sqlite(self) -> bool:
        """Whether the tables are for SQLite."""
        return self.dialect == "sqlite"

    def place(self, name: str) -> str:
        """The name by which foreign keys refer to the table with this logical name."""
        return name.replace(".", "_") if self.is_sqlite else name

    def table(self, name: str, *columns: Column[Any], parts: tuple[Part, ...] = ()) -> Table:
        """Declare the table with this logical name; `parts` are its keys, checks and indexes."""
        schema, _, bare = name.rpartition(".")
        placed = self.place(name) if self.is_sqlite else bare
        table = Table(
            placed,
            self.metadata,
            *columns,
            schema=None if self.is_sqlite else schema or None,
            info={"logical": name},
        )
        for part in parts:
            part(self, table)
        self._check_choices(table, bare)
        if self.is_sqlite:
            _check_limits(table)
        return table

    def _check_choices(self, table: Table, bare: str) -> None:
        named = {constraint.name for constraint in table.constraints}
        for column in table.columns:
            name = f"chk_{bare}_{column.name}"
            if isinstance(column.type, Enum) and self.is_sqlite and name not in named:
                # Of three values or more IN makes a tree each time that a row is written.
                choices = (f"{column.name} = '{choice}'" for choice in column.type.enums)
                table.append_constraint(CheckConstraint(" OR ".join(choices), name))


def _check_limits(table: Table) -> None:
    for column in table.columns:
        kind = column.type
        rule = None
        if isinstance(kind, Enum):
            continue
        if isinstance(kind, String) and kind.length:
            rule = f"length({column.name}) <= {kind.length}"
        elif isinstance(kind, ScaledDecimal):
            rule = f"abs({column.name}) < {10**kind.precision}"
        elif isinstance(kind, Boolean):
            rule = f"{column.name} IN (0, 1)"
        if rule is not None:
            table.append_constraint(CheckConstraint(rule, f"lim_{column.name}"))


def serial() -> Column[Any]:
    """SERIAL PRIMARY KEY."""
    return Column("id", Integer, primary_key=True)


def choice(name: str, type_name: str, choices: tuple[str, ...], **options: Any) -> Column[Any]:
    """An ENUM column: a type of its own in PostgreSQL, VARCHAR with a CHECK in SQLite."""
    kind = Enum(*choices, name=type_name, create_constraint=False)
    return Column(name, kind, **options)


def flag(name: str, *, default: bool) -> Column[Any]:
    """A BOOLEAN with a default."""
    kind = Boolean(create_constraint=False)
    return Column(name, kind, server_default=true() if default else false())


def moment(catalog: Catalog, name: str, **options: Any) -> Column[Any]:
    """A TIMESTAMP with DEFAULT NOW()."""
    now = "(strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z')" if catalog.is_sqlite else "now()"
    return Column(name, UtcTime, server_default=text(now), **options)


def decimal_default(catalog: Catalog) -> TextClause:
    """0.00 as the dialect stores it."""
    return text("0" if catalog.is_sqlite else "0.00")


def array_default(catalog: Catalog) -> TextClause:
    """'{}' as the dialect stores it."""
    return text("'[]'" if catalog.is_sqlite else "'{}'")


def refers(column: str, target: str, on_delete: OnDelete, *, name: str) -> Part:
    """A foreign key to the one-column key of the table with the logical name in *target*."""

    def part(catalog: Catalog, table: Table) -> None:
        other, _, key = target.rpartition(".")
        # In SQLite judged at commit, so that rows may be saved in any order. (Its PRAGMA for one
        # transaction does the same, but makes every prepared statement anew.)
        late: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
        table.append_constraint(
            ForeignKeyConstraint(
                [column],
                [f"{catalog.place(other)}.{key}"],
                name=name,
                ondelete=on_delete,
                **(late if catalog.is_sqlite else {}),
            )
        )

    return part


def index(name: str, *columns: str, unique: bool = False, present: bool = False) -> Part:
    """An index; a UNIQUE column's only index is one of these. `present` leaves out nulls."""

    def part(_catalog: Catalog, table: Table) -> None:
        keys = [table.c[column] for column in columns]
        rule = keys[0].is_not(None) if present else None
        Index(name, *keys, unique=unique, sqlite_where=rule, postgresql_where=rule)

    return part


def check(name: str, rule: str) -> Part:
    """A named CHECK constraint, in SQL that both dialects read."""

    def part(_catalog: Catalog, table: Table) -> None:
        table.append_constraint(CheckConstraint(rule, name))

    return part


def range_check(name: str, column: str, least: int, most: int | None = None) -> Part:
    """A CHECK of a DECIMAL's range, told in whole units."""

    def part(catalog: Catalog, table: Table) -> None:
        kind = table.c[column].type
        scale = 10**kind.scale if catalog.is_sqlite and isinstance(kind, ScaledDecimal) else 1
        rule = f"{column} >= {least * scale}"
        if most is not None:
            rule += f" AND {column} <= {most * scale}"
        table.append_constraint(CheckConstraint(rule, name))

    return part
