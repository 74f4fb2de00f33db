"""Turns the OULAD data set (see its README) into SmartCourse's forms.

A presentation is a course folder with one quiz lesson an assessment; registrations are
``users.csv`` and ``enrollments.csv``, assessment scores ``progress.csv``. OULAD counts days from a
presentation's start, which its code tells: 2013J is 1 October 2013, 2014B is 1 February 2014.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

MONTHS = {"B": 2, "J": 10}
Row = dict[str, str]
Presentation = tuple[str, str]
"""(code_module, code_presentation)."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Where the forms were written."""

    courses: tuple[Path, ...]
    users: Path
    enrollments: Path
    progress: Path


def read(source: Path, name: str) -> Iterator[Row]:
    """The rows of one of the data set's tables."""
    with (source / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def start_of(presentation: Presentation) -> datetime:
    """When a presentation begins."""
    code = presentation[1]
    return datetime(int(code[:4]), MONTHS[code[4]], 1)  # noqa: DTZ001 - written as a bare date


def slug_of(presentation: Presentation) -> str:
    """The slug of a presentation's course."""
    return "-".join(presentation).lower()


def email_of(student: str) -> str:
    """The address that a student gets."""
    return f"student{student}@oulad.example"


def convert(source: Path, target: Path) -> Converted:
    """Write all forms below *target*, a new folder."""
    target.mkdir(parents=True)
    assessments: dict[Presentation, list[Row]] = defaultdict(list)
    for row in read(source, "assessments"):
        assessments[_presentation(row)].append(row)
    courses = tuple(
        _write_course(target / "courses", _presentation(row), assessments[_presentation(row)])
        for row in read(source, "courses")
    )
    return Converted(
        courses,
        _write(target / "users.csv", _users(source)),
        _write(target / "enrollments.csv", _enrollments(source)),
        _write(target / "progress.csv", _progress(source, assessments)),
    )


def _presentation(row: Row) -> Presentation:
    return row["code_module"], row["code_presentation"]


def _day(presentation: Presentation, days: str) -> str:
    return (start_of(presentation) + timedelta(days=int(days))).date().isoformat()


def _title(assessment: Row) -> str:
    return f"Assessment {assessment['id_assessment']}"


def _write_course(folder: Path, presentation: Presentation, assessments: list[Row]) -> Path:
    """A course folder with one module: its assessments in the order of their dates."""
    place = folder / slug_of(presentation)
    module = place / "01-assessments"
    module.mkdir(parents=True)
    title = " ".join(presentation)
    text = f"title: {title}\nslug: {slug_of(presentation)}\ncategory: {presentation[0]}\n"
    (place / "course.yaml").write_text(text, encoding="utf-8")
    (module / "module.yaml").write_text("title: Assessments\n", encoding="utf-8")
    for number, row in enumerate(sorted(assessments, key=lambda one: int(one["date"])), 1):
        front = f"---\ntitle: {_title(row)}\ntype: quiz\n---\n"
        body = (
            f"A {row['assessment_type']} with weight {row['weight']}, due on day {row['date']}.\n"
        )
        (module / f"{number:02}.md").write_text(front + body, encoding="utf-8")
    return place


def _users(source: Path) -> Iterator[tuple[str, ...]]:
    yield "email", "username", "first_name", "last_name", "role"
    for student in dict.fromkeys(row["id_student"] for row in read(source, "studentInfo")):
        yield email_of(student), f"oulad-{student}", "Student", student, "student"


def _enrollments(source: Path) -> Iterator[tuple[str, ...]]:
    lengths = {
        _presentation(row): row["module_presentation_length"] for row in read(source, "courses")
    }
    dates = {
        (*_presentation(row), row["id_student"]): (
            row["date_registration"],
            row["date_unregistration"],
        )
        for row in read(source, "studentRegistration")
    }
    yield "email", "course", "status", "enrolled_at", "completed_at", "dropped_at"
    for row in read(source, "studentInfo"):
        presentation = _presentation(row)
        registered, unregistered = dates[(*presentation, row["id_student"])]
        status, completed_at, dropped_at = "active", "", ""
        if row["final_result"] in ("Pass", "Distinction"):
            status, completed_at = "completed", _day(presentation, lengths[presentation])
        elif unregistered:
            status, dropped_at = "dropped", _day(presentation, unregistered)
        yield (
            email_of(row["id_student"]),
            slug_of(presentation),
            status,
            _day(presentation, registered),
            completed_at,
            dropped_at,
        )


def _progress(
    source: Path, assessments: dict[Presentation, list[Row]]
) -> Iterator[tuple[str, ...]]:
    known = {
        row["id_assessment"]: (presentation, _title(row))
        for presentation, rows in assessments.items()
        for row in rows
    }
    yield "email", "course", "lesson", "score", "at"
    for row in read(source, "studentAssessment"):
        presentation, title = known[row["id_assessment"]]
        yield (
            email_of(row["id_student"]),
            slug_of(presentation),
            title,
            row["score"],
            _day(presentation, row["date_submitted"]),
        )


def _write(path: Path, rows: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    return path
