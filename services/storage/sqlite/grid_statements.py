"""The statements that read a list: which rows, in which order, from where on.

Two ways lead to a page. Where few rows fulfil the conditions they are gathered and sorted; else
the order's own index is walked, testing each row, until the page is full. Which it is, is tried:
an index that a condition has is counted up to a limit, and where none tells, a sample of rows is
tested. Rows are skipped on the base table's indexes alone: what is shown is joined to the rows of
the page only.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from app.domain.dataclass import dataclass
from app.ports.grid import Anchor, GridQuery
from app.queries.grid import GridDefinition
from services.storage.sqlite.connection import Connection
from services.storage.sqlite.grid_conditions import Condition
from services.storage.sqlite.grid_source import Source

FEW = 12_000
"""Rows that are gathered and sorted rather than met along the order's index: at about so many of
a million both ways take the same time."""

SAMPLE = 1000
HITS = 5
"""Rows of a sample that must fulfil the conditions, so that a page is soon full on the way."""

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are found. `gather`: by the conditions, then sorted; else along the order.

    `by` is the place of the one condition whose index leads there; None: the planner may choose.
    """

    gather: bool
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an order: what holds in it, ``{}`` where a plus sign hides an index.

    `number` is 0, or 1 for the rows whose cell is empty: they come last in both directions.
    """

    number: int
    where: str = ""
    values: Values = ()


class Statements:
    """The statements of one query on one list, in one state of the database."""

    def __init__(
        self,
        connection: Connection,
        source: Source,
        definition: GridDefinition,
        query: GridQuery,
        conditions: Sequence[Condition],
    ) -> None:
        self._connection = connection
        self._source = source
        self._definition = definition
        self._conditions = conditions
        self._column = source.columns[definition.column(query.sort).id]
        self._parent = source.parent(self._column.of) if self._column.of else None
        self._more, self._way = (" < ", " DESC") if query.descending else (" > ", "")
        self._plan: Plan | None = None

    def count(self) -> int:
        """How many rows fulfil the conditions."""
        where, values = self._where(Span(0), Plan(gather=True))
        found = self._connection.one(f"SELECT count(*) FROM {self._base}{where}", values)
        return int(found[0]) if found else 0

    def rows(
        self, after: Anchor | None, skip: int, size: int, hidden: Collection[str] = ()
    ) -> list[list[Any]]:
        """``[id, cells..., anchor...]`` of rows after a place; dear cells of *hidden* are null."""
        columns = [(one.id, self._source.columns[one.id]) for one in self._definition.columns]
        cells = ["NULL" if one.dear and name in hidden else one.shown for name, one in columns]
        joins = [
            f"CROSS JOIN {self._base} ON {self._source.key_column} = n.row",
            *(parent.clause for parent in self._source.parents),
            self._source.beside,
        ]
        return self._read(
            f"json_array({', '.join([self._source.id, *cells, *self._anchor])})",
            " ".join(joins),
            (after, skip, size),
        )

    def ids(self, skip: int, size: int) -> list[Any]:
        """The ids of rows, in order."""
        source = self._source
        if source.id == source.key_column:
            return self._read("n.row", "", (None, skip, size))
        join = f"CROSS JOIN {self._base} ON {source.key_column} = n.row"
        return self._read(source.id, join, (None, skip, size))

    def steps(self, every: int) -> Iterator[Anchor]:
        """The place of each row whose number (from 1) is a multiple of *every*."""
        if self._conditions:
            yield from self._counted(every)
            return
        anchor = f"json_array({', '.join(self._anchor)})"
        place: Anchor | None = None
        while found := self._read(anchor, "", (place, every - 1, 1)):
            place = tuple(found[0])
            yield place

    def _counted(self, every: int) -> Iterator[Anchor]:
        """The same where rows must be tested: in one pass, since each test costs."""
        plan = self._planned()
        if not plan.gather:
            self._plan = Plan(gather=True)
        names = ", ".join(self._anchor)
        before = 0
        for span in self._spans(None):
            inner, values = self._inner(span)
            rows = self._connection.all(
                f"SELECT {names} FROM (SELECT *, row_number() OVER () AS number FROM ({inner}))"
                " AS n WHERE (n.number + ?) % ? = 0",
                (*values, before, every),
            )
            yield from rows
            before = (before + self._length(span)) % every
        self._plan = plan

    @property
    def anchor_length(self) -> int:
        """How many values at the end of a row tell its place."""
        return len(self._anchor)

    # inside

    @property
    def _base(self) -> str:
        return f"{self._source.base} AS {self._source.alias}"

    @property
    def _anchor(self) -> tuple[str, ...]:
        return ("n.span", "n.k", *(("n.parent",) if self._parent else ()), "n.row")

    def _read(self, what: str, joins: str, window: tuple[Anchor | None, int, int]) -> list[Any]:
        """A window of the order: after a place, without the next *skip*, at most *size*.

        Each span's rows come as one JSON text, so that a reading thread gives the interpreter away
        once, not once a row: whoever paints meanwhile would keep it for milliseconds each time.
        """
        after, skip, size = window
        found: list[Any] = []
        for span in self._spans(after):
            inner, values = self._inner(span)
            text = f"SELECT json_group_array({what}) FROM ({inner} LIMIT ? OFFSET ?) AS n {joins}"
            row = self._connection.one(text, (*values, size - len(found), skip))
            page: list[Any] = json.loads(row[0]) if row else []
            found += page
            if len(found) >= size:
                break
            if skip:
                skip = 0 if page else max(0, skip - self._length(span))
        return found

    def _length(self, span: Span) -> int:
        inner, values = self._inner(span)
        found = self._connection.one(f"SELECT count(*) FROM ({inner})", values)
        return int(found[0]) if found else 0

    def _inner(self, span: Span) -> tuple[str, Values]:
        """The rows of a span in order: which row, by what it is ordered, its parent."""
        source, parent, gather = self._source, self._parent, self._planned().gather
        hide = "+" if gather else ""
        order, key = self._column.ordered, source.key_column
        tables, ordered = self._base, [hide + order, key]
        chosen = [f"{span.number} AS span", f"{order} AS k", f"{key} AS row"]
        if parent is not None:
            ordered.insert(1, f"{hide}{parent.alias}.id")
            chosen.append(f"{parent.alias}.id AS parent")
            if gather:
                tables = f"{self._base} {parent.clause}"
            else:
                outer = f"{parent.table} AS {parent.alias}"
                tables = f"{outer} CROSS JOIN {self._base} ON {parent.link} = {parent.alias}.id"
        where, values = self._where(span, self._planned())
        by = ", ".join(one + self._way for one in ordered)
        return f"SELECT {', '.join(chosen)} FROM {tables}{where} ORDER BY {by}", values

    def _where(self, span: Span, plan: Plan) -> tuple[str, Values]:
        """All that holds in a span; a plus sign hides an index that is not to be used."""
        hidden = [not plan.gather or plan.by not in (None, at) for at in self._places]
        texts = [
            one.sql.replace("{}", "+" if hide else "")
            for one, hide in zip(self._conditions, hidden, strict=True)
        ]
        if self._parent is not None and not plan.gather:
            # Known of the parent already: none of its rows need be looked at.
            link, own = self._parent.link, f"{self._parent.alias}.id"
            texts = [text.replace(link, own) for text in texts]
        values: list[Any] = [value for one in self._conditions for value in one.values]
        if span.where:
            texts.append(span.where.replace("{}", "+" if plan.gather else ""))
            values += span.values
        return (f" WHERE {' AND '.join(texts)}" if texts else "", tuple(values))

    @property
    def _places(self) -> range:
        return range(len(self._conditions))

    def _planned(self) -> Plan:
        if self._plan is None:
            self._plan = self._planning()
        return self._plan

    def _planning(self) -> Plan:
        if not self._conditions:
            return Plan(gather=False)
        selecting = [at for at in self._places if self._conditions[at].selects]
        for at in selecting:
            if self._at_most(FEW, self._conditions[at]):
                return Plan(gather=True, by=at)
        if len(selecting) == len(self._conditions) == 1:
            return Plan(gather=False)
        return Plan(gather=self._sample() < HITS)

    def _at_most(self, most: int, condition: Condition) -> bool:
        """Whether an index leads to few rows; no more are counted than it takes to tell."""
        where = condition.sql.replace("{}", "")
        found = self._connection.one(
            f"SELECT count(*) FROM (SELECT 1 FROM {self._base} WHERE {where} LIMIT ?)",
            (*condition.values, most + 1),
        )
        return found is not None and int(found[0]) <= most

    def _sample(self) -> int:
        """How many of some rows, evenly taken by key, fulfil the conditions."""
        key = self._source.key_column
        where, values = self._where(Span(0), Plan(gather=True, by=-1))
        newest = f"(SELECT max({key}) FROM {self._base})"
        found = self._connection.one(
            "WITH RECURSIVE place(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < ?) "
            f"SELECT count(*) FROM place CROSS JOIN {self._base} "
            f"ON {key} = 1 + (n * 7919) % {newest}{where}",
            (SAMPLE, *values),
        )
        return int(found[0]) if found else 0

    def _spans(self, after: Anchor | None) -> list[Span]:
        """The stretches that follow a place, first to last."""
        order = "{}" + self._column.ordered
        key = self._source.key_column
        empty = [Span(1, f"{order} IS NULL")] if self._column.nullable else []
        if after is None:
            return [Span(0, f"{order} IS NOT NULL") if empty else Span(0), *empty]
        number, k, *parent, row = after
        more = self._more
        if number == 1:
            return [Span(1, f"{order} IS NULL AND {key}{more}?", (row,))]
        # Equal first, then beyond: SQLite seeks by both, where it would scan for a pair (k, key).
        beyond = Span(0, f"{order}{more}?", (k,))
        if self._parent is None:
            return [Span(0, f"{order} = ? AND {key}{more}?", (k, row)), beyond, *empty]
        alias, link = self._parent.alias, self._parent.link
        return [
            Span(0, f"{alias}.id = ? AND {link} = ? AND {key}{more}?", (*parent, *parent, row)),
            Span(0, f"{order} = ? AND {alias}.id{more}?", (k, *parent)),
            beyond,
        ]
