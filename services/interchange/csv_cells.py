"""Cells of CSV files: what their texts mean, and how values are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Generic, TypeVar

from app.domain.clock import parse_time
from app.domain.errors import Invalid, Rejected

T = TypeVar("T")
KEPT_VALUES = 200_000
CENT = Decimal("0.01")


class Cells(dict[str, T | None], Generic[T]):
    """Texts of one column with their values, each text read once; an empty text is None.

    Looking up a text that has no meaning raises `Rejected` (``row.cell_wrong``).
    """

    def __init__(self, column: str, read: Callable[[str], T], wanted: str) -> None:
        super().__init__({"": None})
        self._column = column
        self._read = read
        self._wanted = wanted

    def __missing__(self, text: str) -> T | None:
        stripped = text.strip()
        if not stripped:
            return None
        try:
            value = self._read(stripped)
        except (ValueError, ArithmeticError, Invalid):
            raise Rejected(
                "row.cell_wrong", column=self._column, value=text[:80], wanted=self._wanted
            ) from None
        if len(self) > KEPT_VALUES:
            self.clear()
            self[""] = None
        self[text] = value
        return value


def times(column: str) -> Cells[datetime]:
    """ISO 8601 dates and times; without a zone they are UTC."""
    return Cells(column, parse_time, "it as 2026-02-10 or 2026-02-10T09:30:00Z")


def choices(
    column: str, names: tuple[str, ...], also: Mapping[str, str] = MappingProxyType({})
) -> Cells[str]:
    """One of a few words, in any case; *also* are other words for some of them."""

    def read(text: str) -> str:
        name = also.get(text.lower(), text.lower())
        if name not in names:
            raise ValueError(text)
        return name

    return Cells(column, read, f"one of {', '.join(names)}")


_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def flags(column: str) -> Cells[bool]:
    """true or false."""

    def read(text: str) -> bool:
        if text.lower() not in _FLAGS:
            raise ValueError(text)
        return _FLAGS[text.lower()]

    return Cells(column, read, "true or false")


def amounts(column: str, wanted: str, most: Decimal) -> Cells[Decimal]:
    """Numbers from 0 to *most* with at most two decimals."""

    def read(text: str) -> Decimal:
        value = Decimal(text) if text.isascii() and "_" not in text else Decimal("NaN")
        if not value.is_finite() or not 0 <= value <= most:
            raise InvalidOperation
        if value != value.quantize(CENT):
            raise InvalidOperation
        return value.quantize(CENT)

    return Cells(column, read, wanted)


def minutes(column: str) -> Cells[int]:
    """Whole numbers from 0 to a million."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or len(text) > 7 or int(text) > 1_000_000:
            raise ValueError(text)
        return int(text)

    return Cells(column, read, "a whole number of minutes, 0 to 1000000")
