"""Entities, tables and their two dialects agree; the document is the one that was given."""

from hashlib import sha256

import pytest

from app.domain.entities import ALL_ENTITIES, Entity, columns
from services.storage.tables import ERD_TABLES, tables
from tests.support import erd
from tests.support.project import ROOT

GIVEN = "2323147d1bebf327daa9be5d68c6171992dbf8879359a9c522ac25203d0dcfb1"


def test_the_document_is_the_given_one() -> None:
    assert sha256((ROOT / "docs" / "erd.md").read_bytes()).hexdigest() == GIVEN


def test_the_named_tables_are_the_documents() -> None:
    assert set(ERD_TABLES) == {*erd.tables(), *erd.DIAGRAM_ONLY}


@pytest.mark.parametrize("kind", ALL_ENTITIES, ids=lambda kind: kind.TABLE)
def test_a_records_fields_are_its_tables_columns(kind: type[Entity]) -> None:
    table = tables("sqlite")[kind.TABLE]
    assert columns(kind) == tuple(column.name for column in table.columns)
    assert tuple(column.name for column in table.primary_key) == kind.KEY


def test_every_table_is_a_records_or_the_journals() -> None:
    named = {kind.TABLE for kind in ALL_ENTITIES}
    assert {name for name in tables("sqlite") if not name.startswith("sync.")} == named


@pytest.mark.parametrize("name", tables("sqlite"))
def test_both_dialects_have_the_same_columns_keys_and_indexes(name: str) -> None:
    one, other = tables("sqlite")[name], tables("postgresql")[name]
    for table in (one, other):
        assert table.info["logical"] == name
    assert [(c.name, c.nullable) for c in one.columns] == [
        (c.name, c.nullable) for c in other.columns
    ]
    assert {(i.name, i.unique, tuple(i.columns.keys())) for i in one.indexes} == {
        (i.name, i.unique, tuple(i.columns.keys())) for i in other.indexes
    }
    assert {(k.parent.name, k.ondelete) for k in one.foreign_keys} == {
        (k.parent.name, k.ondelete) for k in other.foreign_keys
    }


@pytest.mark.parametrize("name", tables("sqlite"))
def test_every_foreign_key_leads_an_index(name: str) -> None:
    """Without one, deleting a row reads the whole of each table that may refer to it."""
    table = tables("sqlite")[name]
    leading = {next(iter(index.columns)).name for index in table.indexes}
    if len(table.primary_key) > 0:
        leading.add(next(iter(table.primary_key)).name)
    assert {key.parent.name for key in table.foreign_keys} <= leading
