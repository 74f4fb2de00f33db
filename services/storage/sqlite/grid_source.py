"""How a list's rows are read from tables, as data: the statements are put together elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from app.domain.dataclass import dataclass

Indexed = Literal["people", "courses", "certificates"]
"""The text indexes; each knows its things by their id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A table of which every row has exactly one row, found by its id.

    `link` is the row's column with that id; `index` the text index of the table's rows.
    """

    table: str
    alias: str
    link: str
    index: Indexed | None = None

    @property
    def clause(self) -> str:
        """FROM's part; CROSS tells SQLite to keep the order of the loops."""
        return f"CROSS JOIN {self.table} AS {self.alias} ON {self.alias}.id = {self.link}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list: `show` is what a row's cell is made from.

    `test` is what filters look at and `order` what sorting looks at, where these are other
    expressions; `of` the parent's alias where it belongs to a parent; `nullable` whether it can be
    empty; `scale` what stored numbers are divided by; `indexed` whether an index leads with it.
    `values` maps a choice to what is stored for it; `text` names its column in the parent's text
    index. A `dear` one takes a look-up of its own: it is read where it is asked for.
    """

    show: str
    test: str = ""
    order: str = ""
    of: str = ""
    text: str = ""
    indexed: bool = False
    dear: bool = False
    nullable: bool = False
    scale: int = 1
    values: Mapping[str, str | int] = field(default_factory=dict[str, str | int])

    @property
    def tested(self) -> str:
        """The expression that filters look at."""
        return self.test or self.show

    @property
    def ordered(self) -> str:
        """The expression that sorting looks at."""
        return self.order or self.tested

    @property
    def shown(self) -> str:
        """The expression of a cell."""
        return f"{self.show} / {float(self.scale)}" if self.scale != 1 else self.show


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Where a word is looked for: a text index by the id in `link`, or an expression.

    `within` is a whole condition instead, with one mark for the pattern of what holds the word.
    """

    index: Indexed | None = None
    link: str = ""
    text: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One list's tables. `id` and everything in `where` and `scope` belong to the base table.

    `beside` joins what is only shown. `gone` are conditions that leave rows out for what became of
    a parent, each with a question whether there is any such parent at all. `scope` keeps an
    instructor's rows, `own` everybody's; both take the actor's id once.
    """

    base: str
    alias: str
    id: str
    columns: Mapping[str, Column]
    parents: tuple[Parent, ...] = ()
    beside: str = ""
    where: tuple[str, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    scope: str = ""
    own: str = ""
    searched: tuple[Searched, ...] = ()
    key: str = ""
    find: str = ""

    @property
    def key_column(self) -> str:
        """The base table's integer key, which ends every order."""
        return self.key or self.id

    def parent(self, alias: str) -> Parent:
        """The parent with this alias."""
        return next(one for one in self.parents if one.alias == alias)
