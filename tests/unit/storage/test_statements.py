"""The store's own statements beside what SQLAlchemy writes for the declared tables."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.domain.entities import ALL_ENTITIES, Entity, columns
from services.storage.sqlite.links import LINKS, Link
from services.storage.sqlite.schema import create_schema
from services.storage.sqlite.statements import STATEMENTS, Shape, shape_of
from services.storage.tables import tables

TABLES = tables("sqlite")
every_kind = pytest.mark.parametrize("kind", ALL_ENTITIES)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = Path(tmp_path_factory.mktemp("schema")) / "workspace.db"
    create_schema(path)
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def plain(text: str, table: Table) -> str:
    """A statement without what only looks different."""
    text = text.replace(f"{table.name}.", "").replace(" AS count_1", "").replace(" ASC", "")
    text = re.sub(r"\(([a-z_0-9]+|\?)\) > \(\?\)", r"\1 > ?", text)
    return re.sub(r"\s*=\s*", " = ", re.sub(r"\s+", " ", text)).strip()


def written(statement: Any, table: Table, **options: Any) -> str:
    return plain(str(statement.compile(dialect=dialect(paramstyle="qmark"), **options)), table)


def members() -> Select[Any]:
    return select(column("value")).select_from(func.json_each(bindparam("members")))


def matching(table: Table, shape: Shape) -> list[ColumnElement[bool]]:
    rules: dict[str, Any] = {
        "equal": lambda one: one == bindparam(one.name),
        "null": lambda one: one.is_(None),
        "any": lambda one: one.in_(members()),
        "any_or_null": lambda one: or_(one.in_(members()), one.is_(None)),
    }
    return [rules[match](table.c[name]) for name, match in shape]


def shapes(kind: type[Entity]) -> list[Shape]:
    """No condition, ways to compare, and all of them at once (alone, an OR needs no brackets)."""
    names = columns(kind)
    ways = [("equal", 0), ("null", 1), ("any", -1), ("any_or_null", -2)]
    parts: list[Any] = [(names[place % len(names)], match) for match, place in ways]
    return [(), *((part,) for part in parts[:3]), tuple(parts)]


def key_is(table: Table, kind: type[Entity]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == bindparam(f"key_{name}") for name in kind.KEY))


@every_kind
def test_single_rows_are_written_as_sqlalchemy_does(kind: type[Entity]) -> None:
    table, ours, names = TABLES[kind.TABLE], STATEMENTS[kind], columns(kind)
    chosen = select(*(table.c[name] for name in names))
    sets: dict[str, Any] = {name: bindparam(f"new_{name}") for name in (names[0], names[-1])}
    new = sqlite_insert(table).on_conflict_do_nothing(index_elements=list(kind.KEY))
    pairs = [
        (ours.insert, written(insert(table), table, column_keys=list(names))),
        (ours.insert_new, written(new, table, column_keys=list(names))),
        (ours.delete, written(delete(table).where(key_is(table, kind)), table)),
        (ours.by_key, written(chosen.where(key_is(table, kind)), table)),
        (
            ours.update((0, len(names) - 1)),
            written(update(table).where(key_is(table, kind)).values(sets), table),
        ),
    ]
    assert [plain(text, table) for text, _ in pairs] == [text for _, text in pairs]


@every_kind
def test_sets_are_read_as_sqlalchemy_does(kind: type[Entity]) -> None:
    table, ours, names = TABLES[kind.TABLE], STATEMENTS[kind], columns(kind)
    key: list[Any] = [table.c[name] for name in kind.KEY]
    all_columns = [table.c[name] for name in names]
    last: list[Any] = [bindparam(f"last_{name}") for name in kind.KEY]
    after = tuple_(*key) > tuple_(*last) if len(key) > 1 else key[0] > last[0]
    for shape in shapes(kind):
        rules = matching(table, shape)
        chosen = select(*all_columns).where(*rules)
        some = select(table.c[names[-1]], table.c[names[0]]).where(*rules)
        counted = select(func.count()).select_from(table).where(*rules)
        pairs = [
            (ours.find(shape), written(chosen.order_by(*key), table)),
            (ours.values(shape, (names[-1], names[0])), written(some.order_by(*key), table)),
            (ours.count(shape), written(counted, table)),
            (ours.page(shape, first=True), written(chosen.order_by(*key), table) + " LIMIT ?"),
            (
                ours.page(shape, first=False),
                written(chosen.where(after).order_by(*key), table) + " LIMIT ?",
            ),
        ]
        assert [plain(text, table) for text, _ in pairs] == [text for _, text in pairs]


@every_kind
def test_many_keys_are_read_as_sqlalchemy_does(kind: type[Entity]) -> None:
    table = TABLES[kind.TABLE]
    key: list[Any] = [table.c[name] for name in kind.KEY]
    parts: list[Any] = [literal_column(f"json_extract(value, '$[{n}]')") for n in range(len(key))]
    several = select(*parts).select_from(func.json_each(bindparam("keys")))
    among = key[0].in_(members()) if len(key) == 1 else tuple_(*key).in_(several)
    chosen = select(*(table.c[name] for name in columns(kind))).where(among)
    assert plain(STATEMENTS[kind].by_keys, table) == written(chosen, table)


@every_kind
def test_the_schema_takes_every_statement(kind: type[Entity], schema: sqlite3.Connection) -> None:
    ours, names = STATEMENTS[kind], columns(kind)
    texts = [ours.insert, ours.insert_new, ours.delete, ours.by_key, ours.by_keys]
    texts.append(ours.update(tuple(range(len(names)))))
    for shape in shapes(kind):
        texts += [ours.find(shape), ours.count(shape), ours.values(shape, names)]
        texts += [ours.page(shape, first=first) for first in (True, False)]
    for text in texts:
        schema.execute(f"EXPLAIN {text}", [None] * text.count("?"))


def test_a_condition_tells_how_each_column_is_compared() -> None:
    equal: dict[str, Any] = {"id": [1, 2], "title": None, "rank": "a", "source_path": ("b", None)}
    assert shape_of(equal) == (
        (("id", "any"), ("title", "null"), ("rank", "equal"), ("source_path", "any_or_null")),
        [[1, 2], "a", ["b"]],
    )


def test_links_are_the_foreign_keys_of_the_tables() -> None:
    kinds = {TABLES[kind.TABLE]: kind for kind in ALL_ENTITIES}
    declared = {
        Link(kind, one.parent.name, kinds[one.column.table], one.ondelete)  # type: ignore[arg-type]
        for table, kind in kinds.items()
        for one in table.foreign_keys
    }
    assert len(LINKS) == len(declared)
    assert set(LINKS) == declared
