"""Garbage collections that the window can bear.

A full collection looks at every object there is and stops every thread meanwhile: after an import
of a hundred thousand rows for a third of a second, and it finds nothing. So there are none while
somebody works; young and middle-aged garbage is collected as ever.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from types import ModuleType

from PySide6.QtCore import Qt

NEVER = 1_000_000_000
"""Collections of middle-aged garbage before a full one: as good as none."""


def begin() -> None:
    """Collect from here on, but never all; what is there by now stays, and is not looked at."""
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)
    gc.freeze()
    gc.enable()


def rest(state: Qt.ApplicationState) -> None:
    """Collect all if nobody looks: every window of the program is hidden or has lost the focus."""
    if state != Qt.ApplicationState.ApplicationActive:
        gc.collect()


def loaded(name: str) -> ModuleType:
    """A module; what comes with it stays, and is not looked at again."""
    known = name in sys.modules
    module = import_module(name)
    if not known:
        gc.freeze()
    return module
