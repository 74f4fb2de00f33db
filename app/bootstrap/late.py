"""Parts of an open workspace that are loaded when they are first used.

Opening a workspace is the start of every command and of the window: what only some of them need
(exchange with files, certificates, workflows) is imported by whoever calls it first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")


class _Late:
    """Stands for what *load* makes, and makes it once, when an attribute of it is asked for."""

    def __init__(self, load: Callable[[], Any]) -> None:
        self._made = cache(load)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made(), name)


def late(load: Callable[[], T]) -> T:
    """What *load* makes, made at its first use."""
    return cast("T", _Late(load))
