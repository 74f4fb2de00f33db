"""The in-memory store keeps the same rules as the tables."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

from app.domain.entities import ALL_ENTITIES, columns
from services.storage.memory_rules import REFERENCES, UNIQUE
from services.storage.tables import metadata

TABLES = {kind.TABLE.replace(".", "_"): kind for kind in ALL_ENTITIES}
NAMES = {name: table for name, table in metadata("sqlite").tables.items() if name in TABLES}


def test_foreign_keys_are_those_of_the_tables() -> None:
    declared = {
        (table, key.parent.name, key.column.table.name, str(key.ondelete))
        for table, one in NAMES.items()
        for key in one.foreign_keys
    }
    kept = {
        (
            one.child.TABLE.replace(".", "_"),
            one.column,
            one.parent.TABLE.replace(".", "_"),
            one.on_delete.replace("_", " ").upper(),
        )
        for one in REFERENCES
    }
    assert kept == declared


def test_unique_columns_are_those_of_the_tables() -> None:
    declared = {
        (name, _named(name, str(index.expressions[0]), [one.name for one in index.columns]))
        for name, table in NAMES.items()
        for index in table.indexes
        if index.unique
    } | {
        (name, tuple(column.name for column in constraint.columns))
        for name, table in NAMES.items()
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    }
    kept = {
        (kind.TABLE.replace(".", "_"), rule.columns)
        for kind, rules in UNIQUE.items()
        for rule in rules
    }
    assert kept == declared


def _named(table: str, expression: str, plain: list[str]) -> tuple[str, ...]:
    """An index's columns; where it is over an expression, the column that it is made of."""
    if plain:
        return tuple(plain)
    return tuple(name for name in columns(TABLES[table]) if name in expression)
