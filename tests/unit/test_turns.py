"""What only the window's thread may do comes in turns with everything else that it has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.operations import turns
from ui.operations.operations import Operations


@pytest.fixture
def operations(qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Operations]:
    # However quick the machine is, a turn is one step.
    monkeypatch.setattr(turns, "TURN_MS", 0)
    made = Operations()
    yield made
    assert made.close()


def counting(to: int, done: list[int]) -> Callable[[], bool]:
    def step() -> bool:
        done.append(len(done))
        return len(done) == to

    return step


def test_other_events_come_between_and_it_counts_as_work(
    operations: Operations, qtbot: QtBot
) -> None:
    done: list[int] = []
    between: list[int] = []
    other = QTimer()
    other.timeout.connect(lambda: between.append(len(done)))
    other.start(0)
    operations.turns.take(counting(5, done))
    assert not operations.idle
    assert not done
    with qtbot.waitSignal(operations.idled):
        pass
    other.stop()
    assert done == [0, 1, 2, 3, 4]
    assert len(set(between) & {1, 2, 3, 4}) > 1
    assert operations.idle


def test_two_pieces_take_turns(operations: Operations, qtbot: QtBot) -> None:
    order: list[str] = []

    def step(name: str) -> bool:
        order.append(name)
        return order.count(name) == 3

    operations.turns.take(lambda: step("a"))
    operations.turns.take(lambda: step("b"))
    qtbot.waitUntil(lambda: operations.idle)
    assert order == ["a", "b"] * 3


def test_what_was_dropped_or_has_gone_gets_no_further_turn(
    operations: Operations, qtbot: QtBot
) -> None:
    done: list[int] = []
    view = QObject()

    def never() -> bool:
        done.append(view.isWidgetType())
        return False

    ticket = operations.turns.take(lambda: bool(done.append(0)))
    operations.turns.take(never)
    qtbot.waitUntil(lambda: len(done) > 3)
    ticket.drop()
    delete(view)
    qtbot.waitUntil(lambda: operations.idle)


def test_what_breaks_is_over(operations: Operations, qtbot: QtBot) -> None:
    def step() -> bool:
        raise RuntimeError("nobody foresaw it")

    with qtbot.captureExceptions() as caught:
        operations.turns.take(step)
        qtbot.waitUntil(lambda: operations.idle)
    assert [str(one[1]) for one in caught] == ["nobody foresaw it"]
