"""What can be done with certificates: ask first, have it done, tell what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import SystemRandom

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import ReissueCertificate, RevokeCertificate
from app.domain.messages import sentence
from app.domain.verification_codes import new_verification_code
from app.ports.printing import Printer
from app.queries.certificates_detail import CertificateFile
from app.queries.grids import ELIGIBLE
from app.usecases.bus import Done
from ui.feedback.folders import show_folder
from ui.feedback.toasts import Notice
from ui.operations.jobs import Job
from ui.views.certificates import issuing, output
from ui.views.certificates.chunked import ChunkedJob
from ui.views.certificates.dialogs import IssueDialog, PrintDialog, ReasonDialog
from ui.views.certificates.issuing import Foreseen, Issued
from ui.views.page import Desk
from ui.widgets.grid import Selection
from ui.widgets.words import tr, trn

FEW = 12
"""Files that the system's viewer is asked to open at once."""

Files = list[CertificateFile]


class Handling(QObject):
    """Works on the selections of the page's lists.

    Signals:
        printed(tuple[str, ...]): certificates with these numbers went to a printer.
        reissued(str): a certificate got this new number.
        issued(): a batch ended; some may have been issued.
    """

    printed = Signal(object)
    reissued = Signal(str)
    issued = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._operations = desk.operations

    # issuing

    def issue(self, selection: Selection) -> None:
        """Look ahead, ask, then issue for what is selected."""

        def look(context: Context, actor: Actor) -> tuple[tuple[int, ...], Foreseen]:
            ids = selection.resolve(context.grids, actor)
            # A list may still show what was issued a moment ago.
            waiting = {row[0] for row in context.grids.rows(ELIGIBLE.query(), actor, ids)}
            chosen = tuple(int(one) for one in ids if one in waiting)
            return chosen, issuing.foresee(context, actor, chosen)

        def ask(found: tuple[tuple[int, ...], Foreseen]) -> None:
            chosen, foreseen = found
            if not chosen:
                self.told(tr("They have their certificates already"), "award")
                return
            missing = {one.enrollment_id for one in foreseen.missing}
            fit = [one for one in chosen if one not in missing]
            dialog = IssueDialog(
                self._desk.look, self._page.window(), foreseen, partial(self.issue_for, fit)
            )
            dialog.open()

        self._operations.inquire(look, ask)

    def issue_for(self, enrollment_ids: Sequence[int]) -> Job:
        """Issue as a job. Who has a certificate keeps it, so this also goes on with a rest."""
        return issuing.issue(self._operations, enrollment_ids, self._issued)

    def _issued(self, job: Job, result: Issued) -> None:
        self.issued.emit()
        count = len(result.new)
        title = trn("{n} certificate issued", "{n} certificates issued", count)
        if job.state == "finished":
            if result.refused:
                self._tell_refused(title, result)
            else:
                self.told(title, "award", (tr("Save the files"), partial(self.save, result.new)))
            return
        left = trn("{n} is left.", "{n} are left.", len(result.left))
        if job.state == "failed":
            left = f"{job.detail} {left}"
        job.detail = f"{title}. {left}"
        self._desk.notify(
            Notice(
                title=title,
                line=left,
                icon="award" if job.state == "stopped" else "circle-alert",
                tone="text-muted" if job.state == "stopped" else "danger",
                action=(tr("Issue the rest"), partial(self.issue_for, result.left)),
                stays=True,
            )
        )

    def _tell_refused(self, title: str, result: Issued) -> None:
        reasons = dict.fromkeys(sentence(one.error) for one in result.refused)
        many = trn("{n} was refused.", "{n} were refused.", len(result.refused))
        line = " ".join([many, *list(reasons)[:2]])
        self._desk.notify(
            Notice(title=title, line=line, icon="triangle-alert", tone="warning", stays=True)
        )

    # revoking and reissuing

    def revoke(self, number: str) -> None:
        """Ask why, then revoke."""

        def decided(reason: str) -> None:
            self._operations.execute(
                RevokeCertificate(certificate_number=number, reason=reason),
                lambda _done: self.told(tr("{number} is revoked", number=number), "ban"),
            )

        self._ask_reason(number, decided, reissue=False)

    def reissue(self, number: str) -> None:
        """Ask why, then revoke and issue anew."""

        def told(done: Done) -> None:
            new = str(done.outcome.data["certificate_number"])
            enrollment_id = int(str(done.outcome.data["enrollment_id"]))
            words = tr("{new} takes the place of {number}", new=new, number=number)
            save = (tr("Save the file"), partial(self.save, [enrollment_id]))
            self.told(words, "award", save)
            self.reissued.emit(new)

        def decided(reason: str) -> None:
            self._operations.execute(
                ReissueCertificate(
                    certificate_number=number,
                    reason=reason,
                    verification_code=new_verification_code(SystemRandom()),
                ),
                told,
            )

        self._ask_reason(number, decided, reissue=True)

    def _ask_reason(self, number: str, decided: Callable[[str], object], *, reissue: bool) -> None:
        dialog = ReasonDialog(
            self._desk.look, self._page.window(), number, decided, reissue=reissue
        )
        dialog.open()
        dialog.reason.setFocus()

    # files

    def with_files(self, chosen: Selection | Sequence[int], done: Callable[[Files], None]) -> None:
        """Hand the files of what is chosen to *done*."""

        def look(context: Context, actor: Actor) -> Files:
            if isinstance(chosen, Selection):
                ids = [int(one) for one in chosen.resolve(context.grids, actor)]
            else:
                ids = list(chosen)
            return output.files_of(context, ids)

        self._operations.inquire(look, done)

    def save(self, chosen: Selection | Sequence[int]) -> None:
        """Ask where, then save."""
        self.with_files(chosen, self._ask_where)

    def _ask_where(self, files: Files) -> None:
        if not files:
            return
        start = str(self._desk.memory.get("certificates.folder", str(Path.home())))
        dialog = QFileDialog(self._page.window(), tr("Save certificates"), start)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(files) == 1:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(tr("PDF files (*.pdf)"))
            dialog.setDefaultSuffix("pdf")
            dialog.selectFile(f"{files[0].certificate_number}.pdf")
            dialog.fileSelected.connect(lambda name: self.save_one(files[0], Path(name)))
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.fileSelected.connect(lambda name: self.save_into(files, Path(name)))
        dialog.open()

    def save_one(self, file: CertificateFile, path: Path) -> None:
        """Save one file under a name."""
        self._desk.memory.put("certificates.folder", str(path.parent))
        context = self._operations.context
        self._operations.compute(
            lambda: output.save_as(context, file, path),
            lambda saved: self._tell_saved(tr("{name} saved", name=saved.name), saved.parent),
        )

    def save_into(self, files: Files, folder: Path) -> Job:
        """Save files into a folder, as a job."""
        self._desk.memory.put("certificates.folder", str(folder))
        context = self._operations.context

        def ended(job: Job, saved: list[list[Path]]) -> None:
            count = sum(len(part) for part in saved)
            title = trn("{n} certificate saved", "{n} certificates saved", count)
            if job.state == "finished":
                job.action = (tr("Show folder"), partial(self._open_folder, folder))
                self._tell_saved(title, folder)
            else:
                self._tell_short(job, title)

        run: ChunkedJob[CertificateFile] = ChunkedJob(
            self._operations,
            title=trn("Save {n} certificate", "Save {n} certificates", len(files)),
            icon="save",
            items=files,
            at_once=output.AT_ONCE,
            submit=lambda chunk, done, failed: self._operations.compute(
                lambda: output.save_files(context, chunk, folder), done, failed
            ),
            ended=ended,
        )
        return run.job

    def _tell_saved(self, title: str, folder: Path) -> None:
        self.told(title, "save", (tr("Show folder"), partial(self._open_folder, folder)))

    def _open_folder(self, folder: Path) -> None:
        show_folder(folder, self._desk.notify)

    def open_files(self, chosen: Selection | Sequence[int]) -> None:
        """Open copies in the system's own viewer, a dozen at most."""
        context = self._operations.context

        def show(paths: list[Path]) -> None:
            opened = [QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))) for path in paths]
            if not all(opened):
                self._desk.notify(
                    Notice(
                        title=tr("No program on this computer opens PDF files"),
                        line=tr("Save the file instead, or install a PDF viewer."),
                        icon="circle-alert",
                        tone="danger",
                        stays=True,
                    )
                )

        def copy(files: Files) -> None:
            few = files[:FEW]
            self._operations.compute(lambda: output.viewer_copy(context, few), show)

        self.with_files(chosen, copy)

    # printing

    def print_files(self, chosen: Selection | Sequence[int]) -> None:
        """Ask for the printer, then print; without one, say so and offer to save instead."""
        context = self._operations.context

        def ask(files: Files, printers: Sequence[Printer]) -> None:
            dialog = PrintDialog(
                self._desk.look,
                self._page.window(),
                len(files),
                printers,
                print_on=partial(self.print_on, files),
                save=partial(self._ask_where, files),
            )
            dialog.open()

        def found(files: Files) -> None:
            if files:
                self._operations.compute(lambda: output.printers(context), partial(ask, files))

        self.with_files(chosen, found)

    def print_on(self, files: Files, printer: str) -> Job:
        """Print files on a printer, as a job."""
        context = self._operations.context

        def ended(job: Job, queued: list[list[str]]) -> None:
            numbers = tuple(one for part in queued for one in part)
            self.printed.emit(numbers)
            title = trn("{n} certificate sent to {printer}", "{n} certificates sent to {printer}",
                        len(numbers), printer=printer)  # fmt: skip
            if job.state == "finished":
                self.told(title, "printer")
            else:
                self._tell_short(job, title)

        run: ChunkedJob[CertificateFile] = ChunkedJob(
            self._operations,
            title=trn("Print {n} certificate", "Print {n} certificates", len(files)),
            icon="printer",
            items=files,
            at_once=1,
            submit=lambda chunk, done, failed: self._operations.compute(
                lambda: output.print_files(context, chunk, printer), done, failed
            ),
            ended=ended,
        )
        return run.job

    # telling

    def told(
        self, title: str, icon: str, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Say what was done."""
        self._desk.notify(Notice(title=title, icon=icon, action=action))

    def _tell_short(self, job: Job, title: str) -> None:
        """A job ended before all was done: why, and how far it came."""
        failed = job.state == "failed"
        self._desk.notify(
            Notice(
                title=title,
                line=job.detail if failed else tr("The rest was cancelled."),
                icon="circle-alert" if failed else "circle-slash",
                tone="danger" if failed else "text-muted",
                stays=failed,
            )
        )
