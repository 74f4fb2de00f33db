"""The order in which mixed left-to-right and right-to-left text is read (Unicode annex 9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from unicodedata import bidirectional

from bidi import algorithm

T = TypeVar("T")

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


def levels(text: str) -> list[int]:
    """The embedding level of each character: odd ones run right to left.

    *text* holds no explicit directional marks (`app.domain.printed.one_line` takes them out).
    """
    if text.isascii() or not _turns(text):
        return [0] * len(text)
    neutral = [bidirectional(char) == "BN" for char in text]
    told = iter(_resolved("".join(char for char, no in zip(text, neutral, strict=True) if not no)))
    result: list[int] = []
    for no in neutral:  # a joiner is of the level of what it joins
        result.append((result or [algorithm.get_base_level(text)])[-1] if no else next(told))
    return result


def _resolved(text: str) -> list[int]:
    """The levels by the algorithm, which leaves joiners out."""
    storage = algorithm.get_empty_storage()
    base = algorithm.get_base_level(text)
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [char["level"] for char in storage["chars"]]


def _turns(text: str) -> bool:
    return any(bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def visual_order(runs: Sequence[T], run_levels: Sequence[int]) -> list[T]:
    """Runs in logical order, rearranged from left to right (rule L2)."""
    order = list(range(len(runs)))
    odd = [level for level in run_levels if level % 2]
    for level in range(max(run_levels, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            if end > start:
                order[start:end] = order[start:end][::-1]
            start = end + 1
    return [runs[index] for index in order]
