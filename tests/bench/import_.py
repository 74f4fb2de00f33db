"""Importing 100,000 enrollments into a workspace that has a million of 100,000 learners.

The end-to-end time is held against `floors.import_rows` on the very same rows; the event handlers
that follow are told apart. The workspace is made once and kept in the system's temporary folder.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from app.bootstrap import create_workspace, open_workspace
from app.context import Context
from app.domain.actor import Actor
from app.domain.entities import Course, CourseSettings, Enrollment, Entity, User
from app.ports.storage import Store
from services.interchange.csv_enrollments import ENROLLMENTS, plan_enrollments
from services.interchange.csv_export import FORMS
from services.interchange.csv_preview import preview_table
from services.interchange.csv_table import open_table
from tests.bench.floors.import_rows import insert, new_rows
from tests.bench.pairs import compare, figure
from tests.support.memory import seed

LEARNERS = 100_000
COURSES = 500
PER_LEARNER = 10
NEW_COURSES = 20
STATUSES = {"active": 55, "completed": 30, "dropped": 10, "suspended": 5}
DAY_ONE = datetime(2025, 1, 1, tzinfo=UTC)
CHUNK = 5_000
PAIRS = 5
DATABASE = "workspace.db"


def prepared(cache: Path) -> Path:
    """The workspace with a million enrollments and the file to import, made where it is missing."""
    folder = cache / "import-2"
    if (folder / "done").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    create_workspace(folder / "workspace", "office@example.org", "correct horse battery staple")
    context = open_workspace(folder / "workspace")
    try:
        _fill(context.store)
    finally:
        context.close()
    _write_file(folder / "enrollments.csv")
    (folder / "done").touch()
    return folder


def _fill(store: Store) -> None:
    for kind, rows in ((Course, _courses()), (User, _learners()), (Enrollment, _enrollments())):
        chunk: list[Entity] = []
        for row in rows:
            chunk.append(row)
            if len(chunk) == CHUNK:
                seed(store, *chunk)
                chunk = []
        seed(store, *chunk)
        store.allocate_ids(kind, LEARNERS * PER_LEARNER + 1)


def _courses() -> Iterator[Entity]:
    for number in range(1, COURSES + NEW_COURSES + 1):
        yield Course(
            id=number,
            title=f"Course {number}",
            slug=f"course-{number}",
            instructor_id=1,
            created_at=DAY_ONE,
        )
        yield CourseSettings(course_id=number)


def _learners() -> Iterator[Entity]:
    for number in range(2, LEARNERS + 2):
        yield User(
            id=number,
            email=f"learner{number}@example.org",
            username=f"learner{number}",
            first_name="Ada",
            last_name=f"Number {number}",
            created_at=DAY_ONE,
        )


def _enrollments() -> Iterator[Entity]:
    random = Random(7)
    for number in range(LEARNERS * PER_LEARNER):
        learner, place = divmod(number, PER_LEARNER)
        start = DAY_ONE + timedelta(minutes=random.randrange(365 * 24 * 60))
        yield Enrollment(
            id=number + 1,
            student_id=learner + 2,
            course_id=place * (COURSES // PER_LEARNER) + random.randrange(50) + 1,
            enrolled_at=start,
            created_at=start,
        )


def _write_file(path: Path) -> None:
    """One new enrollment a learner, in one of the courses that nobody takes yet."""
    random = Random(11)
    names, weights = list(STATUSES), list(STATUSES.values())
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("email", "course", "status", "enrolled_at", "completed_at"))
        for number in range(LEARNERS):
            learner = number * 7919 % LEARNERS + 2
            start = DAY_ONE + timedelta(minutes=random.randrange(365 * 24 * 60))
            [status] = random.choices(names, weights)
            end = start + timedelta(days=60) if status == "completed" else None
            writer.writerow(
                (
                    f"learner{learner}@example.org",
                    f"course-{COURSES + 1 + number % NEW_COURSES}",
                    status,
                    start.isoformat(),
                    end.isoformat() if end else "",
                )
            )


@dataclass(slots=True)
class Runs:
    """Imports into fresh copies of the prepared workspace, each with the floor of its own rows.

    `floor_of_last` are the seconds that sqlite3 took for the rows of the last import, `handlers`
    those of the event handlers that follow.
    """

    made: Path
    floor_of_last: float = 0.0
    handlers: float = 0.0

    def imported(self, *, with_handlers: bool) -> float:
        """Seconds from the file to the committed rows."""
        file = self.made / "enrollments.csv"
        with tempfile.TemporaryDirectory(dir=self.made) as scratch:
            workspace, before = Path(scratch) / "workspace", Path(scratch) / "before.db"
            shutil.copytree(self.made / "workspace", workspace)
            shutil.copy(workspace / DATABASE, before)
            context = open_workspace(workspace)
            try:
                seconds = _import(context, file)
            finally:
                context.close()
            # Not kept: a list of all rows would slow down what comes after it.
            self.floor_of_last = insert(
                str(before), new_rows(str(before), str(workspace / DATABASE))
            )
            if with_handlers:
                self._handle(workspace)
        return seconds

    def _handle(self, workspace: Path) -> None:
        started = time.perf_counter()
        context = open_workspace(workspace)
        context.settle()
        self.handlers = time.perf_counter() - started
        context.close()

    def planned(self) -> float:
        """Microseconds a row of reading and checking alone; nothing is written."""
        context = open_workspace(self.made / "workspace")
        try:
            started = time.perf_counter()
            with (
                open_table(self.made / "enrollments.csv", ENROLLMENTS) as table,
                context.store.reading() as rows,
            ):
                plan_enrollments(table, rows, context.store.allocate_ids)
            return 1e6 * (time.perf_counter() - started) / LEARNERS
        finally:
            context.close()


def _import(context: Context, file: Path) -> float:
    started = time.perf_counter()
    report = context.interchange.import_table(
        "enrollments",
        file,
        actor=Actor(1, "admin"),
        dry_run=False,
        progress=lambda done, total: None,
    )
    seconds = time.perf_counter() - started
    if (report.added, report.bad) != (LEARNERS, ()):
        raise RuntimeError(f"not all went in: {report.added} added, {report.bad[:3]}")
    return seconds


def run() -> dict[str, Any]:
    """The figures, and beside them what has no floor."""
    runs = Runs(prepared(Path(tempfile.gettempdir()) / "smartcourse-bench"))
    pairs = [
        (runs.imported(with_handlers=turn == PAIRS), runs.floor_of_last)
        for turn in range(1, PAIRS + 1)
    ]
    rows = figure(
        "100,000 enrollments from a file, beside sqlite3 inserting the same rows",
        [(floor, own) for own, floor in pairs],
        unit="s",
        target=3.0,
        better="less",
    )
    preview = compare(
        "the first 50 rows, beside a tenth of a second",
        partial(_preview, runs.made / "enrollments.csv"),
        lambda: 0.1,
        unit="s",
        target=1.0,
        better="less",
    )
    return {
        "name": "import",
        "figures": [rows.told(), preview.told()],
        "handlers_seconds": round(runs.handlers, 3),
        "plan_microseconds_per_row": round(runs.planned(), 2),
    }


def _preview(file: Path) -> float:
    started = time.perf_counter()
    preview_table(file, "enrollments", FORMS["enrollments"])
    return time.perf_counter() - started
