"""The twelve metrics of a million enrollments: read, and counted anew.

DuckDB is the peer of reading: `limits_metrics.py` scans a million rows with it. The floor of the
recount is `floors.metrics_pass` on the same workspace.
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
from tests.bench.pairs import Absent, Figure, compare, script
from tests.bench.peers import python_with
from tests.support.large_workspace import build

READ_TARGET, RECOUNT_TARGET = 0.5, 1.25
AT = datetime(2025, 6, 1, tzinfo=UTC)
CACHE = Path(tempfile.gettempdir()) / "smartcourse-bench"


def run() -> dict[str, Any]:
    """The figures; what DuckDB would be held against is left out where it cannot be had."""
    (CACHE / "large").mkdir(parents=True, exist_ok=True)
    workspace = build(CACHE / "large")
    _count(workspace)
    database = str(workspace / "workspace.db")
    outcome: dict[str, Any] = {"name": "metrics"}
    context = open_workspace(workspace)
    try:
        figures = [
            compare(
                "a full recount, beside one pass of SQL written by hand",
                partial(_recount, context),
                partial(metrics_pass.seconds, database),
                unit="s",
                target=RECOUNT_TARGET,
                better="less",
            )
        ]
        try:
            figures.append(_beside_duckdb(context))
        except Absent as missing:
            outcome["absent"] = str(missing)
    finally:
        context.close()
    return {**outcome, "figures": [one.told() for one in figures]}


def _beside_duckdb(context: Context) -> Figure:
    """Raises `Absent` without the peer or its script."""
    return compare(
        "the twelve metrics read, beside DuckDB's scan",
        partial(_read, context),
        partial(_duckdb, python_with("duckdb")),
        unit="s",
        target=READ_TARGET,
        better="less",
    )


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
    raise Absent(f"{python} cannot import DuckDB")
