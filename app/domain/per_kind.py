"""Facts computed once for each class."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")


class PerKind(dict[type, V]):
    """A dict that computes the value of a class when it is first asked for."""

    def __init__(self, compute: Callable[[type], V]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, kind: type) -> V:
        value = self[kind] = self._compute(kind)
        return value
