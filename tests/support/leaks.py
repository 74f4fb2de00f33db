"""What a test leaves running: threads and timers, by name."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from shiboken6 import isValid


def threads() -> set[threading.Thread]:
    """The threads that run now."""
    return set(threading.enumerate())


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
    threads_before, timers_before = threads(), timers()
    yield
    left = [f"thread {one.name}" for one in threads() - threads_before if one.is_alive()]
    left += [name for key, name in timers().items() if key not in timers_before]
    if not gc.isenabled():
        left.append("collecting switched off")
    assert not left, f"left running: {', '.join(sorted(left))}"
