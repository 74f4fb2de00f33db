"""A part of the Open University's data, from raw CSV to the twelve metrics."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from app.domain.canonical import to_canonical
from app.domain.commands import PublishCourse
from app.domain.entities import Course, Enrollment, Lesson, Progress, User
from app.ports.interchange import TableImport
from app.queries.metrics import read_metrics
from services.analytics.sqlite import SqliteBuckets
from services.storage.sqlite.reader import SqliteRows
from services.storage.sqlite.store import SqliteStore
from tests.support.exchange import World, close_world, make_world, real_data
from tests.support.oulad import convert

TIMES = ("2013-10-01", "2014-07-15T23:59:59", "2014-10-20", "2026-02-10")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A world with the data in it, and what the imports told."""

    world: World
    source: Path
    folder: Path
    users: TableImport
    enrollments: TableImport
    progress: TableImport


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    source = real_data("oulad")
    folder = tmp_path_factory.mktemp("oulad")
    forms = convert(source, folder / "forms")
    world = make_world(folder / "world", sqlite=True)
    for course in forms.courses:
        report = world.take_course(course)
        world.bus.execute(PublishCourse(course_id=report.course_id), world.admin)
    users = world.take("users", forms.users)
    enrollments = world.take("enrollments", forms.enrollments)
    progress = world.take("progress", forms.progress)
    yield Loaded(world, source, folder / "forms", users, enrollments, progress)
    close_world(world)


