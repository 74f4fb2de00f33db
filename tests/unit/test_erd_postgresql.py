"""The PostgreSQL DDL, compiled without a server, against docs/erd.md."""

import re

import pytest
from sqlalchemy import create_mock_engine

from services.storage.tables import metadata
from tests.support import erd

TYPES = {"TIMESTAMP": "TIMESTAMP WITHOUT TIME ZONE"}
DEFAULTS = {"TRUE": "true", "FALSE": "false", "NOW()": "now()", "0": "'0'"}


def compiled() -> list[str]:
    statements: list[str] = []
    engine = create_mock_engine(
        "postgresql+psycopg://",
        lambda statement, *_, **__: statements.append(
            " ".join(str(statement.compile(dialect=engine.dialect)).split())
        ),
    )
    metadata("postgresql").create_all(engine, checkfirst=False)
    return statements


DDL = compiled()
ENUMS = {
    name: tuple(re.findall(r"'(\w+)'", values))
    for one in DDL
    if (found := re.fullmatch(r"CREATE TYPE (\w+) AS ENUM \((.*)\)", one))
    for name, values in [found.groups()]
}


def parts(table: str) -> list[str]:
    """The columns and constraints of a CREATE TABLE."""
    body = next(
        found[1] for one in DDL if (found := re.fullmatch(rf"CREATE TABLE {table} \( (.*) \)", one))
    )
    return re.split(r", (?![^(]*\))", body)


def postgres_type(column: erd.Column) -> str:
    if column.choices:
        return next(name for name, choices in ENUMS.items() if choices == column.choices)
    if column.type.startswith("DECIMAL"):
        return column.type.replace("DECIMAL", "NUMERIC").replace(",", ", ")
    return TYPES.get(column.type, column.type)


@pytest.mark.parametrize("table", erd.tables())
def test_every_column_is_declared_as_the_document_has_it(table: str) -> None:
    wanted = []
    for column in erd.tables()[table]:
        words = [column.name, postgres_type(column)]
        if column.default is not None:
            words += ["DEFAULT", DEFAULTS.get(column.default, column.default)]
        if "NOT NULL" in column.constraints or "PRIMARY KEY" in column.constraints:
            words.append("NOT NULL")
        wanted.append(" ".join(words))
    found = [part for part in parts(table) if not part.startswith(("CONSTRAINT", "PRIMARY KEY"))]
    assert found == wanted
    assert "PRIMARY KEY (id)" in parts(table)


@pytest.mark.parametrize("table", erd.DIAGRAM_ONLY)
def test_the_diagrams_tables_have_its_columns(table: str) -> None:
    names = [
        part.split()[0]
        for part in parts(table)
        if not part.startswith(("CONSTRAINT", "PRIMARY KEY"))
    ]
    assert names == erd.diagram(table)


@pytest.mark.parametrize("wanted", erd.indexes(), ids=lambda one: one.name)
def test_every_index_is_made(wanted: erd.Index) -> None:
    unique = "UNIQUE " if wanted.unique else ""
    columns = ", ".join(wanted.columns)
    assert f"CREATE {unique}INDEX {wanted.name} ON {wanted.table} ({columns})" in DDL


@pytest.mark.parametrize("wanted", erd.foreign_keys(), ids=lambda one: one.name)
def test_every_foreign_key_is_made(wanted: erd.ForeignKey) -> None:
    assert (
        f"CONSTRAINT {wanted.name} FOREIGN KEY({wanted.column}) "
        f"REFERENCES {wanted.target} (id) ON DELETE {wanted.on_delete}"
    ) in parts(wanted.table)


@pytest.mark.parametrize("wanted", erd.checks(), ids=lambda one: one.name)
def test_every_check_is_made(wanted: erd.Check) -> None:
    table = "enrollments" if wanted.name == "chk_progress_percentage" else wanted.table
    assert f"CONSTRAINT {wanted.name} CHECK ({wanted.rule})" in parts(table)


def test_what_the_document_lacks_lives_in_schemas_of_its_own() -> None:
    listed = {*erd.tables(), *erd.DIAGRAM_ONLY}
    for table in metadata("postgresql").tables.values():
        assert table.schema in ("ext", "sync") or table.name in listed
