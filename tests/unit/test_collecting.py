"""Garbage is collected by the window's thread alone, and not all of it while somebody works."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt
from pytestqt.qtbot import QtBot

from ui.operations import collecting
from ui.operations.collecting import Collector
from ui.operations.operations import Operations

State = Qt.ApplicationState


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


class Sheet(QObject):
    """A part of the window that says in which thread it was taken apart."""

    def __init__(self, ends: list[threading.Thread]) -> None:
        super().__init__()
        self.itself, self.ends = self, ends

    def __del__(self) -> None:
        self.ends.append(threading.current_thread())


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    before = gc.get_threshold()
    assert gc.isenabled()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def collector(qapp: QCoreApplication) -> Iterator[Collector]:
    owner = QObject()
    made = Collector(owner)
    yield made
    made.end()


def test_what_a_lane_does_never_takes_a_closed_sheet_apart(qtbot: QtBot) -> None:
    ends: list[threading.Thread] = []
    Sheet(ends)
    operations = Operations()
    done: list[int] = []

    def work() -> int:
        return len([Ring() for _ in range(20_000)])

    operations.compute(work, done.append)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [threading.main_thread()]
    assert operations.close()
    assert gc.isenabled()


def test_garbage_of_long_work_is_collected_beside_it(qtbot: QtBot) -> None:
    go_on = threading.Event()
    found = weakref.ref(Ring())
    operations = Operations()

    def work() -> None:
        operations.rubbish = [Ring() for _ in range(5_000)]  # type: ignore[attr-defined]
        go_on.wait()

    operations.compute(work, lambda _: None)
    try:
        qtbot.waitUntil(lambda: found() is None)
        assert not operations.idle
        assert operations.collector._looks.isActive()
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: operations.idle)
    assert not operations.collector._looks.isActive()
    assert operations.close()


def test_a_window_that_has_nothing_to_do_looks_all_the_same_while_lanes_work(
    collector: Collector,
) -> None:
    gc.set_threshold(1, 1, 1)
    collector.work_began()
    assert collector._looks.isActive()
    young = [weakref.ref(Ring()) for _ in range(9)]
    # No event has come to the loop, whose awaking would have looked too.
    collector._looks.timeout.emit()
    assert not any(one() for one in young)
    collector.work_ended()
    assert not collector._looks.isActive()


def test_nothing_is_collected_before_the_window_is_there(qapp: QCoreApplication) -> None:
    gc.disable()
    owner = QObject()
    collector = Collector(owner)
    gc.set_threshold(1, 1, 1)
    early = [weakref.ref(Ring()) for _ in range(9)]
    collector.look()
    assert all(one() is not None for one in early)
    collector.begin()
    assert gc.get_freeze_count() > 0
    found = [weakref.ref(Ring()) for _ in range(9)]
    collector.look()
    assert not any(one() for one in found)


def test_all_is_collected_only_while_nobody_looks(collector: Collector) -> None:
    kept = Ring()
    old = weakref.ref(kept)
    gc.collect(1)
    del kept
    gc.set_threshold(1, 0, 1)
    young = [weakref.ref(Ring()) for _ in range(9)]
    collector.look()
    collector.look()
    assert not any(one() for one in young)
    assert old() is not None
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
