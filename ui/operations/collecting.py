"""Garbage collections that the window can bear.

A full collection looks at every object there is and stops every thread meanwhile, for a tenth of a
second or more. Young garbage is collected as ever.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Lock
from types import ModuleType

NEVER = 1_000_000_000
"""Collections of middle-aged garbage before a full one: as good as none."""

_wanted: list[tuple[int, int, int]] = []
"""The thresholds that each of those who want it found; the first found the usual ones."""
_lock = Lock()


@contextmanager
def calm() -> Iterator[None]:
    """Do without full collections; several threads may want it at the same time."""
    with _lock:
        _wanted.append(gc.get_threshold())
        gc.set_threshold(_wanted[0][0], _wanted[0][1], NEVER)
    try:
        yield
    finally:
        with _lock:
            usual = _wanted[0]
            _wanted.pop()
            if not _wanted:
                gc.set_threshold(*usual)


def keep() -> None:
    """Let no collection look again at what is there now."""
    gc.freeze()


def loaded(name: str) -> ModuleType:
    """A module; loading it causes no full collection, then or later: code stays."""
    known = name in sys.modules
    with calm():
        module = import_module(name)
    if not known:
        keep()
    return module
