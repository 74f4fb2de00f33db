"""The search field's small grammar.

One line of parts, parted by blanks; all must hold:

- ``python`` or ``"with python"``: found in what the list searches; ``-python``: not found there
- ``course:python``: a text column contains it; ``course:"Public Speaking"``; ``-course:python``
- ``course:="Public Speaking"``: a text column is just that; ``course:="Ethics","Biology"``
- ``status:active`` or ``status:active,completed``: one of a column's choices (their beginning is
  enough); ``-status:dropped``
- ``progress:<20`` ``progress:>=80`` ``score:50`` ``progress:20..40``: numbers
- ``enrolled:2026-02`` ``enrolled:>2026-01-31`` ``enrolled:2026-01..2026-03``: dates, to the month
  or the day
- ``late:>3``: days since the last access
- ``payment:none``: the cell is empty

A name before a colon that the list lacks is no error: `Parsed.unknown` tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.dataclass import dataclass
from app.ports.grid import Cell, Filter, Op
from app.queries.grid import NUMBERS, TIMES, GridColumn, GridDefinition

_EXACT = r'="[^"]*"(?:,"[^"]*")*'
_PART = re.compile(rf'(-?)(?:([^\s":]+):)?({_EXACT}|"[^"]*"?|[^\s"]*)')
_TOKEN = re.compile(r"[a-z0-9_.-]+")
_QUOTED = re.compile(r'"([^"]*)"')
_NONE = ("none", "empty", "–", "-")
_OPS: dict[str, Op] = {"<": "below", "<=": "at_most", ">": "above", ">=": "at_least"}
_SIGNS: dict[Op, str] = {op: sign for sign, op in _OPS.items()}
_OPPOSITES: dict[Op, Op] = {
    "is": "not",
    "not": "is",
    "contains": "lacks",
    "lacks": "contains",
    "below": "at_least",
    "at_least": "below",
    "above": "at_most",
    "at_most": "above",
}
LARGEST = 10**9
"""More than any count, amount or number of days is."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a search line says; `unknown` are parts that mean nothing here, as they were typed."""

    filters: tuple[Filter, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def parse(text: str, grid: GridDefinition) -> Parsed:
    """Read a search line for a list."""
    filters: list[Filter] = []
    words: list[str] = []
    without: list[str] = []
    unknown: list[str] = []
    for found in _PART.finditer(text):
        minus, name, value = found.groups()
        exact = tuple(_QUOTED.findall(value)) if value.startswith('="') else ()
        value = value.strip('"').strip()
        if not name:
            if value:
                (without if minus else words).append(value)
            continue
        column = grid.named(name)
        if column is not None and exact and column.kind not in NUMBERS | TIMES:
            filters.append(Filter(column.id, "not" if minus else "is", exact))
            continue
        made = None if column is None else _filters(column, value, negated=bool(minus))
        if made is None:
            if value or column is None:
                unknown.append(found.group().strip())
        else:
            filters.extend(made)
    return Parsed(tuple(filters), tuple(words), tuple(without), tuple(unknown))


def wording(one: Filter) -> str:
    """A filter as it would be typed."""
    if one.op == "empty":
        return f"{one.column}:none"
    minus = "-" if one.op in ("not", "lacks") else ""
    if one.op in ("is", "not") and not all(map(_plain, one.values)):
        values = ",".join('"{}"'.format(str(value).replace('"', "")) for value in one.values)
        return f"{minus}{one.column}:={values}"
    values = ",".join(_quoted(str(value)) for value in one.values)
    return f"{minus}{one.column}:{_SIGNS.get(one.op, '')}{values}"


def line(filters: Iterable[Filter], words: Iterable[str], without: Iterable[str] = ()) -> str:
    """A search line that `parse` reads as these."""
    parts = [wording(one) for one in filters]
    parts += [_quoted(one) for one in words]
    parts += [f"-{_quoted(one)}" for one in without]
    return " ".join(parts)


def _plain(value: Cell) -> bool:
    """Whether a value is a number, a day or one of a column's choices, and not a text."""
    return not isinstance(value, str) or _TOKEN.fullmatch(value) is not None


def _quoted(text: str) -> str:
    return f'"{text}"' if not text or re.search(r"[\s:]", text) else text


def _filters(column: GridColumn, value: str, *, negated: bool) -> list[Filter] | None:
    """The conditions that a part makes; None where its value cannot be read."""
    if not value:
        return None
    if value.casefold() in _NONE:
        return None if negated else [Filter(column.id, "empty")]
    if column.choices:
        return _choice(column, value, negated=negated)
    if column.kind in NUMBERS or column.kind in TIMES:
        return _measure(column, value, negated=negated)
    return [Filter(column.id, "lacks" if negated else "contains", (value,))]


def _choice(column: GridColumn, value: str, *, negated: bool) -> list[Filter] | None:
    chosen: list[str] = []
    for part in value.casefold().split(","):
        found = [one for one in column.choices if part and one.startswith(part)]
        if not found:
            return None
        chosen += found
    return [Filter(column.id, "not" if negated else "is", tuple(dict.fromkeys(chosen)))]


def _measure(column: GridColumn, value: str, *, negated: bool) -> list[Filter] | None:
    low, dots, high = value.partition("..")
    if dots:
        ends = (_amount(column, low), _amount(column, high))
        if negated or None in ends:
            return None
        return [
            Filter(column.id, "at_least", (ends[0],)),
            Filter(column.id, "at_most", (ends[1],)),
        ]
    sign = re.match(r"[<>]=?|", value)
    text = sign.group() if sign else ""
    amount = _amount(column, value[len(text) :].lstrip("="))
    if amount is None:
        return None
    op: Op = _OPS.get(text, "is")
    return [Filter(column.id, _OPPOSITES[op] if negated else op, (amount,))]


def _amount(column: GridColumn, text: str) -> Cell:
    text = text.strip().rstrip("%").strip()
    if column.kind in TIMES:
        return text if _DATE.fullmatch(text) else None
    return number_of(text)


def number_of(text: str) -> int | float | None:
    """The number that a text says, exactly; None for what is none, or too large to be compared."""
    try:
        number = float(text)
    except ValueError:
        return None
    # Not a number is no number, and so compares as false too.
    if not abs(number) <= LARGEST:
        return None
    return int(number) if number.is_integer() else number
