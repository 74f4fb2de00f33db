"""What a chart shows: numbers with the words for each, and the same as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Literal

from app.domain.dataclass import dataclass

Format = Callable[[float], str]
"""A number as people read it."""

Cell = str | float | None
"""A table's cell; numbers stay numbers, so that exports carry them whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line's values. `compared` is the period that the others are held against."""

    name: str
    values: tuple[float, ...]
    compared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineData:
    """Lines over the same places. `places` are words for the axis, `titles` for the hover label;
    `noun` follows a value there, and `hints` (by series, then place) stand in its stead.
    """

    places: tuple[str, ...]
    titles: tuple[str, ...]
    series: tuple[Series, ...]
    noun: str
    compared_noun: str
    format: Format

    @property
    def count(self) -> int:
        """How many places."""
        return len(self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarData:
    """Bars of one hue. `texts` stand at their ends, `details` are the hover label's lines."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    texts: tuple[str, ...]
    details: tuple[tuple[str, ...], ...]
    format: Format

    @property
    def count(self) -> int:
        """How many bars."""
        return len(self.names)


ColumnKind = Literal["text", "number", "bar"]
"""`bar` is a percentage with a bar before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinColumn:
    """A column of a table twin; a column that is not `stretch`ed has `width` pixels."""

    title: str
    kind: ColumnKind = "text"
    format: Format | None = None
    width: int = 96
    stretch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinTable:
    """The numbers of a chart as rows. `sorted_by` names the column they are in the order of."""

    columns: tuple[TwinColumn, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    sorted_by: int | None = field(default=None)

    def text(self, row: int, column: int) -> str:
        """A cell as people read it; a dash where there is nothing."""
        value = self.rows[row][column]
        if value is None:
            return "–"
        made = self.columns[column].format
        return made(value) if made is not None and not isinstance(value, str) else str(value)


def round_ticks(top: float, most: int = 4) -> list[float]:
    """Four or five round values from 0, the last of them at least *top*."""
    if top <= 0:
        return [0.0, 1.0]
    step = _round_up(top / most)
    if top >= 1 and step < 1:
        step = 1.0
    ticks = [0.0]
    while ticks[-1] < top:
        ticks.append(round(ticks[-1] + step, 10))
    return ticks


def _round_up(value: float) -> float:
    """The least 1, 2, 2.5, 5 or 10 times a power of ten that is not below *value*."""
    power = 1.0
    while power > value:
        power /= 10
    while power * 10 <= value:
        power *= 10
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value - 1e-12)


def spread(count: int, most: int) -> Sequence[int]:
    """At most *most* of *count* places, all equally far apart, beginning with the first."""
    if count <= most:
        return range(count)
    least = -(-(count - 1) // (most - 1))
    # A step that ends on the last place is taken where one is near.
    fitting = [step for step in range(least, 2 * least) if (count - 1) % step == 0]
    return range(0, count, fitting[0] if fitting else least)


def thinned(values: Sequence[float], most: int) -> list[int]:
    """At most *most* places (two at least): the lowest and highest of each stretch of a line."""
    if len(values) <= most:
        return list(range(len(values)))
    length = -(-len(values) // max(1, most // 2))
    kept: list[int] = []
    for start in range(0, len(values), length):
        stretch = range(start, min(start + length, len(values)))
        ends = {min(stretch, key=values.__getitem__), max(stretch, key=values.__getitem__)}
        kept += sorted(ends)
    return kept
