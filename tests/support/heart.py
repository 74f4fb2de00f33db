"""A heart in the window's thread: beats every 16 ms, and says where the thread was when late.

A second thread looks where the threads are while a beat is late. It needs Python's lock for that,
so what holds the lock is seen as it lets go: at the line that it has just done, or a little after.
It reads what a crash would be told with: frames of other threads are theirs, and an object made of
one lives on beside a thread that has left it by then.
"""

from __future__ import annotations

import faulthandler
import gc
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from tests.support.project import PACKAGES, ROOT

BEAT_MS = 16
LATE_S = 0.03
"""After how long without a beat one begins to look."""

LOOK_S = 0.01
LONGEST, FRAMES = 8, 4
OWN = tuple(f"{ROOT}/{package}/" for package in PACKAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Milliseconds from beat to beat.

    `computed` of them the window's thread computed itself (`collected`: garbage was collected, in
    whichever thread); in the rest it waited for a core or for Python's lock. `at` are the places
    where it was seen, and `beside` those of the other threads, with how often.
    """

    wall: float
    computed: float
    collected: float
    during: str
    at: Counter[str]
    beside: Counter[str]

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "ms": round(self.wall, 1),
            "computed_ms": round(self.computed, 1),
            "collected_ms": round(self.collected, 1),
            "during": self.during,
            "at": dict(self.at.most_common(3)),
            "beside": dict(self.beside.most_common(2)),
        }


class Heart(QObject):
    """Beats while the window is at work (`pulse`), and keeps the gaps.

    `during` says what is going on, where `pulse` is not told.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self.during = ""
        self._last = (0.0, 0.0)
        self._collected = self._collecting = 0.0
        self._at, self._beside = Counter[str](), Counter[str]()
        self._beats, self._thread = False, threading.get_ident()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def pulse(self, during: str = "") -> Iterator[None]:
        """Count from here on, and to here."""
        self.during = during or self.during
        gc.callbacks.append(self._garbage)
        self._begin()
        self._beats = True
        self._timer.start()
        try:
            yield
        finally:
            self._beat()
            self._beats = False
            self._timer.stop()
            gc.callbacks.remove(self._garbage)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look, in here, where the threads are whenever a beat is late."""
        ended = threading.Event()
        watch = threading.Thread(target=self._watch, args=(ended,), name="watch")
        watch.start()
        try:
            yield
        finally:
            ended.set()
            watch.join()

    def longest(self) -> list[dict[str, Any]]:
        """The longest gaps, for JSON."""
        return [
            one.told() for one in sorted(self.gaps, key=lambda gap: gap.wall)[: -LONGEST - 1 : -1]
        ]

    @Slot()
    def _beat(self) -> None:
        now, computed = time.perf_counter(), time.thread_time()
        before, computed_before = self._last
        self.gaps.append(
            Gap(
                wall=1e3 * (now - before),
                computed=1e3 * (computed - computed_before),
                collected=1e3 * self._collected,
                during=self.during,
                at=self._at,
                beside=self._beside,
            )
        )
        self._begin()

    def _begin(self) -> None:
        self._collected = 0.0
        self._at, self._beside = Counter(), Counter()
        self._last = (time.perf_counter(), time.thread_time())

    def _watch(self, ended: threading.Event) -> None:
        own = threading.get_ident()
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as page:
            while not ended.wait(LOOK_S):
                if not self._beats or time.perf_counter() - self._last[0] < LATE_S:
                    continue
                for thread, frames in seen(page).items():
                    if thread != own:
                        where = self._at if thread == self._thread else self._beside
                        where[place(frames)] += 1

    def _garbage(self, phase: str, info: dict[str, int]) -> None:
        del info
        now = time.perf_counter()
        if phase == "start":
            self._collecting = now
        else:
            self._collected += now - self._collecting


_THREAD = re.compile(r"(?:Current t|T)hread 0x([0-9a-f]+) ")
_FRAME = re.compile(r' +File "(.*)", line (\d+) in (.*)')


def seen(page: IO[str]) -> dict[int, list[tuple[str, str, str]]]:
    """File, line and function of every thread's frames, innermost first, by way of a page."""
    page.seek(0)
    page.truncate()
    faulthandler.dump_traceback(page, all_threads=True)
    page.seek(0)
    found: dict[int, list[tuple[str, str, str]]] = {}
    frames: list[tuple[str, str, str]] = []
    for line in page:
        if thread := _THREAD.match(line):
            frames = found[int(thread[1], 16)] = []
        elif frame := _FRAME.match(line):
            frames.append((frame[1], frame[2], frame[3]))
    return found


def place(frames: Sequence[tuple[str, str, str]]) -> str:
    """The innermost frame, and the innermost of our own that led to it."""
    places: list[str] = []
    for file, line, function in frames:
        if len(places) < FRAMES and (not places or file.startswith(OWN)):
            places.append(f"{file.removeprefix(f'{ROOT}/')}:{line} {function}")
    return " < ".join(places)
