"""What a test leaves running fails that test, and none that comes after it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer

from tests.support.leaks import collecting_goes_on, nothing_left


@pytest.fixture
def endless() -> Iterator[threading.Thread]:
    """A thread that runs until the test has ended."""
    end = threading.Event()
    made = threading.Thread(target=end.wait, name="endless")
    yield made
    end.set()
    made.join()


def test_nobody_collecting_is_told_to_whom_it_was_left_by_alone() -> None:
    with pytest.raises(AssertionError, match="collecting switched off"), collecting_goes_on():
        gc.disable()
    assert gc.isenabled()
    with pytest.raises(AssertionError, match="collecting switched off"), nothing_left():
        gc.disable()
    with nothing_left(), collecting_goes_on():
        pass


def test_a_window_of_many_tests_may_collect_by_itself() -> None:
    gc.disable()
    with collecting_goes_on():
        pass
    gc.enable()


def _leave(thread: threading.Thread, timer: QTimer) -> None:
    with nothing_left():
        thread.start()
        timer.start(60_000)


def test_a_thread_and_a_timer_are_told_of_once(endless: threading.Thread, qapp: object) -> None:
    timer = QTimer()
    told = r"a timer of nobody, every 60000 ms, thread endless"
    with nothing_left(), pytest.raises(AssertionError, match=told):
        _leave(endless, timer)
    timer.stop()
