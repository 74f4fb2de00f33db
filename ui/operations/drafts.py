"""Keeps what is being typed, off the GUI thread, soon after every pause."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.domain.actor import Actor
from app.domain.errors import SmartCourseError
from app.ports.drafts import Draft, Drafts, Place

PAUSE_MS = 700
"""Typing that rests so long is written: within a second of a pause, all told."""

LONGEST_MS = 4_000
"""Typing that never rests is written so often: at most five seconds are lost, all told."""


Done = Callable[[Any], None]
Failed = Callable[[SmartCourseError], None]


class DraftKeeper(QObject):
    """The drafts of the open workspace, each its writer's own; admins may look at all.

    Editors call `keep` with every change; writing waits for a pause, and for no longer than a few
    seconds. What cannot be written is held here and tried again until it can; `trouble` is then
    why. `drop` once the text is saved or given up.

    Signals:
        kept(): what was waiting is on the disk.
        dropped(Place): a draft was forgotten: it was saved, given up or taken over.
        failed(SmartCourseError): it is not; said once until writing works again.
    """

    kept = Signal()
    dropped = Signal(object)
    failed = Signal(object)
    _written = Signal(object)

    def __init__(
        self, lane: ThreadPoolExecutor, acting: Callable[[], Actor | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._lane, self._acting = lane, acting
        self._drafts: Drafts | None = None
        self._waiting: dict[Place, Draft] = {}
        self._being_written: dict[Place, Draft] = {}
        self._last: Future[Any] | None = None
        self.trouble: SmartCourseError | None = None
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)
        self._written.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def use(self, drafts: Drafts | None) -> None:
        """Work on another workspace's drafts, or on none."""
        self.flush()
        self._drafts = drafts
        self._waiting, self._being_written = {}, {}
        self.trouble = self._last = None

    def keep(self, kind: str, key: str, base_sha256: str, text: str) -> None:
        """Keep a text soon; the newest wins."""
        self.put(
            Draft(
                kind=kind,
                key=key,
                base_sha256=base_sha256,
                text=text,
                kept_at=datetime.now(UTC),
                owner=self._me,
            )
        )

    def put(self, draft: Draft) -> None:
        """Keep a draft as it is, soon."""
        self._waiting[draft.place] = draft
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def drop(self, kind: str, key: str) -> None:
        """Forget one's own draft: it was saved or given up."""
        self._drop((kind, key, self._me))

    def discard(self, draft: Draft) -> None:
        """Forget this draft, whoever kept it."""
        self._drop(draft.place)

    def take(self, draft: Draft) -> None:
        """Make a draft that waited one's own of the same thing: it is what is being typed now."""
        own = replace(draft, key=draft.about, owner=self._me)
        if own.place != draft.place:
            self.put(own)
            self.flush()
            self.discard(draft)

    def is_own(self, draft: Draft) -> bool:
        """Whether the acting user typed it; true as well where nobody knows who did."""
        return draft.owner in (None, self._me)

    def all(self, done: Callable[[list[Draft]], None]) -> None:
        """Hand every draft that is one's own to *done*, newest first, once it has been read.

        What could not be written yet is among them; where none can be read, it is all there is.
        Admins get everybody's.
        """
        drafts = self._drafts
        if drafts is None:
            done([])
        else:
            self._submit(
                drafts.all,
                lambda found: done(self._visible(self._with_held(found))),
                lambda error: self._unread(error, done),
            )

    def left_behind(self, done: Callable[[list[Draft]], None]) -> None:
        """Hand what earlier sessions left to *done*, newest first; asked as a workspace is opened.

        What is typed from now on comes behind it on the lane, and so is not among it; nor is a
        draft of what is being typed again by the time it is told.
        """
        drafts = self._drafts
        if drafts is not None:
            self._submit(
                drafts.all,
                lambda found: done(self._visible(self._without_held(found))),
            )

    def flush(self) -> None:
        """Write now what waits."""
        self._pause.stop()
        self._longest.stop()
        drafts, writing = self._drafts, self._waiting
        if drafts is None or not writing:
            return
        self._waiting, self._being_written = {}, {**self._being_written, **writing}

        def write() -> None:
            for draft in writing.values():
                drafts.keep(draft)

        self._last = self._submit(
            write, lambda _: self._well(writing), lambda error: self._again(error, drafts, writing)
        )

    @property
    def typing(self) -> bool:
        """Whether something was typed a moment ago, so that more is likely to come."""
        return self._pause.isActive()

    def safe(self, seconds: float) -> bool:
        """Write what waits, and say within *seconds* whether all of it is on the disk."""
        self.flush()
        if self._last is None or not self.held:
            return True
        wait((self._last,), seconds)
        return self._last.done() and self._last.exception() is None

    def end(self) -> None:
        """Write what waits, for the last time."""
        self.use(None)

    @property
    def held(self) -> list[Draft]:
        """What is in memory only, newest first."""
        return self._with_held([])

    # inside

    @property
    def _me(self) -> int | None:
        actor = self._acting()
        return None if actor is None else actor.user_id

    def _visible(self, drafts: list[Draft]) -> list[Draft]:
        actor = self._acting()
        everything = actor is not None and actor.role == "admin"
        return drafts if everything else [one for one in drafts if self.is_own(one)]

    def _drop(self, place: Place) -> None:
        self._waiting.pop(place, None)
        self._being_written.pop(place, None)
        drafts = self._drafts
        if drafts is not None:
            self._submit(lambda: drafts.drop(place), _ignore)
        self.dropped.emit(place)

    def _timer(self, milliseconds: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(self.flush)
        return made

    def _submit(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Future[Any]:
        def ended(future: Future[Any]) -> None:
            if not future.cancelled():
                self._written.emit((future, done, failed or self._tell))

        future = self._lane.submit(work)
        future.add_done_callback(ended)
        return future

    @Slot(object)
    def _report(self, told: tuple[Future[Any], Done, Failed]) -> None:
        future, done, failed = told
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, SmartCourseError):
            failed(error)
        else:
            raise error

    def _well(self, written: dict[Place, Draft]) -> None:
        self._forget(written)
        self.trouble = None
        self.kept.emit()

    def _again(self, error: SmartCourseError, drafts: Drafts, written: dict[Place, Draft]) -> None:
        """What was not written waits again, unless it was dropped or something newer waits."""
        if drafts is self._drafts:
            held = {at: one for at, one in written.items() if self._being_written.get(at) is one}
            self._forget(written)
            self._waiting = {**held, **self._waiting}
            if self._waiting and not self._longest.isActive():
                self._longest.start()
        self._tell(error)

    def _forget(self, written: dict[Place, Draft]) -> None:
        for at, one in written.items():
            if self._being_written.get(at) is one:
                del self._being_written[at]

    def _held(self) -> dict[Place, Draft]:
        return {**self._being_written, **self._waiting}

    def _with_held(self, found: list[Draft]) -> list[Draft]:
        all_there_are = [*self._held().values(), *self._without_held(found)]
        return sorted(all_there_are, key=lambda one: one.kept_at, reverse=True)

    def _without_held(self, found: list[Draft]) -> list[Draft]:
        held = self._held()
        return [one for one in found if one.place not in held]

    def _unread(self, error: SmartCourseError, done: Callable[[list[Draft]], None]) -> None:
        self._tell(error)
        done(self._visible(self.held))

    def _tell(self, error: SmartCourseError) -> None:
        new, self.trouble = self.trouble is None, error
        if new:
            self.failed.emit(error)


def _ignore(result: object) -> None:
    del result
