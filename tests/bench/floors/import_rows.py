"""The floor of an import: sqlite3 alone inserts the very same rows into a copy of the workspace.

``import_rows.py BEFORE AFTER`` takes every row that AFTER has and BEFORE lacks, and prints the
seconds that putting them into BEFORE takes, in one transaction, with the workspace's settings.
"""

import sqlite3
import sys
import time

Rows = list[tuple[object, ...]]


def new_rows(before: str, after: str) -> dict[str, Rows]:
    """Table to its rows that are new or different."""
    found: dict[str, Rows] = {}
    connection = sqlite3.connect(after)
    connection.execute("ATTACH ? AS old", (before,))
    tables = connection.execute(
        "SELECT name, sql LIKE '%WITHOUT ROWID%' FROM main.sqlite_schema"
        " WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    for table, keyed in tables:
        chosen = f"rowid > (SELECT ifnull(max(rowid), 0) FROM old.{table})"  # noqa: S608
        if keyed:
            chosen = f"1 EXCEPT SELECT * FROM old.{table}"  # noqa: S608
        statement = f"SELECT * FROM main.{table} WHERE {chosen}"  # noqa: S608 - our own tables
        rows = connection.execute(statement).fetchall()
        if rows:
            found[table] = rows
    connection.close()
    return found


def insert(before: str, rows: dict[str, Rows]) -> float:
    """Seconds to put the rows in."""
    connection = sqlite3.connect(before, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute("PRAGMA wal_autocheckpoint=16000")
    started = time.perf_counter()
    connection.execute("BEGIN")
    for table, some in rows.items():
        places = ",".join("?" * len(some[0]))
        statement = f"INSERT OR REPLACE INTO {table} VALUES ({places})"  # noqa: S608
        connection.executemany(statement, some)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - started
    connection.close()
    return seconds


if __name__ == "__main__":
    rows = new_rows(sys.argv[1], sys.argv[2])
    seconds = insert(sys.argv[1], rows)
    print(f"{seconds:.3f} s for {sum(map(len, rows.values()))} rows of {len(rows)} tables")
