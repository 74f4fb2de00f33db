"""Imports and exports of a workspace: plans made here, run by the bus as one undoable batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from app.domain.actor import Actor
from app.domain.commands import Command, EditCourse
from app.domain.entities import Course, User
from app.domain.errors import BadInput
from app.domain.outcomes import Outcome
from app.ports.files import FileStore
from app.ports.interchange import (
    CourseImport,
    CoursePreview,
    Meant,
    Problem,
    Progress,
    TableCheck,
    TableImport,
    TableName,
    TablePreview,
)
from app.ports.storage import Rows, Store
from app.usecases.batches import run_batch
from app.usecases.bus import CommandBus
from services.interchange.course_import import plan_import, read_course
from services.interchange.course_writer import write_course
from services.interchange.csv_check import check_rows
from services.interchange.csv_enrollments import plan_enrollments
from services.interchange.csv_export import FORMS, write_table
from services.interchange.csv_plan import TablePlan
from services.interchange.csv_preview import preview_table, recognized
from services.interchange.csv_progress import plan_progress
from services.interchange.csv_report import merge_report, with_error_file, write_error_file
from services.interchange.csv_table import TableFile, TableForm, open_table
from services.interchange.csv_users import plan_users
from services.interchange.stored_course import stored_course

NAMED = 10
"""Unknown columns that are told by name."""


class LocalInterchange:
    """`app.ports.interchange.Interchange` over a store, its bus and its files."""

    def __init__(self, store: Store, bus: CommandBus, files: FileStore) -> None:
        self._store = store
        self._bus = bus
        self._files = files

    def import_course(
        self, path: Path, *, instructor_id: int | None, actor: Actor, progress: Progress
    ) -> CourseImport:
        """Make a course of a folder, or bring the one with its slug up to date.

        Without *instructor_id* a new course is taught by who acts. Raises `BadInput` for a folder
        that holds no course, and what the commands are refused for; then nothing is changed.
        """
        source = read_course(path)
        with self._store.reading() as rows:
            plan = plan_import(
                source,
                rows,
                self._files,
                self._store.allocate_ids,
                instructor_id=self._instructor(rows, instructor_id, actor),
                progress=progress,
            )
        if plan.commands:
            self._run(f"Import of {source.title}", plan.commands, actor, progress)
        else:  # The ledger is for those only who might have changed it.
            self._bus.rehearse([EditCourse(course_id=plan.course_id, changes=())], actor)
        return CourseImport(
            slug=source.slug,
            course_id=plan.course_id,
            changed=bool(plan.commands),
            ledger=plan.ledger,
        )

    def preview_course(self, path: Path) -> CoursePreview:
        """Look through a folder; nothing is stored. Raises `BadInput`."""
        source = read_course(path)
        with self._store.reading() as rows:
            is_new = rows.count(Course, slug=source.slug, is_deleted=False) == 0
        return CoursePreview(
            title=source.title,
            slug=source.slug,
            modules=len(source.modules),
            lessons=sum(len(one.lessons) for one in source.modules),
            files=len(source.materials),
            left_out=len(source.dropped),
            is_new=is_new,
        )

    def export_course(self, slug: str, folder: Path) -> int:
        """Write a course as a folder that is new or empty; answers the number of files."""
        with self._store.reading() as rows:
            return write_course(rows, self._files, stored_course(rows, slug), folder)

    def import_table(
        self,
        table: TableName,
        path: Path,
        *,
        actor: Actor,
        dry_run: bool,
        progress: Progress,
        meant: Meant | None = None,
    ) -> TableImport:
        """Take the rows of a file in; a dry run says what would come of it and changes nothing.

        Raises `BadInput` for a file that is no such table at all.
        """
        form = replace(FORMS[table], said=meant)
        plan = self._planned(table, path, form, progress)
        commands = [step.command for step in plan.steps]
        if dry_run:
            return merge_report(plan, self._bus.rehearse(commands, actor))
        counted = _in_rows(plan, progress)
        outcomes = self._run(f"Import of {path.name}", commands, actor, counted)
        report = merge_report(plan, outcomes)
        if not report.bad:
            return report
        return with_error_file(report, path, form)

    def export_table(self, table: TableName, path: Path) -> int:
        """Write all rows; answers their number."""
        with self._store.reading() as rows:
            return write_table(table, rows, path)

    def preview_table(self, path: Path, table: TableName | None = None) -> TablePreview:
        """The first rows of a file; however large it is, no more is read.

        Raises `BadInput`, for a header that is like that of no table too.
        """
        table = table or recognized(path, FORMS)
        return preview_table(path, table, FORMS[table])

    def check_table(
        self,
        table: TableName,
        path: Path,
        *,
        actor: Actor,
        progress: Progress,
        meant: Meant | None = None,
    ) -> TableCheck:
        """What an import would do, row by row; nothing is kept. Raises `BadInput`."""
        form = replace(FORMS[table], said=meant)
        plan = self._planned(table, path, form, progress)
        outcomes = self._bus.rehearse([step.command for step in plan.steps], actor)
        with self._store.reading() as rows:
            return check_rows(plan, outcomes, rows, path, form)

    def save_bad_rows(
        self,
        table: TableName,
        path: Path,
        problems: Sequence[Problem],
        target: Path,
        meant: Meant | None = None,
    ) -> int:
        """Write these rows with their reasons to a file; answers their number."""
        bad = {one.row: f"{one.wrong} {one.helps}".strip() for one in problems}
        write_error_file(path, replace(FORMS[table], said=meant), bad, target)
        return len(bad)

    def _planned(
        self, table: TableName, path: Path, form: TableForm, progress: Progress
    ) -> TablePlan:
        """What a file comes to; *progress* hears how many rows are read."""
        with open_table(path, form, heard=lambda read: progress(read, None)) as file:
            with self._store.reading() as rows:
                plan = self._plan(table, file, rows)
            if file.header.unknown:
                plan.warnings.insert(0, _left_out(file.header.unknown))
        return plan

    def _plan(self, table: TableName, file: TableFile, rows: Rows) -> TablePlan:
        if table == "progress":
            return plan_progress(file, rows)
        plan = plan_users if table == "users" else plan_enrollments
        return plan(file, rows, self._store.allocate_ids)

    def _run(
        self, label: str, commands: Sequence[Command], actor: Actor, progress: Progress
    ) -> list[Outcome]:
        if not commands:
            return []
        done = run_batch(self._bus, self._store, label, commands, actor, on_progress=progress)
        return [one.outcome for one in done]

    def _instructor(self, rows: Rows, instructor_id: int | None, actor: Actor) -> int:
        """Who teaches a new course."""
        teacher = actor.user_id if instructor_id is None else instructor_id
        if teacher is None or rows.get(User, teacher).role == "student":
            raise BadInput("import.no_instructor")
        return teacher


def _left_out(columns: Sequence[str]) -> str:
    """What is told of columns that the form does not know."""
    names = ", ".join(columns[:NAMED])
    more = f" and {len(columns) - NAMED} more" if len(columns) > NAMED else ""
    return f"Columns that mean nothing here were left out: {names}{more}."


def _in_rows(plan: TablePlan, progress: Progress) -> Progress:
    """Progress of commands, told in rows of the file."""
    done = list(accumulate(len(step.numbers) for step in plan.steps))
    return lambda commands, _total: progress(done[commands - 1], done[-1])