def _raw(source: Path, name: str) -> list[dict[str, str]]:
    """Read without the converter, so that both do not share a mistake."""
    with (source / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _start(row: dict[str, str]) -> date:
    assert row["code_presentation"][4:] == "J"
    return date(int(row["code_presentation"][:4]), 10, 1)


def _registrations(source: Path) -> list[dict[str, Any]]:
    """Every registration with its status and dates, by the rules of the task."""
    key = ("code_module", "code_presentation", "id_student")
    lengths = {
        (row["code_module"], row["code_presentation"]): int(row["module_presentation_length"])
        for row in _raw(source, "courses.csv")
    }
    results = {
        tuple(row[k] for k in key): row["final_result"] for row in _raw(source, "studentInfo.csv")
    }
    made = []
    for row in _raw(source, "studentRegistration.csv"):
        start, result = _start(row), results[tuple(row[k] for k in key)]
        passed = result in {"Pass", "Distinction"}
        left = bool(row["date_unregistration"])
        length = lengths[row["code_module"], row["code_presentation"]]
        made.append(
            {
                "course": f"{row['code_module']}-{row['code_presentation']}".lower(),
                "student": row["id_student"],
                "status": "completed" if passed else "dropped" if left else "active",
                "enrolled": start + timedelta(days=int(row["date_registration"])),
                "completed": start + timedelta(days=length) if passed else None,
                "result": result,
            }
        )
    return made


def test_everyone_goes_in(loaded: Loaded) -> None:
    world = loaded.world
    assert (loaded.users.added, loaded.users.bad) == (12_400, ())
    assert (loaded.enrollments.added, loaded.enrollments.bad) == (12_489, ())
    assert len(world.find(Course)) == 12
    assert len(world.find(User, role="student")) == 12_400
    assert len(world.find(Lesson, type="quiz")) == len(_raw(loaded.source, "assessments.csv")) == 37


def test_enrollments_have_the_raw_datas_statuses_and_dates(loaded: Loaded) -> None:
    world = loaded.world
    courses = {row.id: row.slug for row in world.find(Course)}
    students = {row.id: row.last_name for row in world.find(User, role="student")}
    stored = {
        (courses[row.course_id], students[row.student_id]): (
            row.status,
            row.enrolled_at.date(),
            row.completed_at and row.completed_at.date(),
        )
        for row in world.find(Enrollment)
    }
    raw = _registrations(loaded.source)
    assert stored == {
        (one["course"], one["student"]): (one["status"], one["enrolled"], one["completed"])
        for one in raw
    }
    counts = Counter(one["result"] for one in raw)
    assert (counts["Pass"], counts["Distinction"]) == (7_310, 1_607)
    assert Counter(one["status"] for one in raw) == {
        "completed": 8_917,
        "active": 3_563,
        "dropped": 9,
    }
    assert {one["result"] for one in raw if one["status"] == "dropped"} == {"Fail"}


def test_empty_scores_are_bad_rows_and_all_others_go_in(loaded: Loaded) -> None:
    raw = _raw(loaded.source, "studentAssessment.csv")
    empty = [number for number, row in enumerate(raw, 2) if not row["score"]]
    assert len(empty) == 18
    assert [one.row for one in loaded.progress.bad] == empty
    assert loaded.progress.added == 36_166 == len(raw) - len(empty)
    assert loaded.progress.updated == loaded.progress.unchanged == 0
    assert all("quiz" in one.reason for one in loaded.progress.bad)
    with Path(loaded.progress.error_file or "").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 18


def test_every_score_is_the_raw_one(loaded: Loaded) -> None:
    world = loaded.world
    students = {row.id: row.last_name for row in world.find(User, role="student")}
    lessons = {row.id: row.title.split()[-1] for row in world.find(Lesson)}
    owners = {row.id: students[row.student_id] for row in world.find(Enrollment)}
    stored = {
        (lessons[int(lesson)], owners[row.enrollment_id]): score
        for row in world.find(Progress)
        for lesson, score in row.quiz_scores.items()
    }
    raw = _raw(loaded.source, "studentAssessment.csv")
    assert stored == {
        (row["id_assessment"], row["id_student"]): float(row["score"])
        for row in raw
        if row["score"]
    }


def test_scores_change_no_imported_status(loaded: Loaded) -> None:
    assert len(loaded.world.find(Enrollment, status="completed")) == 8_917
    assert len(loaded.world.find(Enrollment, status="active")) == 3_563


@pytest.mark.parametrize("at", TIMES)
def test_the_twelve_metrics_are_those_of_the_raw_data(loaded: Loaded, at: str) -> None:
    store, moment = loaded.world.store, datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert isinstance(store, SqliteStore)
    with store.connection() as connection:
        metrics = read_metrics(SqliteBuckets(connection), SqliteRows(connection), moment)
    raw, ids = _registrations(loaded.source), {c.slug: c.id for c in loaded.world.find(Course)}
    assert to_canonical(metrics) == _metrics(raw, ids, moment.date())


def _metrics(raw: list[dict[str, Any]], ids: dict[str, int], day: date) -> dict[str, Any]:
    """The metrics' definitions, over the raw registrations alone."""
    enrolled = [one["enrolled"] for one in raw]
    waits = [(one["completed"] - one["enrolled"]).days for one in raw if one["completed"]]
    popular = Counter(one["course"] for one in raw)
    ranking = sorted(popular, key=lambda slug: (-popular[slug], ids[slug]))[:10]
    return {
        "total_students": len({one["student"] for one in raw}),
        "total_instructors": 0,
        "total_courses_published": len(popular),
        "new_enrollments_daily": enrolled.count(day),
        "new_enrollments_weekly": sum(
            one.isocalendar()[:2] == day.isocalendar()[:2] for one in enrolled
        ),
        "new_enrollments_monthly": sum(
            (one.year, one.month) == (day.year, day.month) for one in enrolled
        ),
        "course_completion_rate": _rounded(Fraction(100 * len(waits), len(raw))),
        "avg_time_to_complete": _rounded(Fraction(sum(waits), len(waits))),
        "popular_courses": [
            {
                "course_id": ids[slug],
                "title": slug.upper().replace("-", " "),
                "enrollments": popular[slug],
            }
            for slug in ranking
        ],
        "avg_courses_per_student": _rounded(
            Fraction(len(raw), len({one["student"] for one in raw}))
        ),
        "failed_workflows": 0,
        "failed_events": 0,
    }


def _rounded(value: Fraction) -> float:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def test_importing_all_of_it_again_changes_nothing(loaded: Loaded) -> None:
    world, forms = loaded.world, loaded.folder
    before = [world.find(kind) for kind in (User, Course, Lesson, Enrollment, Progress)]
    for course in sorted((forms / "courses").iterdir()):
        assert not world.take_course(course).changed
    for table, rows in (("users", 12_400), ("enrollments", 12_489), ("progress", 36_166)):
        report = world.take(table, forms / f"{table}.csv")
        assert (report.added, report.updated, report.unchanged) == (0, 0, rows)
    assert before == [world.find(kind) for kind in (User, Course, Lesson, Enrollment, Progress)]
