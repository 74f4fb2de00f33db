"""Lists as data: which columns each has, what they hold and how they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from app.domain.dataclass import dataclass
from app.domain.errors import Invalid
from app.ports.grid import Filter, GridQuery

Kind = Literal[
    "person",
    "title",
    "text",
    "muted",
    "number",
    "percent",
    "money",
    "date",
    "time",
    "status",
    "age",
]
"""What a column's cells are and how they look. `person` has initials, `title` a second line,
`status` one of `choices`; `age` is days since a time and can only be filtered by."""

NUMBERS: frozenset[Kind] = frozenset({"number", "percent", "money", "age"})
TIMES: frozenset[Kind] = frozenset({"date", "time"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """One column.

    `also` are other names in the search field, `detail` the column with a person's e-mail or a
    title's second line, `width` in pixels. A column that is not `offered` is never shown by itself.
    """

    id: str
    title: str
    kind: Kind = "text"
    sortable: bool = True
    filtered: bool = True
    width: int = 140
    shown: bool = True
    offered: bool = True
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridDefinition:
    """One list. `searched` tells in words where a word without a column is looked for.

    `tables` are those whose changes concern it (logical names).
    """

    id: str
    columns: tuple[GridColumn, ...]
    sort: str
    descending: bool = False
    searched: str = ""
    tables: frozenset[str] = frozenset()

    def column(self, name: str) -> GridColumn:
        """The column of this id; raises `Invalid` (``grid.unknown_column``)."""
        for one in self.columns:
            if one.id == name:
                return one
        raise Invalid("grid.unknown_column", field=name, grid=self.id)

    def named(self, name: str) -> GridColumn | None:
        """The column that people call *name*: its id, its title or another of its names."""
        wanted = name.casefold()
        for one in self.columns:
            if one.filtered and wanted in (one.id, one.title.casefold(), *one.also):
                return one
        return None

    def place(self, name: str) -> int:
        """Where a column's cell stands in a `GridRow`: the id is at 0."""
        return 1 + self.columns.index(self.column(name))

    def query(self, *filters: Filter) -> GridQuery:
        """The list in its own order."""
        return GridQuery(grid=self.id, sort=self.sort, descending=self.descending, filters=filters)


def grid_of(grids: Mapping[str, GridDefinition], name: str) -> GridDefinition:
    """The list of this id; raises `Invalid` (``grid.unknown``)."""
    found = grids.get(name)
    if found is None:
        raise Invalid("grid.unknown", field=name)
    return found
