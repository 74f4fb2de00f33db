"""Run work off the GUI thread and bring its results back to it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import Command
from app.domain.errors import SmartCourseError
from app.domain.journal import ChangeSet
from app.ports.storage import Rows
from app.usecases.bus import Done
from ui.operations.jobs import Job, Jobs
from ui.operations.tasks import Cancelled, Report, Ticket

T = TypeVar("T")

READERS = 2
"""Threads for reading: one page being scrolled and one count beside it."""


class Operations(QObject):
    """Owns every thread of the window.

    All writing, and the opening and closing of the workspace, happens on one lane, whose thread
    owns the writing connection; reading runs on a small pool. Work reports by one signal, so that
    callbacks run on the GUI thread, in the order in which work ended.

    Signals:
        committed(ChangeSet): rows have changed, by whomever in this process.
        failed(SmartCourseError): work without an error callback was refused or hindered.
        broken(Exception): work ended in a way that nobody foresaw; it has been recorded.
    """

    committed = Signal(object)
    failed = Signal(object)
    broken = Signal(object)
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._context: Context | None = None
        self._closing = False
        self._at_work = 0
        self.jobs = Jobs(self)
        self.actor: Actor | None = None
        self._reported.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    # the workspace

    def open(
        self,
        opener: Callable[[Path], Context],
        folder: Path,
        done: Callable[[Context], None],
        failed: Callable[[SmartCourseError], None],
    ) -> Ticket:
        """Open a workspace on the writing lane."""

        def work() -> Context:
            context = opener(folder)
            context.bus.listen(self._committed_on_writer)
            return context

        def opened(context: Context) -> None:
            self._context = context
            done(context)

        return self._submit(self._writer, work, opened, failed)

    @property
    def context(self) -> Context:
        """The open workspace; only asked for once it is open."""
        if self._context is None:
            raise RuntimeError("no workspace is open")
        return self._context

    @property
    def is_open(self) -> bool:
        """Whether a workspace is open."""
        return self._context is not None

    @property
    def idle(self) -> bool:
        """Whether nothing is at work and nothing waits to be delivered."""
        return self._at_work == 0

    # work

    def read(
        self,
        work: Callable[[Rows], T],
        done: Callable[[T], None],
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Ticket:
        """Read rows on the pool; *work* gets a consistent view of them."""
        context = self.context

        def run() -> T:
            with context.store.reading() as rows:
                return work(rows)

        return self._submit(self._readers, run, done, failed)

    def inquire(
        self,
        work: Callable[[Context, Actor], T],
        done: Callable[[T], None],
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Ticket:
        """Ask the context something on the pool; *work* must only read."""
        context, actor = self.context, self._acting()
        return self._submit(self._readers, lambda: work(context, actor), done, failed)

    def compute(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Ticket:
        """Run anything else that takes time (rendering, files) on the pool."""
        return self._submit(self._readers, work, done, failed)

    def execute(
        self,
        command: Command,
        done: Callable[[Done], None] | None = None,
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Ticket:
        """Run one command as the acting user, then what follows from it."""
        return self.write(lambda context, actor: context.bus.execute(command, actor), done, failed)

    def write(
        self,
        work: Callable[[Context, Actor], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Ticket:
        """Run *work* on the writing lane; handlers and workflows follow when the lane is free."""
        context, actor = self.context, self._acting()

        def run() -> T:
            return work(context, actor)

        ticket = self._submit(self._writer, run, done or _ignore, failed)
        self.settle()
        return ticket

    def settle(self) -> Ticket:
        """Let event handlers and workflows catch up, behind whatever waits on the lane."""
        context = self.context
        return self._submit(self._writer, context.settle, _ignore, None)

    def job(
        self,
        title: str,
        icon: str,
        work: Callable[[Context, Actor, Job], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Job:
        """Run long work on the writing lane, shown in the job centre with progress and cancel."""
        context, actor = self.context, self._acting()
        job = self.jobs.start(title, icon)

        def ended(result: T) -> None:
            job.finish()
            (done or _ignore)(result)

        def refused(error: SmartCourseError) -> None:
            job.fail(error)
            (failed or self.failed.emit)(error)

        job.ticket = self._submit(
            self._writer, lambda: work(context, actor, job), ended, refused, job.stopped
        )
        self.settle()
        return job

    def close(self) -> None:
        """Stop: cancel jobs, give the workspace up, end the threads. Called once, at quit."""
        if self._closing:
            return
        self._closing = True
        self.jobs.cancel_all()
        if self._context is not None:
            self._writer.submit(self._context.close)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    # inside

    def _acting(self) -> Actor:
        if self.actor is None:
            raise RuntimeError("nobody acts yet")
        return self.actor

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[SmartCourseError], None] | None,
        stopped: Callable[[], None] | None = None,
    ) -> Ticket:
        ticket = Ticket()
        if self._closing:
            ticket.drop()
            return ticket
        self._at_work += 1

        def ended(future: Future[T]) -> None:
            if future.cancelled() or self._closing:
                return
            self._reported.emit(Report(ticket, self._outcome(future, done, failed, stopped)))

        pool.submit(_unless_dropped, ticket, work).add_done_callback(ended)
        return ticket

    def _outcome(
        self,
        future: Future[T],
        done: Callable[[T], None],
        failed: Callable[[SmartCourseError], None] | None,
        stopped: Callable[[], None] | None,
    ) -> Callable[[], None]:
        error = future.exception()
        if error is None:
            return lambda: done(future.result())
        if isinstance(error, Cancelled):
            return stopped or _nothing
        if isinstance(error, SmartCourseError):
            return lambda: (failed or self.failed.emit)(error)
        return lambda: self.broken.emit(error)

    @Slot(object)
    def _deliver(self, report: Report) -> None:
        self._at_work -= report.counted
        if not report.ticket.dropped and not self._closing:
            report.call()

    def _committed_on_writer(self, changes: ChangeSet) -> None:
        # Called on the lane; the signal crosses to the GUI thread by its queued receivers.
        if not self._closing:
            told = Report(Ticket(), lambda: self.committed.emit(changes), counted=0)
            self._reported.emit(told)


def _unless_dropped(ticket: Ticket, work: Callable[[], T]) -> T:
    if ticket.dropped:
        raise Cancelled
    return work()


def _ignore(result: object) -> None:
    del result


def _nothing() -> None:
    pass
