"""The peer of a list's opening: DB Browser for SQLite on one flat table of the same rows."""

import sqlite3
from pathlib import Path

from tests.bench.peers import program

VARIABLE = "SMARTCOURSE_DB_BROWSER"
TITLE = "DB Browser for SQLite"


def command(table: Path) -> list[str]:
    """What opens it on the table that `flat` made; raises `Absent`."""
    return [program(VARIABLE, "sqlitebrowser"), "-t", "enrollments", str(table)]


def flat(workspace: Path, target: Path) -> Path:
    """A database with one row an enrollment, as the list shows it, made where it is missing."""
    if target.exists():
        return target
    unfinished = target.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    connection.execute("ATTACH ? AS w", (str(workspace),))
    connection.execute(
        "CREATE TABLE enrollments (id INTEGER PRIMARY KEY, student TEXT, email TEXT, course TEXT,"
        " status TEXT, progress REAL, enrolled_at TEXT, last_accessed TEXT)"
    )
    connection.execute(
        "INSERT INTO enrollments SELECT e.id, u.first_name || ' ' || u.last_name, u.email, c.title,"
        " e.status, e.completion_percentage / 100.0, e.enrolled_at, e.last_accessed_at"
        " FROM w.enrollments AS e JOIN w.users AS u ON u.id = e.student_id"
        " JOIN w.courses AS c ON c.id = e.course_id"
    )
    connection.commit()
    connection.close()
    return unfinished.rename(target)
