"""A list's filters and words as SQL conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.dataclass import dataclass
from app.domain.errors import Invalid
from app.ports.grid import Cell, Filter, GridQuery
from app.queries.grid import NUMBERS, TIMES, GridDefinition
from services.storage.sqlite.connection import Connection
from services.storage.sqlite.grid_source import Column, Indexed, Searched, Source
from services.storage.sqlite.grid_sources import name_of

AFTER = "~"
"""Greater than whatever may follow in a time's text."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the base table.

    `selects` where an index of the base table leads to the rows that fulfil it. `sql` has ``{}``
    where a plus sign keeps that index from being used.
    """

    sql: str
    values: tuple[Any, ...] = ()
    selects: bool = False


def pattern(text: str) -> str:
    """LIKE's pattern for a text that is contained."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def phrase(text: str) -> str:
    """A text as one string of an FTS5 query."""
    return '"' + text.replace('"', '""') + '"'


NAMES: Mapping[Indexed, tuple[str, Mapping[str, str]]] = {
    "people": ("users", {"title": name_of("t"), "detail": "t.email"}),
    "courses": ("courses", {"title": "t.title", "detail": "t.slug"}),
    "certificates": (
        "certificates",
        {"title": "t.certificate_number", "detail": "t.verification_code"},
    ),
}
"""Each index's table, and what its columns are made from."""


def search(index: Indexed, words: Sequence[str], column: str = "") -> tuple[str, tuple[str, ...]]:
    """The ids of the things that hold all *words* (in one column of their index, where told).

    Three letters and more are found by the index, fewer are looked for in what it has found.
    """
    table, names = NAMES[index]
    chosen = [names[column]] if column else list(names.values())
    long = [word for word in words if len(word) >= 3]
    parts = [f"SELECT t.id FROM {table} AS t WHERE 1"]
    values: list[str] = []
    if long:
        found = f"SELECT rowid FROM text_{index} WHERE text_{index} MATCH ?"
        prefix = f"{column} : " if column else ""
        values.append(" AND ".join(prefix + phrase(word) for word in long))
        if len(long) == len(words):
            return found, tuple(values)
        parts.append(f"AND t.id IN ({found})")
    for word in words:
        if len(word) < 3:
            some = " OR ".join(f"{one} LIKE ? ESCAPE '\\'" for one in chosen)
            parts.append(f"AND ({some})")
            values += [pattern(word)] * len(chosen)
    return " ".join(parts), tuple(values)


