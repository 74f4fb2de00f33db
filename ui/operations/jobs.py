"""Long work as people see it: a list of jobs with progress, cancel and what came of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import SmartCourseError
from ui.operations.tasks import Ticket

JobState = Literal["running", "finished", "failed", "stopped"]

KEPT = 50
"""Ended jobs that stay in the list."""

REPORT_EVERY = 0.1
"""Seconds between two reports of progress: more would only keep the GUI thread busy."""


class Job(QObject):
    """One long piece of work.

    `report` may be called from the working thread; everything else belongs to the GUI thread.

    Signals:
        changed(): state, progress or outcome is another.
        ended(Job): it is at work no longer.
    """

    changed = Signal()
    ended = Signal(object)

    def __init__(self, title: str, icon: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.icon = icon
        self.state: JobState = "running"
        self.done = 0
        self.total: int | None = None
        self.detail = ""
        self.ticket = Ticket()
        self.action: tuple[str, Callable[[], None]] | None = None
        self.started = time.monotonic()
        self._reported = 0.0

    def report(self, done: int, total: int | None) -> None:
        """Say how far the work has come, and stop it here if it was cancelled (any thread)."""
        self.ticket.check()
        self.done, self.total = done, total
        now = time.monotonic()
        if now - self._reported >= REPORT_EVERY or done == total:
            self._reported = now
            self.changed.emit()

    def cancel(self) -> None:
        """Ask the work to stop at its next item."""
        self.ticket.cancel()
        self.changed.emit()

    def finish(self, detail: str = "") -> None:
        """The work is done."""
        self._end("finished", detail)

    def fail(self, error: SmartCourseError) -> None:
        """The work was refused or hindered."""
        from app.domain.messages import sentence  # most sessions have nothing to refuse

        self._end("failed", sentence(error))

    def stopped(self) -> None:
        """The work was cancelled and has rolled back what was not whole."""
        self._end("stopped", "")

    def seconds_left(self) -> float | None:
        """An estimate from the speed so far; None while there is none."""
        if not self.total or not self.done:
            return None
        return (time.monotonic() - self.started) / self.done * (self.total - self.done)

    def _end(self, state: JobState, detail: str) -> None:
        self.state = state
        self.detail = detail or self.detail
        self.changed.emit()
        self.ended.emit(self)


class Jobs(QObject):
    """Every job of this session, newest first.

    Signals:
        changed(): a job came, went, or changed.
        listed(): a job came, went or ended; progress alone does not say this.
        ended(Job): a job ended, however.
    """

    changed = Signal()
    listed = Signal()
    ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []

    def start(self, title: str, icon: str) -> Job:
        """A new running job, at the head of the list."""
        job = Job(title, icon, self)
        job.changed.connect(self.changed)
        job.ended.connect(self._job_ended)
        self._jobs.insert(0, job)
        for old in [one for one in self._jobs[KEPT:] if one.state != "running"]:
            self._jobs.remove(old)
            old.deleteLater()
        self.listed.emit()
        self.changed.emit()
        return job

    def all(self) -> list[Job]:
        """The jobs, newest first."""
        return list(self._jobs)

    def running(self) -> list[Job]:
        """Those still at work."""
        return [job for job in self._jobs if job.state == "running"]

    def clear_finished(self) -> None:
        """Forget what has ended."""
        for job in [one for one in self._jobs if one.state != "running"]:
            self._jobs.remove(job)
            job.deleteLater()
        self.listed.emit()
        self.changed.emit()

    def share(self) -> float | None:
        """How much of the running jobs is done, from 0 to 1; None where one cannot say."""
        running = [job for job in self.running() if job.total]
        if not running:
            return None
        return sum(min(1.0, job.done / (job.total or 1)) for job in running) / len(running)

    @Slot(object)
    def _job_ended(self, job: Job) -> None:
        self.listed.emit()
        self.ended.emit(job)

    def forget(self) -> None:
        """Forget every job: another workspace has others."""
        for job in self._jobs:
            job.deleteLater()
        self._jobs = []
        self.listed.emit()
        self.changed.emit()

    def recall(self, title: str, icon: str, state: str, detail: str) -> None:
        """Put a job of an earlier session at the head of the list."""
        job = Job(title, icon, self)
        job.state = (
            "finished" if state == "finished" else "failed" if state == "failed" else "stopped"
        )
        job.detail = detail
        self._jobs.insert(0, job)
        self.listed.emit()

    def cancel_all(self) -> None:
        """Ask every running job to stop."""
        for job in self.running():
            job.cancel()
