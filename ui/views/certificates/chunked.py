"""Long work done a handful at a time, so that other work may go between; shown as one job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Slot

from app.domain.errors import EnvironmentFault, SmartCourseError
from ui.operations.gone import is_gone
from ui.operations.jobs import Job
from ui.operations.operations import Operations
from ui.operations.tasks import Ticket

T = TypeVar("T")

Done = Callable[[Any], None]
Failed = Callable[[SmartCourseError], None]
Submit = Callable[[Sequence[T], Done, Failed], Ticket]
"""Have a chunk worked on, off the GUI thread."""


class ChunkedJob(QObject, Generic[T]):
    """Works through items in chunks; cancelling takes hold between two of them.

    `ended(job, results)` is called once, however it ended: what was done stays done, `job.state`
    tells the rest. The job outlives its view: nothing is called then, and the list of jobs tells.
    Each chunk waits its turn behind whatever else was asked for meanwhile.
    """

    def __init__(  # noqa: PLR0913 - what a job is made of comes by keyword
        self,
        operations: Operations,
        *,
        title: str,
        icon: str,
        items: Sequence[T],
        at_once: int,
        submit: Submit[T],
        ended: Callable[[Job, list[Any]], None],
    ) -> None:
        super().__init__(operations)
        self._items, self._at_once = items, at_once
        self._submit, self._ended = submit, ended
        self._results: list[Any] = []
        self._done = 0
        self._operations = operations
        self.job = operations.jobs.start(title, icon)
        operations.broken.connect(self._broke)
        self._next()

    def _next(self) -> None:
        job = self.job
        if job.ticket.cancelled:
            job.stopped()
            self._end()
        elif self._done >= len(self._items):
            job.finish()
            self._end()
        else:
            job.report(self._done, len(self._items))
            chunk = self._items[self._done : self._done + self._at_once]
            self._submit(chunk, self._took, self._failed)

    def _took(self, result: Any) -> None:
        self._results.append(result)
        self._done = min(self._done + self._at_once, len(self._items))
        self._next()

    def _failed(self, error: SmartCourseError) -> None:
        self.job.fail(error)
        self._end()

    @Slot(object)
    def _broke(self, error: object) -> None:
        del error
        if self.job.state == "running":
            self.job.fail(EnvironmentFault("job.broke"))
            self._end()

    def _end(self) -> None:
        self._operations.broken.disconnect(self._broke)
        if not is_gone(self._ended):
            self._ended(self.job, self._results)
        self.deleteLater()