class Conditions:
    """Makes the conditions of one query on one list, as they hold in one state of the database."""

    def __init__(self, connection: Connection, source: Source, definition: GridDefinition) -> None:
        self._connection = connection
        self._source = source
        self._definition = definition
        self._whole: bool | None = None

    def of(self, query: GridQuery, user_id: int | None, role: str) -> list[Condition]:
        """Everything that must hold of a row for an actor."""
        source = self._source
        made = [Condition(text, selects="{}" in text) for text in source.where]
        for text, question in source.gone:
            if self._connection.one(question) is not None:
                made.append(Condition(text))
        if source.own:
            made.append(Condition(source.own, (user_id,), selects=True))
        if source.scope and role == "instructor":
            made.append(Condition("{}" + source.scope, (user_id,), selects=True))
        made += [self._filter(one) for one in query.filters]
        made += self._words(query.words)
        made += [self._word(word, lacks=True) for word in query.without]
        return made

    # filters

    def _filter(self, one: Filter) -> Condition:
        definition = self._definition.column(one.column)
        column = self._source.columns[one.column]
        if one.op == "empty":
            text, values = f"{column.tested} IS NULL", ()
        elif one.op in ("contains", "lacks"):
            return self._contains(column, one)
        elif definition.kind == "age":
            text, values = _age(column, one)
        elif definition.kind in TIMES:
            text, values = _time(column, one)
        else:
            text, values = _compared(column, one, number=definition.kind in NUMBERS)
        if not column.of:
            return Condition(("{}" if column.indexed else "") + text, values, column.indexed)
        return self._of_parent(column, text, values)

    def _of_parent(self, column: Column, text: str, values: tuple[Any, ...]) -> Condition:
        parent = self._source.parent(column.of)
        inner = f"SELECT {parent.alias}.id FROM {parent.table} AS {parent.alias} WHERE {text}"
        return Condition("{}" + f"{parent.link} IN ({inner})", values, selects=True)

    def _contains(self, column: Column, one: Filter) -> Condition:
        word = str(one.values[0])
        lacks = one.op == "lacks"
        if column.of:
            parent = self._source.parent(column.of)
            if parent.index and column.text and self._indexed():
                inner, values = search(parent.index, (word,), column.text)
                no, sign = ("NOT ", "") if lacks else ("", "{}")
                return Condition(f"{sign}{parent.link} {no}IN ({inner})", values, not lacks)
        no = "NOT " if lacks else ""
        text = f"ifnull({column.tested}, '') {no}LIKE ? ESCAPE '\\'"
        if column.of:
            return self._of_parent(column, text, (pattern(word),))
        return Condition(text, (pattern(word),))

    # words

    def _words(self, words: Sequence[str]) -> list[Condition]:
        """Words that only one text index can hold are looked up there together."""
        together: dict[Searched, list[str]] = {}
        made: list[Condition] = []
        for word in words:
            places = self._places(word)
            if len(places) == 1 and places[0].index is not None and self._indexed():
                together.setdefault(places[0], []).append(word)
            else:
                made.append(self._word(word))
        for place, found in together.items():
            if place.index is not None:
                inner, values = search(place.index, found)
                made.append(Condition("{}" + f"{place.link} IN ({inner})", values, selects=True))
        return made

    def _places(self, word: str) -> list[Searched]:
        """Where a word can be found: an index that does not have it at all is left out."""
        if not self._indexed():
            return list(self._source.searched)
        places: list[Searched] = []
        for one in self._source.searched:
            if one.index is not None and (len(word) >= 3 or one.index == "courses"):
                inner, values = search(one.index, (word,))
                if self._connection.one(f"{inner} LIMIT 1", values) is None:
                    continue
            places.append(one)
        return places

    def _word(self, word: str, *, lacks: bool = False) -> Condition:
        parts: list[str] = []
        values: list[Any] = []
        selects = not lacks
        for one in self._places(word):
            if one.index is None:
                parts.append(one.within or f"{one.text} LIKE ? ESCAPE '\\'")
                values.append(pattern(word))
                selects = False
            else:
                inner, found = self._ids(one.index, word)
                parts.append(("{}" if not lacks else "") + f"{one.link} IN ({inner})")
                values += found
        text = " OR ".join(parts) if parts else "0"
        return Condition(f"NOT ({text})" if lacks else f"({text})", tuple(values), selects)

    def _ids(self, index: Indexed, word: str) -> tuple[str, tuple[str, ...]]:
        """The ids of the things that hold a word, from the tables while the index is not made."""
        if self._indexed():
            return search(index, (word,))
        table, names = NAMES[index]
        some = " OR ".join(f"{one} LIKE ? ESCAPE '\\'" for one in names.values())
        return f"SELECT t.id FROM {table} AS t WHERE {some}", (pattern(word),) * len(names)

    def _indexed(self) -> bool:
        """Whether the text index has been made whole."""
        if self._whole is None:
            known = "SELECT 1 FROM sqlite_schema WHERE name = 'text_index'"
            unread = "SELECT 1 FROM text_index WHERE name <> 'journal' AND position >= 0 LIMIT 1"
            one = self._connection.one
            self._whole = one(known) is not None and one(unread) is None
        return self._whole


def _compared(column: Column, one: Filter, *, number: bool) -> tuple[str, tuple[Any, ...]]:
    values = tuple(_stored(column, value, number=number) for value in one.values)
    if one.op in ("is", "not"):
        marks = ", ".join("?" * len(values))
        if one.op == "is":
            return f"{column.tested} IN ({marks})", values
        # An empty cell is none of the values either.
        return f"ifnull({column.tested} NOT IN ({marks}), 1)", values
    return f"{column.tested} {_SIGNS[one.op]} ?", values[:1]


def _time(column: Column, one: Filter) -> tuple[str, tuple[Any, ...]]:
    """Texts of times are compared by how they begin: ``2026-02`` is the whole month."""
    tested, day = column.tested, str(one.values[0])
    if one.op == "is":
        return f"{tested} >= ? AND {tested} < ?", (day, day + AFTER)
    if one.op == "not":
        return f"ifnull({tested} < ? OR {tested} >= ?, 1)", (day, day + AFTER)
    end = one.op in ("above", "at_most")
    sign = _SIGNS["below" if one.op == "at_most" else "at_least" if end else one.op]
    return f"{tested} {sign} ?", (day + AFTER if end else day,)


def _age(column: Column, one: Filter) -> tuple[str, tuple[Any, ...]]:
    """Days since a time: the more days, the smaller the time."""
    number = one.values[0]
    if not isinstance(number, int | float):
        raise Invalid("value.wrong_type", field=one.column, value=number, wanted="number")
    moment = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)"
    signs = {"above": "<", "at_least": "<=", "below": ">", "at_most": ">="}
    if one.op in signs:
        return f"{column.tested} {signs[one.op]} {moment}", (f"-{number} days",)
    tested = column.tested
    within = f"{tested} <= {moment} AND {tested} > {moment}"
    values = (f"-{number} days", f"-{number + 1} days")
    return (within, values) if one.op == "is" else (f"NOT ({within})", values)


def _stored(column: Column, value: Cell, *, number: bool) -> Cell:
    if column.values:
        found = column.values.get(str(value))
        return value if found is None else found
    if number and isinstance(value, int | float):
        return value * column.scale
    return value


_SIGNS = {"below": "<", "at_most": "<=", "above": ">", "at_least": ">="}
