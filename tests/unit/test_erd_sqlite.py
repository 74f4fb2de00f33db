"""The live SQLite schema against docs/erd.md, line by line."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.storage.sqlite.schema import create_schema
from tests.support import erd

TYPES = {
    "SERIAL": "INTEGER",
    "TIMESTAMP": "TEXT",
    "DATE": "TEXT",
    "JSONB": "TEXT",
    "INTEGER[]": "TEXT",
}
DEFAULTS = {
    "TRUE": "1",
    "FALSE": "0",
    "NOW()": "strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'",
    "0.00": "0",
    "'{}'": "'[]'",
    "0": "'0'",
}
SCALED = {
    "chk_progress_percentage": "completion_percentage >= 0 AND completion_percentage <= 10000",
    "chk_instructor_rating": "average_rating >= 0 AND average_rating <= 500",
}
PLACES = {"chk_progress_percentage": "enrollments"}
"""The ERD puts it on progress, which has no such column."""


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path: Path = tmp_path_factory.mktemp("erd") / "workspace.db"
    create_schema(path)
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def sqlite_type(column: erd.Column) -> str:
    if column.choices:
        return f"VARCHAR({max(map(len, column.choices))})"
    return "INTEGER" if column.type.startswith("DECIMAL") else TYPES.get(column.type, column.type)


def leading(live: sqlite3.Connection, table: str) -> dict[str, tuple[bool, tuple[str, ...]]]:
    """Index name to (unique, columns)."""
    rows = live.execute('SELECT name, "unique" FROM pragma_index_list(?)', (table,)).fetchall()
    return {
        name: (bool(unique), tuple(row[2] for row in live.execute(f"PRAGMA index_info('{name}')")))
        for name, unique in rows
    }


def table_sql(live: sqlite3.Connection, table: str) -> str:
    (text,) = live.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    return " ".join(text.split())


def test_the_parser_found_the_whole_document() -> None:
    assert len(erd.tables()) == 10
    assert sum(len(columns) for columns in erd.tables().values()) == 146
    assert len(erd.indexes()) == 28
    assert len(erd.foreign_keys()) == 11
    assert len(erd.checks()) == 6


@pytest.mark.parametrize("table", erd.tables())
def test_every_column_has_its_name_type_null_rule_and_default(
    live: sqlite3.Connection, table: str
) -> None:
    found = [
        (name, kind, bool(required) or bool(key), default, bool(key))
        for _, name, kind, required, default, key in live.execute(f"PRAGMA table_info('{table}')")
    ]
    wanted = []
    for column in erd.tables()[table]:
        key = "PRIMARY KEY" in column.constraints
        default = DEFAULTS.get(column.default or "", column.default)
        required = key or "NOT NULL" in column.constraints
        wanted.append((column.name, sqlite_type(column), required, default, key))
    assert found == wanted


@pytest.mark.parametrize("table", erd.DIAGRAM_ONLY)
def test_the_diagrams_tables_have_its_columns(live: sqlite3.Connection, table: str) -> None:
    found = [row[1] for row in live.execute(f"PRAGMA table_info('{table}')")]
    assert found == erd.diagram(table)


@pytest.mark.parametrize("wanted", erd.indexes(), ids=lambda one: one.name)
def test_every_index_is_there(live: sqlite3.Connection, wanted: erd.Index) -> None:
    assert leading(live, wanted.table)[wanted.name] == (wanted.unique, wanted.columns)


@pytest.mark.parametrize("table", erd.tables())
def test_a_flagged_column_leads_an_index_and_a_unique_one_has_exactly_one(
    live: sqlite3.Connection, table: str
) -> None:
    indexes = leading(live, table)
    for column in erd.tables()[table]:
        own = [one for one in indexes.values() if one[1] == (column.name,)]
        if "UNIQUE" in column.constraints:
            assert own == [(True, (column.name,))], column.name
        elif "INDEX" in column.constraints:
            assert any(columns[0] == column.name for _, columns in indexes.values()), column.name


@pytest.mark.parametrize("wanted", erd.foreign_keys(), ids=lambda one: one.name)
def test_every_foreign_key_is_there(live: sqlite3.Connection, wanted: erd.ForeignKey) -> None:
    keys = live.execute(f"PRAGMA foreign_key_list('{wanted.table}')").fetchall()
    assert (wanted.target, wanted.column, "id", wanted.on_delete) in [
        (target, column, to, on_delete) for _, _, target, column, to, _, on_delete, _ in keys
    ]
    assert f"CONSTRAINT {wanted.name} FOREIGN KEY({wanted.column})" in table_sql(live, wanted.table)


@pytest.mark.parametrize("table", erd.tables())
def test_columns_marked_as_foreign_keys_have_one(live: sqlite3.Connection, table: str) -> None:
    found = {row[3]: row[2] for row in live.execute(f"PRAGMA foreign_key_list('{table}')")}
    for column in erd.tables()[table]:
        if target := re.search(r"FK → (\w+)\(id\)", column.constraints):
            assert found.get(column.name) == target[1]


@pytest.mark.parametrize("wanted", erd.checks(), ids=lambda one: one.name)
def test_every_check_is_there(live: sqlite3.Connection, wanted: erd.Check) -> None:
    rule = SCALED.get(wanted.name, wanted.rule)
    table = PLACES.get(wanted.name, wanted.table)
    assert f"CONSTRAINT {wanted.name} CHECK ({rule})" in table_sql(live, table)


@pytest.mark.parametrize("table", erd.tables())
def test_an_enum_takes_its_values_and_no_other(live: sqlite3.Connection, table: str) -> None:
    for column in erd.tables()[table]:
        if column.choices:
            values = ", ".join(f"'{choice}'" for choice in column.choices)
            listed = f"CHECK ({column.name} IN ({values}))"
            rules = " OR ".join(f"{column.name} = '{choice}'" for choice in column.choices)
            text = table_sql(live, table)
            assert listed in text or f"CHECK ({rules})" in text, column.name
