"""No full garbage collection falls into somebody's work."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from ui.operations import collecting

State = Qt.ApplicationState


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_all_is_collected_only_while_nobody_looks() -> None:
    gc.disable()
    collecting.begin()
    assert gc.isenabled()
    assert gc.get_threshold()[2] == collecting.NEVER
    found = weakref.ref(Ring())
    gc.collect(1)
    kept = Ring()
    old = weakref.ref(kept)
    gc.collect(1)
    del kept
    gc.collect(1)
    assert found() is None
    collecting.rest(State.ApplicationActive)
    assert old() is not None
    collecting.rest(State.ApplicationInactive)
    assert old() is None


def test_what_was_loaded_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    frozen = gc.get_freeze_count()
    assert collecting.loaded("colorsys").rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
    assert gc.get_freeze_count() > frozen
    gc.unfreeze()
    collecting.loaded("colorsys")
    assert gc.get_freeze_count() == 0
