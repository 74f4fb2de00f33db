"""What a test leaves running: threads and timers, by name."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from shiboken6 import isValid

_told: set[int] = set()
"""What was found left, by identity: it is told of once, in the test that left it."""


def threads() -> dict[int, str]:
    """The threads that run now, by identity."""
    return {id(one): f"thread {one.name}" for one in threading.enumerate()}


def timers() -> dict[int, str]:
    """Active timers by identity, each named by what it belongs to."""
    found = {}
    for one in gc.get_objects():
        if isinstance(one, QTimer) and isValid(one) and one.isActive():
            owner = one.parent()
            name = owner.objectName() or type(owner).__name__ if owner is not None else "nobody"
            found[id(one)] = f"a timer of {name}, every {one.interval()} ms"
    return found


@contextmanager
def nothing_left() -> Iterator[None]:
    """Fail, naming them, where threads or timers of the block outlive it, or nobody collects."""
    before = {**threads(), **timers()}
    yield
    _complain(before)


@contextmanager
def collecting_goes_on() -> Iterator[None]:
    """Fail where the block leaves nobody collecting: a window was not closed.

    Looking for timers takes long; this is asked after every test, and finds the one to blame.
    """
    before, collects = threads(), gc.isenabled()
    yield
    if collects and not gc.isenabled():
        _complain(before)


def _complain(before: dict[int, str]) -> None:
    now = {**threads(), **timers()}
    left = {key: now[key] for key in now if key not in before and key not in _told}
    names = sorted(left.values())
    if not gc.isenabled():
        names.append("collecting switched off")
    # Whoever comes next has no part in it.
    _told.update(left)
    gc.enable()
    assert not names, f"left running: {', '.join(names)}"
