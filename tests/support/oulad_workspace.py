"""A workspace with a part of the Open University's data, made once for all tests of a run.

Its scores stay out: they take five times as long as all the rest, and no list or certificate here
hangs on them.
"""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

from app.bootstrap import create_workspace, open_workspace
from app.domain.commands import PublishCourse
from app.ports.interchange import TableName
from app.queries.lookup import only_admin
from tests.support.oulad import convert

ADMIN, PASSWORD = "office@example.org", "long-password-1"
TABLES: tuple[TableName, ...] = ("users", "enrollments")


def oulad_workspace(source: Path, shared: Path) -> Path:
    """The closed workspace below *shared*; whichever process comes first makes it of *source*."""
    shared.mkdir(parents=True, exist_ok=True)
    target, made = shared / "workspace", shared / "made"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(target, ignore_errors=True)
            shutil.rmtree(shared / "forms", ignore_errors=True)
            _make(source, shared / "forms", target)
            made.touch()
    return target


def _make(source: Path, forms_at: Path, target: Path) -> None:
    forms = convert(source, forms_at)
    files = {"users": forms.users, "enrollments": forms.enrollments}
    create_workspace(target, ADMIN, PASSWORD, institution="Open University")
    context = open_workspace(target)
    try:
        with context.store.reading() as rows:
            actor = only_admin(rows)
        for folder in forms.courses:
            course = context.interchange.import_course(
                folder, instructor_id=None, actor=actor, progress=_quiet
            )
            context.bus.execute(PublishCourse(course_id=course.course_id), actor)
        for table in TABLES:
            context.interchange.import_table(
                table, files[table], actor=actor, dry_run=False, progress=_quiet
            )
        context.settle()
        while context.index():
            pass
    finally:
        context.close()


def _quiet(done: int, total: int | None) -> None:
    """Nobody watches."""
    del done, total
