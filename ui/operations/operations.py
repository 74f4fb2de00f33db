"""Run work off the GUI thread and bring its results back to it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.disk import disk_fault
from app.domain.errors import EnvironmentFault, SmartCourseError
from ui.operations.collecting import Collector, loaded
from ui.operations.drafts import DraftKeeper
from ui.operations.gone import is_gone, outliving
from ui.operations.job_journal import JobJournal
from ui.operations.jobs import Job, Jobs
from ui.operations.tasks import Cancelled, Report, Ticket, Ways, nothing, unasked, unless_unwanted
from ui.operations.turns import Turns

if TYPE_CHECKING:
    from app.context import Context
    from app.domain.actor import Actor
    from app.domain.commands import Command
    from app.domain.journal import ChangeSet
    from app.ports.storage import Rows
    from app.usecases.bus import Done

T = TypeVar("T")
log = logging.getLogger("smartcourse")

READERS = 2
"""Threads for reading: one page being scrolled and one count beside it."""

PATIENCE = 1.6
"""Seconds that quitting waits for what is at work; the workspace survives being left behind."""


class Operations(QObject):
    """Owns every thread of the window.

    All writing, and the opening and closing of the workspace, happens on one lane, whose thread
    owns the writing connection; reading runs on a small pool; drafts have a lane of their own, so
    that no job delays them, and so has loading code. Work reports by one signal, so that
    callbacks run on the GUI thread, in the order in which work ended. `turns` is for work that is
    the GUI thread's own.

    `back_up` copies the workspace in a folder; whoever starts the window sets it. While `failed`
    is emitted, `again` asks for the failed work once more, where that can be done.

    Signals:
        committed(ChangeSet): rows have changed, by whomever in this process.
        failed(SmartCourseError): work without an error callback was refused or hindered.
        broken(Exception): work ended in a way that nobody foresaw.
        idled(): nothing is at work any more, and all of it has been answered.
    """

    committed = Signal(object)
    failed = Signal(object)
    broken = Signal(object)
    idled = Signal()
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._keeper = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="loader")
        self._context: Context | None = None
        self._opening: list[Context] | None = None
        self._closing = False
        self.collector = Collector(self)
        self._at_work = 0
        self.turns = Turns(self._one_more, self._one_less, self)
        self._generation = 0
        self._lock = Lock()
        self._futures: set[Future[Any]] = set()
        self.jobs = Jobs(self)
        self.job_journal = JobJournal(self.jobs, self._keeper, self)
        self.drafts = DraftKeeper(self._keeper, lambda: self.actor, self)
        self._actor: Actor | None = None
        self._asker: Actor | None = None
        self.back_up: Callable[[Path], object] | None = None
        self.changed_since_backup = False
        self.again: Callable[[], object] | None = None
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
        made: list[Context] = []
        self._opening = made

        def work() -> Context:
            context = opener(folder)
            made.append(context)
            context.bus.listen(self._committed_on_writer)
            return context

        def opened(context: Context) -> None:
            self._context, self._opening = context, None
            done(context)

        def broke() -> None:
            failed(EnvironmentFault("job.broke"))

        return self._submit(self._writer, work, Ways(done=opened, failed=failed, broke=broke))

    def leave(self, done: Callable[[], None], *, copies: bool = True) -> None:
        """Give the workspace up, and *copies* it if it changed; nothing asked of it is answered."""
        self.jobs.cancel_all()
        self.drafts.use(None)
        self.job_journal.use(None, [])
        self._generation += 1
        context, self._context, self.actor = self._context, None, None
        self._give_up_opening()
        if context is None:  # then the next opening begins while the window is still being painted
            done()
        else:

            def failed(error: SmartCourseError) -> None:
                self.failed.emit(error)
                done()

            ways = Ways[None](done=lambda _: done(), failed=failed, broke=done)
            self._submit(self._writer, lambda: self._end(context, copies=copies), ways)

    @property
    def context(self) -> Context:
        """The open workspace; only asked for once it is open."""
        if self._context is None:
            raise RuntimeError("no workspace is open")
        return self._context

    @property
    def is_open(self) -> bool:
        """Whether a workspace is open and somebody acts in it."""
        return self._context is not None and self.actor is not None

    @property
    def actor(self) -> Actor | None:
        """Who acts: while an answer is told, whoever asked, so that what follows is theirs too."""
        return self._asker or self._actor

    @actor.setter
    def actor(self, actor: Actor | None) -> None:
        self._actor, self._asker = actor, None

    @property
    def answers_another(self) -> bool:
        """Whether what is told just now was asked by somebody who sits here no longer."""
        return self._asker not in (None, self._actor)

    @property
    def idle(self) -> bool:
        """Whether nothing is at work and nothing waits to be delivered."""
        return self._at_work == 0

    def once_idle(self, then: Callable[[], object]) -> None:
        """Call *then* once all that was asked for has been answered; at once if it has."""
        if self.idle:
            then()
        else:
            single_shot = Qt.ConnectionType.SingleShotConnection
            self.idled.connect(then, single_shot)

    # work

    def read(
        self,
        work: Callable[[Rows], T],
        done: Callable[[T], None],
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Ticket:
        """Read rows on the pool; *work* gets a consistent view of what the acting user may see."""

        def run(context: Context, _actor: Actor) -> T:
            with context.store.reading() as rows:
                return work(rows)

        return self.inquire(run, done, failed)

    def inquire(
        self,
        work: Callable[[Context, Actor], T],
        done: Callable[[T], None],
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Ticket:
        """Ask the context something on the pool; *work* must only read, and sees as the user may.

        A screen may ask a moment after its workspace was left: that is not answered either.
        """
        if self._context is None or self.actor is None:
            return unasked()
        context, actor = self._context, self.actor
        return self._submit(
            self._readers,
            lambda: work(context.seen_by(actor), actor),
            Ways(done=done, failed=failed),
        )

    def compute(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[SmartCourseError], None] | None = None,
        *,
        broke: Callable[[], None] | None = None,
    ) -> Ticket:
        """Run anything else that takes time (rendering, files) on the pool.

        *broke* is called where something nobody foresaw ended it; that is recorded besides.
        """
        return self._submit(self._readers, work, Ways(done=done, failed=failed, broke=broke))

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
        """Run *work* on the writing lane; handlers and workflows follow when the lane is free.

        Once asked for it is done, even if its view has gone or the window is closing.
        """
        context, actor = self.context, self._acting()

        def run() -> T:
            return work(context, actor)

        ways = Ways(
            done=done or nothing, failed=failed, again=lambda: self.write(work, done, failed)
        )
        ticket = self._submit(self._writer, run, ways)
        self.settle()
        return ticket

    def keep(self, work: Callable[[], None]) -> Ticket:
        """Write something small that no job may delay, beside the drafts."""
        return self._submit(self._keeper, work, Ways(done=nothing))

    def load(self, modules: Sequence[str]) -> None:
        """Load code that will be wanted, in a lane of its own; nobody is told, and nothing waits.

        Only for code that knows no toolkit: its types are the window's thread's to make.
        What cannot be loaded says so again where it is wanted.
        """
        if not self._closing:
            for name in modules:
                self._loader.submit(loaded, name)

    def settle(self) -> Ticket:
        """Let event handlers and workflows catch up, behind whatever waits on the lane."""
        ticket = self._sliced(self.context.settle_some)
        self._index()
        return ticket

    def _sliced(self, work: Callable[[], bool]) -> Ticket:
        """Run slices of *work* until it says no: whatever is asked for meanwhile goes first."""
        context = self._context

        def worked(more: bool) -> None:
            if more and self._context is context:
                self._sliced(work)

        return self._submit(self._writer, lambda: not self._closing and work(), Ways(done=worked))

    def _index(self) -> None:
        """Let the text index follow, slice by slice: whatever is asked for meanwhile goes first."""
        if self._context is not None:
            self._sliced(self._context.index)

    def upkeep(self) -> Ticket:
        """Do what time brings (roll-ups, reminders, expiry), behind whatever waits on the lane."""
        done, steps = object(), self.context.upkeep()
        return self._sliced(lambda: next(steps, done) is not done)

    def job(
        self,
        title: str,
        icon: str,
        work: Callable[[Context, Actor, Job], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[SmartCourseError], None] | None = None,
        *,
        backs_up: bool = False,
    ) -> Job:
        """Run long work on the writing lane, shown in the job centre with progress and cancel.

        *backs_up* copies the workspace first: for imports and whatever else is risky.
        """
        context, actor = self.context, self._acting()

        def run(job: Job) -> T:
            if backs_up and self.back_up is not None:
                self.back_up(context.folder)
            return work(context, actor, job)

        job = self.prepare(title, icon, run, done, failed)
        self.settle()
        return job

    def prepare(
        self,
        title: str,
        icon: str,
        work: Callable[[Job], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[SmartCourseError], None] | None = None,
    ) -> Job:
        """Like `job`, for work that needs no open workspace."""
        job = self.jobs.start(title, icon)

        @outliving
        def ended(result: T) -> None:
            job.finish()
            if done is not None and not is_gone(done):
                done(result)

        @outliving
        def refused(error: SmartCourseError) -> None:
            job.fail(error)
            (self.failed.emit if failed is None or is_gone(failed) else failed)(error)

        ways = Ways(
            done=ended,
            failed=refused,
            stopped=job.stopped,
            broke=lambda: job.fail(EnvironmentFault("job.broke")),
        )
        self._submit(self._writer, lambda: work(job), ways, job.ticket)
        return job

    def close(self, patience: float = PATIENCE) -> bool:
        """Stop: cancel jobs, finish writes, give the workspace up, end the threads.

        True if all came to its end within *patience* seconds; otherwise the caller should end the
        process: what was at work is then taken back at the next opening, as after a crash.
        """
        if self._closing:
            return True
        self._give_up_opening()
        self._closing = True
        self.collector.work_ended()
        self.jobs.cancel_all()
        self.drafts.end()
        if self._context is not None:
            context = self._context
            self._track(self._writer.submit(self._end, context))
        for pool in (self._readers, self._loader):
            pool.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=False)
        self._keeper.shutdown(wait=False)
        with self._lock:
            waited = set(self._futures)
        late = wait(waited, timeout=patience).not_done
        if late:
            return False
        for pool in (self._readers, self._loader, self._writer, self._keeper):
            pool.shutdown(wait=True)
        self.collector.end()
        return True

    # inside

    def _give_up_opening(self) -> None:
        """What is still being opened, or not told yet, is closed next on the lane that opens it."""
        made, self._opening = self._opening, None

        def close() -> None:
            for context in made or ():
                context.close()

        if made is not None:
            self._submit(self._writer, close, Ways(done=nothing))

    def _end(self, context: Context, *, copies: bool = True) -> None:
        try:  # on the lane, behind whatever was still being written
            if copies and self.changed_since_backup and self.back_up is not None:
                self.back_up(context.folder)
        finally:
            self.changed_since_backup = False
            context.close()

    def _acting(self) -> Actor:
        if self.actor is None:
            raise RuntimeError("nobody acts yet")
        return self.actor

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], T],
        ways: Ways[T],
        ticket: Ticket | None = None,
    ) -> Ticket:
        ticket = ticket or Ticket()
        if self._closing:
            ticket.drop()
            return ticket
        self._one_more()
        generation, asker = self._generation, self.actor

        def ended(future: Future[T]) -> None:
            if future.cancelled() or self._closing:
                return
            call = self._outcome(future, ways)
            self._reported.emit(Report(ticket, call, generation=generation, asker=asker))

        skips = pool is self._readers
        future = pool.submit(unless_unwanted, ticket, work, skips=skips)
        self._track(future)
        future.add_done_callback(ended)
        return ticket

    def _one_more(self) -> None:
        self._at_work += 1
        self.collector.work_began()

    def _one_less(self) -> None:
        self._deliver(Report(unasked(), nothing))

    def _track(self, future: Future[Any]) -> None:
        with self._lock:
            self._futures.add(future)
        future.add_done_callback(self._untrack)

    def _untrack(self, future: Future[Any]) -> None:
        with self._lock:
            self._futures.discard(future)

    def _outcome(self, future: Future[T], ways: Ways[T]) -> Callable[[], None]:
        error = future.exception()
        if error is None:
            return lambda: None if is_gone(ways.done) else ways.done(future.result())
        if isinstance(error, Cancelled):
            return ways.stopped or nothing
        if isinstance(error, OSError):
            log.info("hindered by the machine", exc_info=error)
            error = disk_fault(error, Path(str(error.filename or "?")))
        if isinstance(error, SmartCourseError):
            known = error
            return lambda: self._refuse(known, ways)

        def broke() -> None:
            (ways.broke or nothing)()
            self.broken.emit(error)

        return broke

    def _refuse(self, error: SmartCourseError, ways: Ways[Any]) -> None:
        if ways.failed is not None and not is_gone(ways.failed):
            ways.failed(error)
            return
        self.again = ways.again
        self.failed.emit(error)
        self.again = None

    @Slot(object)
    def _deliver(self, report: Report) -> None:
        self._at_work -= report.counted
        current = report.generation == self._generation
        if current and not report.ticket.dropped and not self._closing:
            self._asker = report.asker
            try:
                report.call()
            finally:
                self._asker = None
        if report.counted and self.idle:
            self.collector.work_ended()
            self.idled.emit()

    def _committed_on_writer(self, changes: ChangeSet) -> None:
        # Called on the lane; the signal crosses to the GUI thread by its queued receivers.
        # Known at once: whoever gives the workspace up next, on this lane, copies it.
        self.changed_since_backup = True
        if not self._closing:
            tell = partial(self.committed.emit, changes)
            self._reported.emit(Report(Ticket(), tell, counted=0, generation=self._generation))
