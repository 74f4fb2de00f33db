"""The committed rows of an in-memory store, with the indexes that reading and uniqueness need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from app.domain.entities import ALL_ENTITIES, Entity, Key
from services.storage.memory_rules import INDEXED, REFERENCES, UNIQUE
from services.storage.tracking import RowChange

E = TypeVar("E", bound=Entity)


class Table:
    """One kind's rows by key, their indexed columns and their unique values."""

    def __init__(self, kind: type[Entity]) -> None:
        self.rows: dict[Key, Entity] = {}
        self.columns: dict[str, dict[Any, dict[Key, None]]] = {name: {} for name in INDEXED[kind]}
        self.unique: tuple[dict[Any, Key], ...] = tuple({} for _ in UNIQUE.get(kind, ()))
        self._rules = UNIQUE.get(kind, ())

    def put(self, key: Key, row: Entity | None) -> None:
        """Bring a row to *row*, or take it away."""
        old = self.rows.pop(key, None)
        if old is not None:
            for name, index in self.columns.items():
                index[getattr(old, name)].pop(key, None)
            for rule, owners in zip(self._rules, self.unique, strict=True):
                if owners.get(rule.read(old)) == key:
                    del owners[rule.read(old)]
        if row is not None:
            self.rows[key] = row
            for name, index in self.columns.items():
                index.setdefault(getattr(row, name), {})[key] = None
            for rule, owners in zip(self._rules, self.unique, strict=True):
                value = rule.read(row)
                if value is not None:
                    owners[value] = key

    def copy_into(self, other: Table) -> None:
        """Give another table of the kind, still empty, the same rows."""
        other.rows = dict(self.rows)
        other.columns = {
            name: {value: dict(keys) for value, keys in index.items()}
            for name, index in self.columns.items()
        }
        other.unique = tuple(map(dict, self.unique))

    def keys_where(self, equal: Mapping[str, Any]) -> Iterable[Key]:
        """Keys of the rows that can match, by the best index there is."""
        for name, value in equal.items():
            if name in self.columns:
                index = self.columns[name]
                return [key for one in wanted(value) for key in index.get(one, ())]
        return self.rows


class Tables:
    """Every kind's table."""

    def __init__(self) -> None:
        self._tables = {kind: Table(kind) for kind in ALL_ENTITIES}

    def __getitem__(self, kind: type[Entity]) -> Table:
        return self._tables[kind]

    def apply(self, changes: Iterable[RowChange]) -> None:
        """Bring every changed row to its new form: first what goes, then what stays."""
        kept = [change for change in changes if change.after is not None]
        for change in changes:
            if change.after is None:
                self._tables[change.kind].put(change.key, None)
        for change in kept:
            # A unique value may pass from one updated row to another, whatever their order.
            self._tables[change.kind].put(change.key, None)
        for change in kept:
            self._tables[change.kind].put(change.key, change.after)

    def copy(self) -> Tables:
        """Another set of tables with the same rows."""
        other = Tables()
        for kind, table in self._tables.items():
            if table.rows:
                table.copy_into(other[kind])
        return other

    def dangling(self) -> list[tuple[Entity, str]]:
        """Rows with the column in which they name a row that is not there."""
        return [
            (row, reference.column)
            for reference in REFERENCES
            for row in self._tables[reference.child].rows.values()
            if (parent := getattr(row, reference.column)) is not None
            and parent not in self._tables[reference.parent].rows
        ]


def wanted(value: Any) -> Collection[Any]:
    """The values that a condition allows: a list's, tuple's or set's members, else itself."""
    return value if isinstance(value, list | tuple | set | frozenset) else (value,)


def matching(rows: Iterable[E], equal: Mapping[str, Any]) -> Iterator[E]:
    """The rows whose columns have the wanted values."""
    tests = [(name, set(wanted(value))) for name, value in equal.items()]
    for row in rows:
        if all(getattr(row, name) in values for name, values in tests):
            yield row
