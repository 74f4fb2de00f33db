"""What an import has come to: the file, what is in it, what it would do, what it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.context import Context
from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.domain.errors import SmartCourseError
from app.ports.interchange import (
    CourseImport,
    CoursePreview,
    TableCheck,
    TableImport,
    TableName,
    TablePreview,
)
from app.usecases.undo_unit import undo_unit
from ui.operations.jobs import Job
from ui.operations.operations import Operations
from ui.operations.tasks import Ticket
from ui.widgets.words import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A finished import of either kind; `command_id` undoes it, None where it changed nothing."""

    report: TableImport | CourseImport
    command_id: str | None


class ImportSession(QObject):
    """Runs the steps of one import off the GUI thread, one after the other.

    Signals:
        changed(): a step is through, or refused; the properties tell.
        progressed(): the job at work has come further.
        imported(Imported): rows or a course are in.
        undone(str): what was imported has been taken back.
        overtaken(): something else was done, or done again, since then.
        turned(): what was imported was taken back by another way, or is there again (`is_back`).
        stopped(): the job at work was cancelled, and nothing of it is left.
    """

    changed = Signal()
    progressed = Signal()
    imported = Signal(object)
    undone = Signal(str)
    overtaken = Signal()
    turned = Signal()
    stopped = Signal()

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._ticket = Ticket()
        self.job: Job | None = None
        self._last_undone: str | None = None
        self.forget()

    def forget(self) -> None:
        """Begin anew with no file."""
        self._ticket.drop()
        self._leave_job()
        self.path: Path | None = None
        self.course: CoursePreview | None = None
        self.preview: TablePreview | None = None
        self.meant: dict[str, int] = {}
        self.check: TableCheck | None = None
        self.result: Imported | None = None
        self.is_back = False
        self.error: SmartCourseError | None = None

    def go_on_from(self, former: ImportSession) -> None:
        """Be where another one is, of a screen that this one's takes the place of."""
        self.path, self.course, self.preview = former.path, former.course, former.preview
        self.meant, self.check, self.result = dict(former.meant), former.check, former.result
        self.error, self._last_undone = former.error, former._last_undone
        self.is_back = former.is_back

    def begin(self, path: Path, table: TableName | None = None) -> None:
        """Take a file or a folder, and look at its first rows."""
        self.forget()
        self.path = path

        def look(context: Context, actor: Actor) -> TablePreview | CoursePreview:
            del actor
            if path.is_dir():
                return context.interchange.preview_course(path)
            return context.interchange.preview_table(path, table)

        self._ticket = self._operations.inquire(look, self._seen, self._refused)

    def start_check(self) -> None:
        """Find out what the import would do."""
        path, preview = self.path, self.preview
        if path is None or preview is None:
            return
        table, meant = preview.table, dict(self.meant)
        self.check, self.error = None, None
        self._run(
            tr("Check {file}", file=path.name),
            "list-checks",
            lambda context, actor, job: context.interchange.check_table(
                table, path, actor=actor, progress=job.report, meant=meant
            ),
            self._checked,
        )

    def start_import(self, instructor_id: int | None = None) -> None:
        """Import what was checked, or the course folder."""
        path, preview, meant = self.path, self.preview, dict(self.meant)
        if path is None:
            return
        self.error = None

        def work(context: Context, actor: Actor, job: Job) -> Imported:
            before = _newest(context, actor)
            report: TableImport | CourseImport
            if preview is None:
                report = context.interchange.import_course(
                    path, instructor_id=instructor_id, actor=actor, progress=job.report
                )
            else:
                report = context.interchange.import_table(
                    preview.table,
                    path,
                    actor=actor,
                    dry_run=False,
                    progress=job.report,
                    meant=meant,
                )
            after = _newest(context, actor)
            return Imported(report=report, command_id=after if after != before else None)

        title = tr("Import {file}", file=path.name)
        self._run(title, "upload", work, self._taken, backs_up=True)

    def cancel(self) -> None:
        """Stop the job at work; what it did is taken back whole."""
        if self.job is not None:
            self.job.cancel()

    def undo(self) -> None:
        """Take the import back."""
        result, path = self.result, self.path
        if result is None or result.command_id is None or path is None:
            return
        command_id = result.command_id

        def work(context: Context, actor: Actor, job: Job) -> tuple[str, str | None]:
            del job
            label = undo_unit(context.bus, context.store, actor, command_id)
            return label, _newest(context, actor)

        title = tr("Undo the import of {file}", file=path.name)
        self._run(title, "undo-2", work, self._taken_back, self._not_taken_back)

    def follow(self) -> None:
        """Rows have changed: find out whether by something that came after the undoing.

        While what came of an import is shown, also whether that still stands.
        """
        if self._last_undone is not None:
            self._operations.inquire(_newest, self._compare)
        result = self.result
        if result is not None and result.command_id is not None:
            command_id = result.command_id

            def is_back(context: Context, actor: Actor) -> bool:
                del actor
                return command_id in context.store.reverted({command_id})

            self._operations.inquire(is_back, lambda found: self._turn(result, is_back=found))

    @property
    def is_course(self) -> bool:
        """Whether it is a course's folder."""
        return self.course is not None

    @property
    def is_running(self) -> bool:
        """Whether a job is at work."""
        return self.job is not None and self.job.state == "running"

    # what came of it

    def _run(
        self,
        title: str,
        icon: str,
        work: Callable[[Context, Actor, Job], Any],
        done: Callable[[Any], None],
        refused: Callable[[SmartCourseError], None] | None = None,
        *,
        backs_up: bool = False,
    ) -> None:
        self._leave_job()
        refused = refused or self._refused
        job = self._operations.job(title, icon, work, done, refused, backs_up=backs_up)
        self.job = job
        job.changed.connect(self.progressed)
        job.ended.connect(self._ended)
        self.changed.emit()

    def _leave_job(self) -> None:
        job, self.job = self.job, None
        if job is not None:
            job.changed.disconnect(self.progressed)
            job.ended.disconnect(self._ended)

    @Slot(object)
    def _ended(self, job: Job) -> None:
        if job is self.job and job.state == "stopped":
            self.stopped.emit()
            self.changed.emit()

    def _seen(self, found: TablePreview | CoursePreview) -> None:
        if isinstance(found, CoursePreview):
            self.course = found
        else:
            self.preview, self.meant = found, dict(found.meant)
        self.changed.emit()

    def _checked(self, check: TableCheck) -> None:
        self.check = check
        self.changed.emit()

    def _taken(self, result: Imported) -> None:
        self.result, self.is_back = result, False
        self.imported.emit(result)
        self.changed.emit()

    def _compare(self, newest: str | None) -> None:
        if self._last_undone not in (None, newest):
            self._last_undone = None
            self.overtaken.emit()

    def _taken_back(self, found: tuple[str, str | None]) -> None:
        label, self._last_undone = found
        self.result, self.check = None, None
        self.undone.emit(label)
        self.changed.emit()

    def _turn(self, result: Imported, *, is_back: bool) -> None:
        if result is self.result and is_back != self.is_back:
            self.is_back = is_back
            self.turned.emit()

    def _not_taken_back(self, error: SmartCourseError) -> None:
        # The import stands as it did: this is no refusal of its file.
        self._operations.failed.emit(error)
        self.changed.emit()

    def _refused(self, error: SmartCourseError) -> None:
        self.error = error
        self.changed.emit()


def _newest(context: Context, actor: Actor) -> str | None:
    entries = context.store.journal(actor_id=actor.user_id, limit=1)
    return entries[0].command_id if entries else None
