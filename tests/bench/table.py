"""The list of a million enrollments: opening, scrolling, ordering by another column, filtering.

The window is the real one, offscreen; the workspace is made once and kept in the system's
temporary folder. DB Browser for SQLite, the peer of opening, is on a screen of its own, for it has
no window otherwise; its time runs from the process's start, ours from the click on the rail.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import quantiles
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import open_workspace
from app.context import Context
from app.domain.actor import Actor
from app.ports.grid import GridQuery
from app.queries.grids import ENROLLMENTS
from tests.bench.floors import cpp_table, db_browser, trigram
from tests.bench.pairs import Absent, Figure, compare
from tests.bench.starts import Start, surroundings
from tests.support.large_workspace import build
from tests.support.window import open_desktop, settle
from ui.models.keyset import EVERY, WINDOW
from ui.shell.application import Desktop
from ui.widgets.grid import Grid

SORTS = ("learner", "course", "status", "progress", "enrolled", "accessed")
WORDS = ("novak 47", "okafor 123", "garcia 77", "silva 9", "person", "biology course")
"""Each is looked for as one text, blank included."""
PAGES = 300
HIDDEN = tuple(one.id for one in ENROLLMENTS.columns if not one.shown)
ADMIN = Actor(1, "admin")


def run() -> dict[str, Any]:
    """The bench."""
    folder = Path(tempfile.gettempdir()) / "smartcourse-bench" / "table-1"
    folder.mkdir(parents=True, exist_ok=True)
    workspace = build(folder)
    figures = [*_reading(workspace, folder), *_scrolling(workspace)]
    try:
        figures.append(_against_db_browser(workspace, folder))
    except Absent as missing:
        return {**_told(figures), "absent": str(missing)}
    return _told(figures)


def _told(figures: list[Figure]) -> dict[str, Any]:
    return {"name": "table", "figures": [figure.told() for figure in figures]}


def _against_db_browser(workspace: Path, folder: Path) -> Figure:
    command = db_browser.command(db_browser.flat(workspace / "workspace.db", folder / "rows.db"))
    with surroundings() as environment:
        peer = Start(environment, "peer", db_browser.TITLE, command, idle=True)
        return compare(
            "click to painted rows, offscreen, against DB Browser's start to idle, on Xvfb",
            ours=lambda: _opened(workspace),
            floor=lambda: peer.measure("idle"),
            unit="s",
            target=0.5,
            better="less",
        )


def _opened(workspace: Path) -> float:
    """Seconds from the click on the rail to painted rows, in a window that is newly opened."""
    with _window(workspace) as desktop:
        item = desktop.window.rail.findChild(QWidget, "rail.enrollments")
        start = time.perf_counter()
        QTest.mouseClick(item, Qt.MouseButton.LeftButton)
        while (grid := getattr(desktop.window.page, "grid", None)) is None or (
            grid.model.row_at(0) is None or not grid.table.main.isVisible()
        ):
            QApplication.processEvents()
        # What came with the last events and is not painted yet waits among the next.
        QApplication.processEvents()
        return time.perf_counter() - start


def _reading(workspace: Path, folder: Path) -> Iterator[Figure]:
    context = open_workspace(workspace)
    try:
        while context.index():
            pass
        yield _bound("first page of a new sort", lambda: _worst(context, _first_page), 100)
        yield _bound("count and scroll bar of a new sort", lambda: _worst(context, _bar), 500)
        flat = trigram.flat(workspace / "workspace.db", folder / "flat.db")
        yield compare(
            "filter, worst word",
            lambda: max(_filtered(context, word) for word in WORDS),
            lambda: max(trigram.look_up(flat, word) for word in WORDS),
            unit="ms",
            target=3.0,
            better="less",
        )
        flat.close()
    finally:
        context.close()


def _bound(name: str, ours: Callable[[], float], most: float) -> Figure:
    """A figure held against a fixed time, in milliseconds."""
    return compare(name, ours, lambda: most, unit="ms", target=1.0, better="less")


def _worst(context: Context, work: Callable[[Context, GridQuery], object]) -> float:
    times: list[float] = []
    for sort in SORTS:
        for descending in (False, True):
            query = replace(ENROLLMENTS.query(), sort=sort, descending=descending)
            start = time.perf_counter()
            work(context, query)
            times.append((time.perf_counter() - start) * 1e3)
    return max(times)


def _first_page(context: Context, query: GridQuery) -> object:
    return context.grids.page(query, ADMIN, WINDOW, hidden=HIDDEN)


def _bar(context: Context, query: GridQuery) -> object:
    return context.grids.count(query, ADMIN), context.grids.anchors(query, ADMIN, EVERY)


def _filtered(context: Context, word: str) -> float:
    query = replace(ENROLLMENTS.query(), words=(word,))
    start = time.perf_counter()
    context.grids.page(query, ADMIN, WINDOW, hidden=HIDDEN)
    return (time.perf_counter() - start) * 1e3


def _scrolling(workspace: Path) -> Iterator[Figure]:
    with _grid(workspace) as (grid, floor):
        pairs = [(cpp_table.pages(floor, PAGES), _pages(grid, PAGES)) for _ in range(5)]
    for name, place, target in (("p50", 49, 1.4), ("p99", 98, 2.0)):
        cuts = iter(
            [value for pair in pairs for value in (_cut(pair, 0, place), _cut(pair, 1, place))]
        )
        yield compare(
            f"scrolled page {name}, against a model in C++",
            floor=lambda cuts=cuts: next(cuts),
            ours=lambda cuts=cuts: next(cuts),
            unit="ms",
            target=target,
            better="less",
        )


def _cut(pair: tuple[list[float], list[float]], side: int, place: int) -> float:
    return quantiles(pair[side], n=100)[place]


@contextmanager
def _window(workspace: Path) -> Iterator[Desktop]:
    with (
        tempfile.TemporaryDirectory() as scratch,
        open_desktop(workspace, Path(scratch) / "memory.json", size=(1280, 800)) as desktop,
    ):
        yield desktop


@contextmanager
def _grid(workspace: Path) -> Iterator[tuple[Grid, Any]]:
    with _window(workspace) as desktop:
        desktop.window.go("enrollments")
        settle(desktop)
        page = desktop.window.page
        grid = getattr(page, "grid", None)
        if not isinstance(grid, Grid):
            raise TypeError("the enrollments have no list")
        grid.table.set_columns([(name, 130) for name in (*SORTS, "email")])
        settle(desktop)
        rows = [row for row in map(grid.model.row_at, range(WINDOW)) if row is not None]
        size = (grid.table.width(), grid.table.height())
        height = grid.table.main.rowHeight(0)
        copies = [row[:8] for row in rows] * (cpp_table.ROWS // len(rows))
        floor = cpp_table.view(copies, size, height)
        try:
            yield grid, floor
        finally:
            floor.close()
            floor.deleteLater()


def _pages(grid: Grid, count: int) -> list[float]:
    """Milliseconds of scrolled pages; every row must be there when it is painted."""
    table = grid.table
    bar, height = table.main.verticalScrollBar(), table.main.rowHeight(0)
    step = table.main.viewport().height() // height
    found: list[float] = []
    for place in range(1, count + 1):
        first = place * step
        start = time.perf_counter()
        bar.setValue(first * height)
        QApplication.processEvents()
        table.frozen.viewport().grab()
        table.main.viewport().grab()
        found.append((time.perf_counter() - start) * 1e3)
        if grid.model.row_at(first) is None:
            raise RuntimeError(f"row {first} was painted before it was read")
    return found
