"""The floor of a recount: one pass over the enrollments, written by hand for sqlite3 alone.

``metrics_pass.py WORKSPACE.DB`` prints the seconds that counting takes all that the twelve metrics
are made of: enrollments by course, day and status, the days to completion, and by student.
"""

import sqlite3
import sys
import time

LIVE = """
    course_id NOT IN (SELECT id FROM courses WHERE is_deleted)
    AND student_id NOT IN (SELECT id FROM users WHERE is_deleted)
"""
STATEMENTS = (
    f"""
    SELECT course_id, substr(enrolled_at, 1, 10), count(*), sum(status = 'active'),
        sum(status = 'completed'), sum(status = 'dropped'), sum(status = 'suspended'),
        sum(CASE WHEN status = 'completed' THEN julianday(completed_at) - julianday(enrolled_at)
            END)
    FROM enrollments NOT INDEXED WHERE {LIVE} GROUP BY 1, 2
    """,  # noqa: S608
    f"SELECT student_id, count(*) FROM enrollments WHERE {LIVE} GROUP BY 1",  # noqa: S608
    "SELECT role, count(*) FROM users WHERE is_active AND NOT is_deleted GROUP BY 1",
    "SELECT count(*) FROM courses WHERE status = 'published' AND NOT is_deleted",
    "SELECT count(*) FROM workflow_executions WHERE status = 'failed'",
    "SELECT count(*) FROM events WHERE status = 'failed'",
)


def seconds(path: str) -> float:
    """How long reading all of it takes."""
    connection = sqlite3.connect(path)
    started = time.perf_counter()
    for statement in STATEMENTS:
        connection.execute(statement).fetchall()
    taken = time.perf_counter() - started
    connection.close()
    return taken


if __name__ == "__main__":
    print(f"{seconds(sys.argv[1]):.3f} s")
