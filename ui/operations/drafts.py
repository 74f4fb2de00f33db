"""Keeps what is being typed, off the GUI thread, soon after every pause."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.domain.errors import SmartCourseError
from app.ports.drafts import Draft, Drafts

PAUSE_MS = 700
"""Typing that rests so long is written: within a second of a pause, all told."""

LONGEST_MS = 4_000
"""Typing that never rests is written so often: at most five seconds are lost, all told."""


class DraftKeeper(QObject):
    """The drafts of the open workspace.

    Editors call `keep` with every change; writing waits for a pause, and for no longer than a few
    seconds. `drop` once the text is saved or given up.

    Signals:
        kept(): what was waiting is on the disk.
        failed(SmartCourseError): it is not; said once until writing works again.
    """

    kept = Signal()
    failed = Signal(object)
    _written = Signal(object)

    def __init__(self, lane: ThreadPoolExecutor, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._drafts: Drafts | None = None
        self._waiting: dict[tuple[str, str], Draft] = {}
        self._failing = False
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)
        self._written.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def use(self, drafts: Drafts | None) -> None:
        """Work on another workspace's drafts, or on none."""
        self.flush()
        self._drafts = drafts

    def keep(self, kind: str, key: str, base_sha256: str, text: str) -> None:
        """Keep a text soon; the newest wins."""
        self._waiting[kind, key] = Draft(
            kind=kind, key=key, base_sha256=base_sha256, text=text, kept_at=datetime.now(UTC)
        )
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def drop(self, kind: str, key: str) -> None:
        """Forget a draft: it was saved or given up."""
        self._waiting.pop((kind, key), None)
        drafts = self._drafts
        if drafts is not None:
            self._submit(lambda: drafts.drop(kind, key), _ignore)

    def all(self, done: Callable[[list[Draft]], None]) -> None:
        """Hand every draft to *done*, newest first, once it has been read."""
        drafts = self._drafts
        if drafts is None:
            done([])
        else:
            self._submit(drafts.all, done)

    def flush(self) -> None:
        """Write now what waits."""
        self._pause.stop()
        self._longest.stop()
        drafts, waiting = self._drafts, list(self._waiting.values())
        self._waiting = {}
        if drafts is None or not waiting:
            return

        def write() -> None:
            for draft in waiting:
                drafts.keep(draft)

        self._submit(write, lambda _: self._well())

    def _timer(self, milliseconds: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(self.flush)
        return made

    def _submit(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def ended(future: Future[Any]) -> None:
            if not future.cancelled():
                self._written.emit((future, done))

        self._lane.submit(work).add_done_callback(ended)

    @Slot(object)
    def _report(self, told: tuple[Future[Any], Callable[[Any], None]]) -> None:
        future, done = told
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, SmartCourseError):
            if not self._failing:
                self._failing = True
                self.failed.emit(error)
        else:
            raise error

    def _well(self) -> None:
        self._failing = False
        self.kept.emit()


def _ignore(result: object) -> None:
    del result
