"""The demo academy: a workspace of its own, so that one action removes it."""

from __future__ import annotations

import csv
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import resources
from app import settings
from app.bootstrap.clock import SystemClock
from app.bootstrap.opening import create_workspace, open_workspace
from app.context import Context
from app.domain.actor import SYSTEM, Actor
from app.domain.clock import format_time, parse_time
from app.domain.commands import (
    IssueCertificates,
    IssueRow,
    PublishCourse,
)
from app.domain.entities import User
from app.domain.errors import Rejected
from app.domain.verification_codes import new_verification_code
from app.ports.interchange import TableName
from app.queries.certificates import eligible, issued
from app.queries.lookup import course_by_slug, user_by_email

TIMES = frozenset({"created_at", "enrolled_at", "started_at", "completed_at", "dropped_at", "at"})
"""The columns of the demo's tables that hold times."""

ISSUED_AT_ONCE = 25


class _StoryClock:
    """Stands where the story is, until it is let go; then it is the machine's."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self._at: datetime | None = None

    def now(self) -> datetime:
        """The story's present, or the machine's."""
        return self._at or self._system.now()

    def stand(self, at: datetime | None) -> None:
        """Move the story on; None lets it go."""
        self._at = at


class _Story:
    """Tells the demo academy's nine months into a new workspace."""

    def __init__(self, folder: Path, password: str, opener: str) -> None:
        self._data = _data()
        self._clock = _StoryClock()
        self._shift = self._days_to_yesterday()
        self._clock.stand(self._time("2025-11-17T08:00"))
        told = self._data["admin"]
        create_workspace(
            folder,
            told["email"],
            password,
            name=f"{told['first_name']} {told['last_name']}",
            institution=self._data["academy"],
            demo=True,
            clock=self._clock,
        )
        self.context = open_workspace(folder, opener=cast("Any", opener), clock=self._clock)
        with self.context.store.reading() as rows:
            self._admin = user_by_email(rows, told["email"])
        self._actor = Actor(self._admin.id, "admin")

    def tell(self) -> None:
        """Everything, in the order in which it happened."""
        self._table("users")
        self._let_staff_in()
        for course in self._data["courses"]:
            self._course(course)
        self._clock.stand(self._time(f"{self._data['anchor']}T17:00"))
        self._table("enrollments")
        self._table("progress")
        self.context.settle()
        for slug in self._data["certificates"]:
            self._certificates(slug)
        self.context.settle()
        self._clock.stand(None)

    def _let_staff_in(self) -> None:
        """The instructors get the admin's password, so that the window can be seen as theirs."""
        with self.context.store.unit_of_work(SYSTEM) as uow:
            staff = uow.find(User, role="instructor")
            hashed = uow.get(User, self._admin.id).hashed_password
            uow.save_all([replace(one, hashed_password=hashed) for one in staff])
            uow.commit(None)

    def _course(self, course: dict[str, Any]) -> None:
        published = self._time(course["published_at"])
        self._clock.stand(published - timedelta(days=21))
        with self.context.store.reading() as rows:
            instructor = user_by_email(rows, course["instructor"])
        made = self.context.interchange.import_course(
            resources.path(f"demo/{course['folder']}"),
            instructor_id=instructor.id,
            actor=self._actor,
            progress=_silent,
        )
        self._clock.stand(published)
        self.context.bus.execute(PublishCourse(course_id=made.course_id), self._actor)
        self.context.settle()

    def _certificates(self, slug: str) -> None:
        with self.context.store.reading() as rows:
            due = eligible(rows, course_by_slug(rows, slug).id)
        random_source = random.SystemRandom()
        made = [
            IssueRow(
                enrollment_id=one.enrollment_id,
                verification_code=new_verification_code(random_source),
            )
            for one in due
        ]
        for start in range(0, len(made), ISSUED_AT_ONCE):
            chunk = tuple(made[start : start + ISSUED_AT_ONCE])
            self.context.bus.execute(IssueCertificates(rows=chunk), self._actor)

    def _table(self, table: TableName) -> None:
        """Import one of the demo's tables with its times moved to the present."""
        with tempfile.TemporaryDirectory(prefix="smartcourse-") as folder:
            moved = Path(folder) / f"{table}.csv"
            self._move(resources.path(f"demo/{table}.csv"), moved)
            self.context.interchange.import_table(
                table, moved, actor=self._actor, dry_run=False, progress=_silent
            )

    def _move(self, source: Path, target: Path) -> None:
        with (
            source.open(encoding="utf-8", newline="") as read,
            target.open("w", encoding="utf-8", newline="") as written,
        ):
            rows = csv.DictReader(read)
            names = list(rows.fieldnames or ())
            writer = csv.DictWriter(written, names)
            writer.writeheader()
            for row in rows:
                for name in TIMES.intersection(names):
                    if row[name]:
                        row[name] = format_time(self._time(row[name]))
                writer.writerow(row)

    def _time(self, text: str) -> datetime:
        return parse_time(text) + self._shift

    def _days_to_yesterday(self) -> timedelta:
        anchor = date.fromisoformat(str(self._data["anchor"]))
        yesterday = self._clock.now().date() - timedelta(days=1)
        return yesterday - anchor


def load_demo(folder: Path, password: str, *, opener: str = "command") -> Context:
    """Make the demo academy in a new or empty folder, and open it.

    *password* becomes the demo admin's. Raises what making a workspace raises.
    """
    story = _Story(folder, password, opener)
    story.tell()
    return story.context


def remove_demo(folder: Path) -> None:
    """Delete a demo workspace whole. Raises `Rejected` (``demo.not_a_demo``) for any other."""
    if not settings.load(folder).demo:
        raise Rejected("demo.not_a_demo", path=str(folder))
    # Opening it makes sure that nobody else has it open.
    open_workspace(folder).close()
    shutil.rmtree(folder)


def run_main_job(folder: Path) -> Iterator[str]:
    """The whole main job on the demo academy; a line for people after each step.

    The workspace lies in *folder*/workspace, the certificates in *folder*/certificates.
    """
    context = load_demo(folder / "workspace", "demo-academy")
    try:
        yield f"The demo academy is in {folder / 'workspace'}."
        with context.store.reading() as rows:
            course = course_by_slug(rows, str(_data()["certificates"][0]))
            certificates = [one for one in issued(rows, course.id) if not one.is_revoked]
        out = folder / "certificates"
        out.mkdir()
        for one in certificates:
            with context.files.open(one.pdf_sha256) as source:
                (out / f"{one.certificate_number}.pdf").write_bytes(source.read())
        yield f"{len(certificates)} certificates of {course.title} are in {out}."
        sample = out / f"{certificates[0].certificate_number}.pdf"
        verdict = context.verifier.verify_pdf(sample.read_bytes())
        yield f"{sample.name} is {verdict.verdict}."
        for name, value in context.metrics(datetime.now(UTC)).items():
            if not isinstance(value, list):
                yield f"  {name}: {value:g}"
    finally:
        context.close()


def _data() -> dict[str, Any]:
    import yaml

    text = resources.path("demo/demo.yaml").read_text(encoding="utf-8")
    return cast("dict[str, Any]", yaml.safe_load(text))


def _silent(done: int, total: int | None) -> None:
    del done, total
