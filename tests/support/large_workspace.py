"""A workspace with a million enrollments of a hundred thousand learners, made once and kept.

Rows go straight into the tables: what is measured is reading them, not how they came.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.bootstrap import create_workspace, open_workspace

FIRST = [
    "Kavya",
    "Sven",
    "Hana",
    "Uma",
    "Bilal",
    "Leila",
    "Vera",
    "Elif",
    "Ivo",
    "Chiara",
    "Daan",
    "Qin",
    "Noor",
    "Marek",
    "Tara",
    "Jun",
]
LAST = [
    "Eriksen",
    "Baker",
    "Costa",
    "Schmidt",
    "Hossain",
    "Jansen",
    "Dvorak",
    "Rossi",
    "Fischer",
    "Okoro",
    "Petit",
    "Lindqvist",
    "Novak",
    "Lopez",
    "Garcia",
    "Okafor",
    "Patel",
    "Tanaka",
    "Eze",
    "Moreau",
    "Silva",
    "Kowalski",
    "Nguyen",
    "Haddad",
]
STATUSES = ("active",) * 66 + ("completed",) * 26 + ("dropped",) * 6 + ("suspended",) * 2
PAYMENTS = ("completed",) * 8 + ("pending", None)
START = datetime(2024, 1, 1, tzinfo=UTC)


def build(folder: Path, enrollments: int = 1_000_000, learners: int = 100_000) -> Path:
    """The workspace in *folder*, made where it is not there yet."""
    if (folder / "done").exists():
        return folder / "workspace"
    workspace = folder / "workspace"
    create_workspace(workspace, "ada@academy.example", "large-workspace")
    connection = sqlite3.connect(workspace / "workspace.db", isolation_level=None)
    connection.execute("BEGIN")
    chance = random.Random(7)
    _people(connection, learners)
    _courses(connection)
    _enrollments(connection, chance, enrollments, learners)
    _counts(connection)
    connection.execute("COMMIT")
    connection.close()
    context = open_workspace(workspace)
    context.settle()
    context.close()
    (folder / "done").touch()
    return workspace


def _people(connection: sqlite3.Connection, learners: int) -> None:
    connection.executemany(
        "INSERT INTO users (id, email, username, hashed_password, first_name, last_name, role,"
        " is_active, is_verified, created_at, is_deleted)"
        " VALUES (?, ?, ?, '!', ?, ?, ?, 1, 1, ?, 0)",
        (
            (
                number,
                f"{FIRST[number % 16]}.{LAST[number * 7 % 24]}{number}@uni.example".lower(),
                f"person{number}",
                FIRST[number % 16],
                f"{LAST[number * 7 % 24]} {number}",
                "student" if number > 120 else "instructor",
                _time(START + timedelta(minutes=number)),
            )
            for number in range(101, 101 + learners)
        ),
    )


def _courses(connection: sqlite3.Connection) -> None:
    names = [
        "Python",
        "Statistics",
        "Writing",
        "Git",
        "Ethics",
        "Speaking",
        "Biology",
        "Spanish",
        "Safety",
        "Philosophy",
    ]
    for number in range(1, 215):
        title = f"{names[number % 10]} course {number}"
        connection.execute(
            "INSERT INTO courses (id, title, slug, instructor_id, status, created_at, is_deleted)"
            " VALUES (?, ?, ?, ?, 'published', ?, 0)",
            (number, title, f"course-{number}", 101 + number % 20, _time(START)),
        )
        connection.execute(
            "INSERT INTO ext_course_settings (course_id, grade_bands) VALUES (?, '{}')", (number,)
        )


def _enrollments(
    connection: sqlite3.Connection, chance: random.Random, count: int, learners: int
) -> None:
    each = count // learners

    def rows() -> object:
        number = 0
        for learner in range(101, 101 + learners):
            first = chance.randrange(214)
            for step in range(each):
                number += 1
                at = START + timedelta(seconds=chance.randrange(86_400 * 1_000))
                status = chance.choice(STATUSES)
                percent = 10_000 if status == "completed" else chance.randrange(100) * 100
                accessed = _time(at + timedelta(days=chance.randrange(90))) if percent else None
                yield (
                    number,
                    learner,
                    1 + (first + step * 17) % 214,
                    status,
                    _time(at),
                    _time(at + timedelta(days=60)) if status == "completed" else None,
                    percent,
                    accessed,
                    chance.choice(PAYMENTS),
                )

    connection.executemany(
        "INSERT INTO enrollments (id, student_id, course_id, status, enrolled_at, completed_at,"
        " completion_percentage, last_accessed_at, payment_status, created_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?5)",
        rows(),  # type: ignore[arg-type]
    )
    scores = json.dumps({"1": 45.1, "2": 87.3})
    connection.execute(
        "INSERT INTO progress (enrollment_id, total_modules, total_lessons, completed_lessons,"
        " quiz_scores, time_spent_minutes, last_accessed_at, created_at)"
        " SELECT id, 3, 12, '[1,2,3]', ?, 40, ifnull(last_accessed_at, enrolled_at), enrolled_at"
        " FROM enrollments",
        (scores,),
    )


def _counts(connection: sqlite3.Connection) -> None:
    """The running counts that the lists read (those of the metrics)."""
    for name, subject, period in (
        ("course_status", "course_id", "status"),
        ("student_enrollments", "student_id", "''"),
        ("enrolled_day", "0", "substr(enrolled_at, 1, 10)"),
        ("course_day", "course_id", "substr(enrolled_at, 1, 10)"),
    ):
        connection.execute(
            f"INSERT OR REPLACE INTO ext_metric_buckets SELECT '{name}', {subject}, {period},"  # noqa: S608
            " count(*) FROM enrollments GROUP BY 2, 3"
        )


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000000Z")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    print(build(parser.parse_args().folder))
