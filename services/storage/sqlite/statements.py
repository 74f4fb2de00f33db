"""The statements on one kind of record, written by SQLAlchemy once and executed as text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Select,
    asc,
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
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from app.domain.entities import Entity, columns
from app.domain.per_kind import PerKind
from services.storage.tables import tables

Match = Literal["equal", "null", "any", "any_or_null"]
Shape = tuple[tuple[str, Match], ...]
"""The columns of a condition in order, and how each is compared: one statement a shape."""

_DIALECT = sqlite_dialect(paramstyle="qmark")


def sql(statement: ClauseElement, **options: Any) -> str:
    """A statement's text, with ``?`` for its values in the order of its columns."""
    return str(statement.compile(dialect=_DIALECT, **options))


def _members(name: str) -> Select[Any]:
    """The elements of a JSON array given as a value: any number of them in one statement."""
    return select(column("value")).select_from(func.json_each(bindparam(name)))


class Statements:
    """The statements on one table, each with its values in the order its method tells."""

    def __init__(self, kind: type[Entity]) -> None:
        self._table = tables("sqlite")[kind.TABLE]
        self._names = columns(kind)
        self._all = [self._table.c[name] for name in self._names]
        self._key = [self._table.c[name] for name in kind.KEY]
        self.insert = sql(insert(self._table), column_keys=list(self._names))
        self.delete = sql(delete(self._table).where(*(c == bindparam(c.name) for c in self._key)))
        self.by_keys = sql(select(*self._all).where(self._among_keys()))
        self.by_key = sql(select(*self._all).where(*(c == bindparam(c.name) for c in self._key)))
        # A cache on the methods themselves would belong to the class and keep every instance.
        self.update = lru_cache(maxsize=None)(self._update)
        self.find = lru_cache(maxsize=None)(self._find)
        self.values = lru_cache(maxsize=None)(self._values)
        self.count = lru_cache(maxsize=None)(self._count)
        self.page = lru_cache(maxsize=None)(self._page)

    def _among_keys(self) -> ColumnElement[bool]:
        """The key is among the elements of a JSON array (of arrays, for a key of several)."""
        if len(self._key) == 1:
            return self._key[0].in_(_members("keys"))
        places = range(len(self._key))
        parts: list[ColumnElement[Any]] = [
            literal_column(f"json_extract(value, '$[{place}]')") for place in places
        ]
        members = select(*parts).select_from(func.json_each(bindparam("keys")))
        return tuple_(*self._key).in_(members)

    def _update(self, places: tuple[int, ...]) -> str:
        """Set the columns at *places*; values: those columns, then the key's."""
        names = [self._names[place] for place in places]
        return sql(
            update(self._table)
            .where(*(c == bindparam(f"key_{c.name}") for c in self._key))
            .values({name: bindparam(f"new_{name}") for name in names})
        )

    def _where(self, shape: Shape) -> list[ColumnElement[bool]]:
        rules: list[ColumnElement[bool]] = []
        for name, match in shape:
            one = self._table.c[name]
            if match == "equal":
                rules.append(one == bindparam(name))
            elif match == "null":
                rules.append(one.is_(None))
            elif match == "any":
                rules.append(one.in_(_members(name)))
            else:
                rules.append(or_(one.in_(_members(name)), one.is_(None)))
        return rules

    def _find(self, shape: Shape) -> str:
        """All columns of the rows of a shape, in key order."""
        chosen = select(*self._all).where(*self._where(shape))
        return sql(chosen.order_by(*(asc(c) for c in self._key)))

    def _values(self, shape: Shape, names: tuple[str, ...]) -> str:
        """Some columns of the rows of a shape, in key order."""
        chosen = select(*(self._table.c[name] for name in names)).where(*self._where(shape))
        return sql(chosen.order_by(*(asc(c) for c in self._key)))

    def _count(self, shape: Shape) -> str:
        chosen = select(func.count()).select_from(self._table).where(*self._where(shape))
        return sql(chosen)

    def _page(self, shape: Shape, *, first: bool) -> str:
        """Like `find`, after a key; values: the shape's, the last key's, how many."""
        chosen = select(*self._all).where(*self._where(shape))
        if not first:
            last: list[ColumnElement[Any]] = [bindparam(f"last_{c.name}") for c in self._key]
            after = tuple_(*self._key) > tuple_(*last) if len(last) > 1 else self._key[0] > last[0]
            chosen = chosen.where(after)
        return sql(chosen.order_by(*(asc(c) for c in self._key))) + " LIMIT ?"


STATEMENTS: PerKind[Statements] = PerKind(Statements)
"""The statements of each kind of record, made when they are first needed."""


def shape_of(equal: Mapping[str, Any]) -> tuple[Shape, list[Any]]:
    """How `find`'s conditions are compared, and the lists or values to compare with."""
    shape: list[tuple[str, Match]] = []
    values: list[Any] = []
    for name, value in equal.items():
        if value is None:
            shape.append((name, "null"))
        elif isinstance(value, list | tuple | set | frozenset):
            given = [one for one in value if one is not None]
            shape.append((name, "any" if len(given) == len(value) else "any_or_null"))
            values.append(given)
        else:
            shape.append((name, "equal"))
            values.append(value)
    return tuple(shape), values
