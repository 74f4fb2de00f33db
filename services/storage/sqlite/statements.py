"""The statements on one kind of record, as text with ``?`` for values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from app.domain.entities import Entity, columns
from app.domain.per_kind import PerKind
from services.storage.sqlite.codec import table_name

Match = Literal["equal", "null", "any", "any_or_null"]
Shape = tuple[tuple[str, Match], ...]
"""The columns of a condition in order, and how each is compared: one statement a shape."""

_MEMBERS = "(SELECT value FROM json_each(?))"
"""The elements of a JSON array given as a value: any number of them in one statement."""

_RULES: Mapping[Match, str] = {
    "equal": "{0} = ?",
    "null": "{0} IS NULL",
    "any": f"{{0}} IN {_MEMBERS}",
    "any_or_null": f"({{0}} IN {_MEMBERS} OR {{0}} IS NULL)",
}


def _where(rules: Iterable[str]) -> str:
    text = " AND ".join(rules)
    return f" WHERE {text}" if text else ""


def _matching(shape: Shape) -> list[str]:
    return [_RULES[match].format(name) for name, match in shape]


class Statements:
    """The statements on one table, each with its values in the order its method tells.

    A test runs every one of them on the schema, and holds them against what SQLAlchemy writes;
    its compiler would cost each start of the program more than the rest of the start.
    """

    def __init__(self, kind: type[Entity]) -> None:
        self._table = table_name(kind)
        self._names = columns(kind)
        self._key = kind.KEY
        self._order = f" ORDER BY {', '.join(self._key)}"
        self._select = f"SELECT {', '.join(self._names)} FROM {self._table}"  # noqa: S608
        one = _where(f"{name} = ?" for name in self._key)
        places = ", ".join("?" * len(self._names))
        self.insert = f"INSERT INTO {self._table} ({', '.join(self._names)}) VALUES ({places})"  # noqa: S608
        self.insert_new = f"{self.insert} ON CONFLICT ({', '.join(self._key)}) DO NOTHING"
        self.delete = f"DELETE FROM {self._table}{one}"  # noqa: S608
        self.by_keys = f"{self._select} WHERE {self._among_keys()}"
        self.by_key = f"{self._select}{one}"
        # A cache on the methods themselves would belong to the class and keep every instance.
        self.update = lru_cache(maxsize=None)(self._update)
        self.find = lru_cache(maxsize=None)(self._find)
        self.values = lru_cache(maxsize=None)(self._values)
        self.count = lru_cache(maxsize=None)(self._count)
        self.page = lru_cache(maxsize=None)(self._page)

    def _among_keys(self) -> str:
        """The key is among the elements of a JSON array (of arrays, for a key of several)."""
        if len(self._key) == 1:
            return f"{self._key[0]} IN {_MEMBERS}"
        parts = [f"json_extract(value, '$[{place}]')" for place in range(len(self._key))]
        return f"({', '.join(self._key)}) IN (SELECT {', '.join(parts)} FROM json_each(?))"  # noqa: S608

    def _update(self, places: tuple[int, ...]) -> str:
        """Set the columns at *places*; values: those columns, then the key's."""
        sets = ", ".join(f"{self._names[place]} = ?" for place in places)
        one = _where(f"{name} = ?" for name in self._key)
        return f"UPDATE {self._table} SET {sets}{one}"  # noqa: S608

    def _find(self, shape: Shape) -> str:
        """All columns of the rows of a shape, in key order."""
        return f"{self._select}{_where(_matching(shape))}{self._order}"

    def _values(self, shape: Shape, names: tuple[str, ...]) -> str:
        """Some columns of the rows of a shape, in key order."""
        where = _where(_matching(shape))
        return f"SELECT {', '.join(names)} FROM {self._table}{where}{self._order}"  # noqa: S608

    def _count(self, shape: Shape) -> str:
        return f"SELECT count(*) FROM {self._table}{_where(_matching(shape))}"  # noqa: S608

    def _page(self, shape: Shape, *, first: bool) -> str:
        """Like `find`, after a key; values: the shape's, the last key's, how many."""
        rules = _matching(shape)
        if not first:
            places = ", ".join("?" * len(self._key))
            rules.append(f"({', '.join(self._key)}) > ({places})")
        return f"{self._select}{_where(rules)}{self._order} LIMIT ?"


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
