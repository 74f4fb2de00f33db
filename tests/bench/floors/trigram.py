"""The floor of a filter: a trigram look-up over one flat table of the same rows."""

import sqlite3
import time
from pathlib import Path

FIRST = 100
"""As many rows as a window of the list has."""


def flat(workspace: Path, target: Path) -> sqlite3.Connection:
    """A database with one row an enrollment and its trigrams, made where it is missing."""
    made = target.exists()
    connection = sqlite3.connect(target)
    if not made:
        connection.execute("ATTACH ? AS w", (str(workspace),))
        connection.execute(
            "CREATE TABLE e AS SELECT e.id, u.first_name || ' ' || u.last_name AS student, u.email,"
            " c.title AS course FROM w.enrollments AS e JOIN w.users AS u ON u.id = e.student_id"
            " JOIN w.courses AS c ON c.id = e.course_id"
        )
        connection.execute("CREATE UNIQUE INDEX e_id ON e (id)")
        connection.execute(
            "CREATE VIRTUAL TABLE f USING"
            " fts5(student, email, course, tokenize=trigram, content='', detail=none, columnsize=0)"
        )
        connection.execute("INSERT INTO f (rowid, student, email, course) SELECT * FROM e")
        connection.commit()
    return connection


def look_up(connection: sqlite3.Connection, word: str) -> float:
    """Milliseconds to the first rows that contain a word: trigrams first, then the row itself."""
    grams = " AND ".join(f'"{word[at : at + 3]}"' for at in range(len(word) - 2))
    like = f"%{word}%"
    start = time.perf_counter()
    connection.execute(
        "SELECT e.* FROM f JOIN e ON e.id = f.rowid WHERE f MATCH ? AND"
        " (e.student LIKE ? OR e.email LIKE ? OR e.course LIKE ?) ORDER BY f.rowid LIMIT ?",
        (grams, like, like, like, FIRST),
    ).fetchall()
    return (time.perf_counter() - start) * 1e3
