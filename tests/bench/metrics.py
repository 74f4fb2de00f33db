"""The twelve metrics of a million enrollments: read, and counted anew.

DuckDB is the peer of reading: `limits_metrics.py` scans a million rows with it. It has no place in
the lock file, so SMARTCOURSE_DUCKDB names a Python that has it. The floor of the recount is
`floors.metrics_pass` on the same workspace.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap import open_workspace
from app.context import Context
from services.analytics.recount import SqliteRecount
from tests.bench.floors import metrics_pass
from tests.bench.pairs import Absent, compare, script
from tests.support.large_workspace import build

PEER = "SMARTCOURSE_DUCKDB"
READ_TARGET, RECOUNT_TARGET = 0.5, 1.25
AT = datetime(2025, 6, 1, tzinfo=UTC)
CACHE = Path(tempfile.gettempdir()) / "smartcourse-bench"


def run() -> dict[str, Any]:
    """The figures; what DuckDB would be held against is left out where it is not."""
    (CACHE / "large").mkdir(parents=True, exist_ok=True)
    workspace = build(CACHE / "large")
    _count(workspace)
    peer = os.environ.get(PEER)
    context = open_workspace(workspace)
    try:
        figures = [
            compare(
                "a full recount, beside one pass of SQL written by hand",
                partial(_recount, context),
                partial(metrics_pass.seconds, str(workspace / "workspace.db")),
                unit="s",
                target=RECOUNT_TARGET,
                better="less",
            )
        ]
        if peer:
            figures.append(
                compare(
                    "the twelve metrics read, beside DuckDB's scan",
                    partial(_read, context),
                    partial(_duckdb, peer),
                    unit="s",
                    target=READ_TARGET,
                    better="less",
                )
            )
    finally:
        context.close()
    outcome: dict[str, Any] = {"name": "metrics", "figures": [one.told() for one in figures]}
    if not peer:
        outcome["absent"] = f"DuckDB is not here; set {PEER} to a Python that has it"
    return outcome


def _count(workspace: Path) -> None:
    """Bring the running counts to what the rows say, as they are where the program wrote them."""
    context = open_workspace(workspace)
    try:
        with context.store.connection() as sql:
            counted = SqliteRecount(sql)
            due = counted.recount()
            if due == counted.stored():
                return
    finally:
        context.close()
    connection = sqlite3.connect(workspace / "workspace.db")
    with connection:
        connection.executemany(
            "INSERT OR REPLACE INTO ext_metric_buckets (name, subject_id, period, value)"
            " VALUES (?, ?, ?, ?)",
            ((*key, value) for key, value in due.items()),
        )
    connection.close()


def _read(context: Context) -> float:
    started = time.perf_counter()
    context.metrics(AT)
    return time.perf_counter() - started


def _recount(context: Context) -> float:
    started = time.perf_counter()
    with context.store.connection() as sql:
        SqliteRecount(sql).recount()
    return time.perf_counter() - started


def _duckdb(python: str) -> float:
    """Seconds of the peer's script; its own million rows are made once."""
    path, data = script("limits_metrics.py"), CACHE / "duckdb"
    data.mkdir(exist_ok=True)
    ran = subprocess.run(
        [python, str(path), "--data", str(data)],
        capture_output=True,
        text=True,
        check=True,
        cwd=path.parent,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    told = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    for one in told:
        if one["key"] == "metrics.duckdb":
            return float(one["value"])
    raise Absent(f"{python} has no DuckDB; set {PEER} to a Python that has it")
