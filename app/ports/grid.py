"""Reading lists: pages of rows in an order, counts, and the values that a column holds."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, Protocol

from app.domain.actor import Actor
from app.domain.dataclass import dataclass

RowId = int | str
"""What a list's row is known by: an id, or a text where its table has a key of several columns."""

Cell = str | int | float | None
"""A value to show: times are canonical text, percentages 0 to 100, money in whole units."""

GridRow = tuple[Cell, ...]
"""The row's id, then its cells in the order of the list's columns."""

Anchor = tuple[Cell, ...]
"""A place in an order, to read on from; only its reader knows what is in it."""

Op = Literal["is", "not", "contains", "lacks", "below", "at_most", "above", "at_least", "empty"]
"""How a column is compared. `is` and `not` take any of several values; `empty` takes none.
Days (`kind` age) count from the last time to now."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one column; dates are texts that a time begins with (``2026-02``)."""

    column: str
    op: Op
    values: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GridQuery:
    """Which rows of a list, and in which order. Empty cells come last in either direction.

    Every filter must hold, every word must be found, none of `without` may be; a word is found in
    whatever the list's `searched` names.
    """

    grid: str
    sort: str
    descending: bool = False
    filters: tuple[Filter, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.filters or self.words or self.without)


@dataclass(frozen=True, slots=True)
class GridPage:
    """Some rows that follow one another; `last` is the last one's place, None without rows."""

    rows: tuple[GridRow, ...]
    last: Anchor | None


class GridReader(Protocol):
    """Reads lists as an actor may see them; from any thread, never on the one that paints.

    An instructor sees own courses and what belongs to them, everybody their own notifications.
    Raises `Invalid` (``grid.unknown``, ``grid.unknown_column``) for names that a list lacks.
    """

    def page(
        self,
        query: GridQuery,
        actor: Actor,
        size: int,
        *,
        after: Anchor | None = None,
        skip: int = 0,
        hidden: Collection[str] = (),
    ) -> GridPage:
        """At most *size* rows after a place (None: from the first), without the next *skip*.

        Cells of *hidden* columns that take a look-up of their own are left empty.
        """
        ...

    def anchors(self, query: GridQuery, actor: Actor, every: int) -> tuple[Anchor, ...]:
        """The places of the rows number *every*, 2 x *every* ... (counted from 1)."""
        ...

    def count(self, query: GridQuery, actor: Actor) -> int:
        """How many rows there are, exactly."""
        ...

    def ids(
        self, query: GridQuery, actor: Actor, *, first: int = 0, limit: int | None = None
    ) -> tuple[RowId, ...]:
        """The ids of all rows, or of *limit* from number *first* (from 0), in order."""
        ...

    def rows(self, query: GridQuery, actor: Actor, ids: Collection[RowId]) -> tuple[GridRow, ...]:
        """The rows with these ids that fulfil the query, in its order."""
        ...

    def facets(
        self, grid: str, column: str, actor: Actor, *, text: str = "", limit: int = 50
    ) -> tuple[str, ...]:
        """Values that a column holds and that contain *text*, in alphabetical order."""
        ...
