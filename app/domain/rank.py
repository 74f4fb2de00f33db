"""Order without renumbering: a place is a string between its neighbours' strings.

A rank is a fraction in base 62, written without a trailing ``0``, so that there is always room
between two of them. Ranks compare as plain ASCII strings. Appending and prepending take a small
step rather than half of what is left, which keeps a list of a hundred lessons at two characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}
_LAST = len(DIGITS) - 1
_MIDDLE = DIGITS[len(DIGITS) // 2]


class Ranked(Protocol):
    """What has a place among its like."""

    @property
    def id(self) -> int: ...

    @property
    def rank(self) -> str: ...


R = TypeVar("R", bound=Ranked)


def in_order(rows: Iterable[R]) -> list[R]:
    """Rows as they stand: by rank, ties by id."""
    return sorted(rows, key=lambda row: (row.rank, row.id))


def between(low: str | None, high: str | None) -> str:
    """A rank above *low* and below *high*; None is the open end.

    Raises `ValueError` where *low* is not below *high*, or one of them is no rank.
    """
    for rank in (low, high):
        if rank is not None and (not rank or rank[-1] == "0" or not set(rank) <= _VALUE.keys()):
            raise ValueError(f"not a rank: {rank!r}")
    if low is not None and high is not None:
        if low >= high:
            raise ValueError(f"no room between {low!r} and {high!r}")
        return _middle(low, high)
    if low is not None:
        return _above(low)
    return _below(high) if high is not None else _MIDDLE


def _above(low: str) -> str:
    """A small step up: the first digit that is not the last one plus one."""
    for index, digit in enumerate(low):
        if _VALUE[digit] < _LAST:
            return low[:index] + DIGITS[_VALUE[digit] + 1]
    return low + "1"


def _below(high: str) -> str:
    """A small step down; a digit that would become 0 is followed by the last digit instead."""
    zeros = len(high) - len(high.lstrip("0"))
    digit = _VALUE[high[zeros]] - 1
    if digit == 0:
        return high[:zeros] + "0" + DIGITS[_LAST]
    return high[:zeros] + DIGITS[digit]


def _middle(low: str, high: str) -> str:
    """A short rank between; *low* reads as if zeros followed, *high* is exclusive."""
    index = 0
    while index < len(high) and (low[index] if index < len(low) else "0") == high[index]:
        index += 1
    prefix = high[:index]
    floor = _VALUE[low[index]] if index < len(low) else 0
    ceiling = _VALUE[high[index]]
    if ceiling - floor > 1:
        return prefix + DIGITS[(floor + ceiling) // 2]
    return prefix + DIGITS[floor] + between(low[index + 1 :] or None, None)


def place(
    rows: Iterable[R], after_id: int | None, moving_id: int | None = None
) -> tuple[str, list[tuple[R, str]]]:
    """A rank for what goes after *after_id* among *rows*, and new ranks that this needs.

    `after_id` 0 is before all, None or an id that is not there after all; *moving_id* is the row
    that moves, which does not count as a neighbour. Rows that share one rank (two people wrote at
    once) are told apart where something must go between them: those are the returned pairs.
    """
    others: Sequence[R] = in_order(row for row in rows if row.id != moving_id)
    at = next((i + 1 for i, row in enumerate(others) if row.id == after_id), len(others))
    if after_id == 0:
        at = 0
    low = others[at - 1].rank if at else None
    tied = [row for row in others[at:] if low is not None and row.rank == low]
    beyond = at + len(tied)
    high = others[beyond].rank if beyond < len(others) else None
    rank = between(low, high)
    moved: list[tuple[R, str]] = []
    last = rank
    for row in tied:
        last = between(last, high)
        moved.append((row, last))
    return rank, moved
