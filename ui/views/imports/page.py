"""The import wizard: a page with a step bar, so that one may look elsewhere and come back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.journal import ChangeSet
from app.ports.interchange import CourseImport, TableImport, TableName
from app.queries.courses_form import teachers
from ui.feedback.folders import show_folder
from ui.feedback.toasts import Notice
from ui.views.imports.check_step import CheckStep
from ui.views.imports.columns_step import ColumnsStep
from ui.views.imports.course_step import CourseStep, LedgerStep
from ui.views.imports.done_step import DoneStep
from ui.views.imports.dropping import open_dropped
from ui.views.imports.file_step import FileStep
from ui.views.imports.foot import Foot
from ui.views.imports.running_step import RunningStep
from ui.views.imports.session import Imported, ImportSession
from ui.views.imports.step_bar import StepBar
from ui.views.imports.told import Told
from ui.views.imports.words import DELIMITERS, PLACES, TABLES, TITLES
from ui.views.page import Desk, Page
from ui.widgets.basics import Text, column, frame, label, row
from ui.widgets.tab_strip import TabStrip
from ui.widgets.words import tr, trn


class ImportsPage(Page):
    """File, columns, check, done.

    Params: ``path`` and, where it is known, ``table``; or ``new`` to begin anew, with the table
    that is meant. Without either it stands as it was left.
    """

    TITLE = "Import"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.session = ImportSession(self.operations, self)
        self.session.changed.connect(self._show)
        self.session.progressed.connect(self._progress)
        self.session.imported.connect(self._imported)
        self.session.undone.connect(self._undone)
        self.session.overtaken.connect(self._overtaken)
        self.session.turned.connect(self._turned)
        self.session.stopped.connect(self._stopped)
        self._on_check = False
        self._meant: TableName | None = None
        self._teacher: int | None = None
        self._compose()
        self._show()

    # what it is made of

    def _compose(self) -> None:
        look = self.look
        lines = column(self)
        lines.addWidget(self._head())
        bar = frame("tabs", height=45)
        across = row(bar, margins=(24, 0, 24, 0), gap=16)
        self.steps = StepBar(look)
        across.addWidget(self.steps, 1)
        self.facts: Text = label(look, "", "small", "muted", tabular=True)
        across.addWidget(self.facts)
        lines.addWidget(bar)
        self.told = Told(look)
        lines.addWidget(self.told)
        self.file_step = FileStep(look)
        self.columns_step = ColumnsStep(look)
        self.course_step = CourseStep(look)
        self.running = RunningStep(look)
        self.check_step = CheckStep(look)
        self.done_step = DoneStep(look, self.session.undo, self._show_file)
        self.ledger = LedgerStep(look, self.session.undo)
        self.stack = QStackedWidget()
        for step in self._steps():
            self.stack.addWidget(step)
        lines.addWidget(self.stack, 1)
        self.foot = Foot(look)
        lines.addWidget(self.foot)
        self._tie()

    def _steps(self) -> tuple[QWidget, ...]:
        return (
            self.file_step,
            self.columns_step,
            self.course_step,
            self.running,
            self.check_step,
            self.done_step,
            self.ledger,
        )

    def _head(self) -> QWidget:
        head = frame("pagehead", height=self.look.size("pagehead"))
        words = column(head, margins=(24, 0, 24, 0), gap=2)
        words.addStretch(1)
        self.title: Text = label(self.look, tr("Import"), "page-title")
        words.addWidget(self.title)
        line = tr(
            "Nothing is written until you choose Import; the whole import can be undone in one step"
        )
        words.addWidget(label(self.look, line, "body", "muted"))
        words.addStretch(1)
        return head

    def _tie(self) -> None:
        self.file_step.file_wanted.connect(self.choose_file)
        self.file_step.folder_wanted.connect(self.choose_folder)
        self.file_step.given.connect(self._dropped)
        self.columns_step.retold.connect(self._retell)
        self.columns_step.meant.connect(self._mean)
        self.running.cancelled.connect(self.session.cancel)
        self.check_step.looked_at.connect(self.say)
        self.foot.back.clicked.connect(self.back)
        self.foot.save.clicked.connect(self.choose_bad_file)
        self.foot.primary.clicked.connect(self.go_on)

    @property
    def crumbs(self) -> tuple[str, ...]:
        if self.session.is_course:
            return (tr("Courses"), tr("Import"))
        table = self._table
        return (tr("Import"),) if table is None else (tr(TABLES[table]), tr("Import"))

    @property
    def under(self) -> str:
        if self.session.is_course:
            return "courses"
        return "imports" if self._table is None else PLACES[self._table][0]

    @property
    def _table(self) -> TableName | None:
        """What the file holds, or is meant to."""
        preview = self.session.preview
        return self._meant if preview is None else preview.table

    def main_view(self) -> QWidget:
        if self.stack.currentWidget() is self.check_step:
            return self.check_step.rows
        lacking = self.columns_step.meaning.lacking
        if self.stack.currentWidget() is self.columns_step and lacking:
            return self.columns_step.meaning.combos[lacking[0]]
        return self.foot.primary if self.foot.primary.isVisible() else self.file_step.choose

    def open(self, params: Mapping[str, Any]) -> None:
        path, new = params.get("path"), params.get("new")
        if "session" in params:
            self._go_on(params)
        elif not path:
            if new and not self.session.is_running:
                self._begin_anew(new)
        elif self.session.is_running:
            words = "{file} was not taken: an import is at work. Cancel it, or wait for its end."
            self.told.tell(tr(words, file=Path(path).name))
        else:
            self.take(Path(path), cast("TableName | None", params.get("table")))

    def standing(self) -> Mapping[str, Any]:
        return {
            "session": self.session,
            "on_check": self._on_check,
            "meant": self._meant,
            "teacher": self.course_step.teacher_id,
            "told": self.told.words,
            "tabs": [one.current for one in self._tabs()],
        }

    def _tabs(self) -> tuple[TabStrip, ...]:
        return (self.check_step.tabs, self.ledger.tabs)

    def _go_on(self, stood: Mapping[str, Any]) -> None:
        """Be at the step where another page was, with what was chosen there."""
        self.session.go_on_from(stood["session"])
        self._meant, self._teacher = stood["meant"], stood["teacher"]
        self._show()
        self._on_check = stood["on_check"]
        for tabs, place in zip(self._tabs(), stood["tabs"], strict=True):
            tabs.set_current(place)
        if stood["told"]:
            self.told.tell(stood["told"])

    def _begin_anew(self, meant: object) -> None:
        self._meant = next((one for one in TABLES if one == meant), None)
        self._on_check = False
        self.told.hide()
        self.session.forget()
        self._show()

    def take_changes(self, changes: ChangeSet) -> None:
        super().take_changes(changes)
        self.session.follow()

    # what one does

    @Slot(object)
    def take(self, path: Path, table: TableName | None = None) -> None:
        """Begin with a file or a folder."""
        self.told.hide()
        self._on_check = False
        self.session.begin(path, table)

    @Slot(object)
    def _dropped(self, paths: list[Path]) -> None:
        open_dropped(self.desk, paths, self)

    def choose_file(self) -> None:
        """Ask for a CSV file."""
        self._ask(
            tr("Choose a file to import"), QFileDialog.FileMode.ExistingFile, "CSV (*.csv *.tsv)"
        )

    def choose_folder(self) -> None:
        """Ask for a course's folder."""
        self._ask(tr("Choose a course's folder"), QFileDialog.FileMode.Directory, "")

    def choose_bad_file(self) -> None:
        """Ask where the bad rows go."""
        path = self.session.path
        if path is None:
            return
        dialog = self._made_dialog(tr("Save bad rows"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.selectFile(f"{path.stem}.errors.csv")
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    def save_bad_rows(self, target: Path) -> None:
        """Write the bad rows with their reasons."""
        session = self.session
        check, preview, path = session.check, session.preview, session.path
        if check is None or preview is None or path is None:
            return
        meant = dict(session.meant)
        self.operations.inquire(
            lambda context, _actor: context.interchange.save_bad_rows(
                preview.table, path, check.problems, target, meant
            ),
            lambda count: self._saved(count, target),
        )

    def go_on(self) -> None:
        """The primary button: the next step."""
        self.told.hide()
        session = self.session
        if session.is_course and session.result is None:
            session.start_import(self.course_step.teacher_id)
        elif session.result is not None:
            self._leave()
        elif session.check is not None and self._on_check:
            session.start_import()
        else:
            self._on_check = True
            session.start_check()

    def back(self) -> None:
        """One step back."""
        self.told.hide()
        session = self.session
        if session.result is not None or not self._on_check:
            session.forget()
        else:
            session.check = session.error = None
        self._on_check = False
        self._show()

    # what is shown

    def load(self) -> None:
        self.operations.read(teachers, self._show_teachers)

    def _show_teachers(self, found: Any) -> None:
        actor = self.operations.actor
        chosen = self._teacher or (actor.user_id if actor else None)
        self.course_step.show_teachers(found, chosen)

    def _show(self) -> None:
        session = self.session
        preview = session.preview
        self.title.setText(self._title())
        self.say("")
        self.facts.setText(self._about_file())
        if session.is_running and session.job is not None:
            self._at(self.running, 2)
            self.running.show_job(session.job, steps=session.is_course)
            self.foot.nothing()
        elif session.result is not None:
            self._show_result(session.result)
        elif session.error is not None or session.path is None:
            self._show_file_step()
        elif session.course is not None:
            self._at(self.course_step, 1)
            self.course_step.show_folder(session.path, session.course)
            self.foot.course()
        elif session.check is not None:
            self._at(self.check_step, 2)
            self.check_step.show_check(session.check)
            self.foot.check(session.check)
        elif preview is not None:
            self._on_check = False
            self._at(self.columns_step, 1)
            self.columns_step.show_preview(preview, session.meant)
            self.foot.columns(lacking=len(self.columns_step.meaning.lacking))
        if self.isVisible():
            self.crumbs_changed.emit()
            self.main_view().setFocus()

    def _title(self) -> str:
        if self.session.is_course:
            return tr("Import a course")
        table = self._table
        return tr("Import") if table is None else tr(TITLES[table])

    def _about_file(self) -> str:
        session = self.session
        if session.path is None:
            return ""
        check, preview = session.check, session.preview
        if check is None or preview is None:
            return session.path.name
        rows = check.added + check.updated + check.unchanged + len(check.problems)
        count = trn("{n} row", "{n} rows", rows)
        parted = tr(DELIMITERS[preview.delimiter])
        return tr(
            "{file}, {rows}, UTF-8, {parted}", file=session.path.name, rows=count, parted=parted
        )

    def _show_file_step(self) -> None:
        path, error = self.session.path, self.session.error
        self._at(self.file_step, 0)
        self.file_step.show_error(error, path.name if path else "")
        self.foot.nothing()

    def _show_result(self, result: Imported) -> None:
        undoable, back = result.command_id is not None, self.session.is_back
        if isinstance(result.report, CourseImport):
            self._at(self.ledger, 2, done=True)
            self.ledger.show_ledger(result.report, undoable=undoable)
            self.ledger.set_back(is_back=back)
            self.foot.done(tr("Open the course"))
        else:
            self._at(self.done_step, 3, done=True)
            self.done_step.show_report(result.report, undoable=undoable, is_back=back)
            preview = self.session.preview
            self.foot.done(tr(PLACES[preview.table][1]) if preview else tr("Done"))

    def _at(self, step: QWidget, place: int, *, done: bool = False) -> None:
        self.stack.setCurrentWidget(step)
        names: tuple[str, ...] = (tr("File"), tr("Columns"), tr("Check"), tr("Done"))
        if self.session.is_course:
            names, place = (tr("File"), tr("Course"), tr("Done")), min(place, 2)
        self.steps.set_steps(names, place, done=done)

    @Slot()
    def _progress(self) -> None:
        job = self.session.job
        if job is not None and self.session.is_running:
            self.running.show_job(job, steps=self.session.is_course)

    @Slot(str)
    def _retell(self, table: TableName) -> None:
        if self.session.path is not None:
            self.session.begin(self.session.path, table)

    @Slot(object)
    def _mean(self, meant: dict[str, int]) -> None:
        self.session.meant = meant
        self.foot.columns(lacking=len(self.columns_step.meaning.lacking))

    # what came of it

    @Slot(object)
    def _imported(self, result: Imported) -> None:
        report = result.report
        if self.isVisible():
            return
        if isinstance(report, TableImport):
            count = report.added + report.updated
            title = trn("{n} row imported", "{n} rows imported", count)
        else:
            files = trn("{n} file", "{n} files", len(report.ledger))
            title = tr("{course} imported: {files}", course=report.slug, files=files)
        undo = (tr("Undo"), lambda: self.desk.actions.trigger("edit.undo"))
        action = undo if result.command_id else None
        self.desk.notify(Notice(title=title, icon="upload", action=action, of_last_change=True))

    @Slot(str)
    def _undone(self, label_: str) -> None:
        self._on_check = False
        self._say(tr("Undone: {what}. Nothing of it is left.", what=label_), "undo-2")

    @Slot()
    def _turned(self) -> None:
        """Told where it was told what came of the import; whoever works elsewhere is let be."""
        result, back = self.session.result, self.session.is_back
        if result is None or self.session.is_running:
            return
        if isinstance(result.report, CourseImport):
            self.ledger.set_back(is_back=back)
        else:
            self.done_step.show_report(result.report, undoable=True, is_back=back)

    @Slot()
    def _overtaken(self) -> None:
        self.told.hide()

    @Slot()
    def _stopped(self) -> None:
        self._say(tr("Cancelled. Nothing of it is left."), "circle-stop")

    def _say(self, words: str, icon: str) -> None:
        """Tell it in the page, or, if one has gone elsewhere, as a notice."""
        if self.isVisible():
            self.told.tell(words)
        else:
            self.desk.notify(Notice(title=words, icon=icon))

    def _saved(self, count: int, target: Path) -> None:
        words = trn("{n} bad row saved", "{n} bad rows saved", count)
        line = tr("{file}. Correct them there and import that file.", file=target.name)
        show = (tr("Show the file"), lambda: self._show_file(target))
        self.desk.notify(Notice(title=words, line=line, icon="download", action=show))

    def _leave(self) -> None:
        result, preview = self.session.result, self.session.preview
        if result is not None and isinstance(result.report, CourseImport):
            course = result.report.course_id
            self.session.forget()
            self.desk.go("course", {"course_id": course})
        elif preview is not None:
            self.session.forget()
            self.desk.go(PLACES[preview.table][0], {})
        self._show()

    # files

    def _ask(self, title: str, mode: QFileDialog.FileMode, names: str) -> None:
        dialog = self._made_dialog(title)
        dialog.setFileMode(mode)
        if names:
            dialog.setNameFilter(names)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _made_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self.window(), title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self.take(Path(name))

    @Slot(str)
    def _save_to(self, name: str) -> None:
        self.save_bad_rows(Path(name))

    def _show_file(self, path: Path) -> None:
        show_folder(path.parent, self.desk.notify)
