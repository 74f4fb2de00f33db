"""A timer of 16 ms through the tour, a large import, a batch of certificates; theme switches.

The window is the real one, offscreen. A gap runs from one beat to the next, while the window is at
work: what the tour does between (finding, taking pictures) is not the window's. ``gaps`` names the
longest of each part with the time that the window's own thread computed in it: on a busy machine
the rest was waiting for a core. It says too in which step a gap fell, for how long garbage was
collected, and where the threads were. ``machine`` is the longest gap of a window that does nothing.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.domain.entities import Enrollment
from app.main import doors
from tests.bench.import_ import prepared
from tests.bench.pairs import Figure, compare
from tests.support.heart import Heart
from tests.support.window import open_desktop, settle
from ui.shell.application import Desktop, application
from ui.tour.run import walk
from ui.views.certificates.issuing import Issued, issue
from ui.views.imports.page import ImportsPage

GAP_MS, SWITCH_MS = 100.0, 100.0
CERTIFICATES = 500
IDLE_S = 5.0
SCREENS = ("home", "enrollments", "courses", "analytics")
PATIENCE_S = 600.0
OPENING_MS = 300_000
"""The text index of a hundred thousand people is made when the workspace is first open."""


def run() -> dict[str, Any]:
    """The bench."""
    application([])
    # As the program does once it has started: what is there by now is not looked at.
    gc.freeze()
    parts: dict[str, Heart] = {"machine": _idle()}
    with tempfile.TemporaryDirectory(prefix="smartcourse-") as scratch:
        parts["the tour"], failed = _tour(Path(scratch) / "tour")
        made = prepared(Path(tempfile.gettempdir()) / "smartcourse-bench")
        shutil.copytree(made / "workspace", Path(scratch) / "workspace")
        with _opened(Path(scratch)) as desktop:
            parts["an import of 100,000 rows"] = _import(desktop, made / "enrollments.csv")
            parts[f"a batch of {CERTIFICATES} certificates"] = _batch(desktop)
            switch = compare(
                "theme switch to painted, worst screen",
                lambda: _switched(desktop),
                lambda: SWITCH_MS,
                unit="ms",
                target=1.0,
                better="less",
            )
    figures = [_worst(name, heart) for name, heart in parts.items() if name != "machine"]
    return {
        "name": "heartbeat",
        "figures": [one.told() for one in (*figures, switch)],
        "gaps": {name: heart.longest() for name, heart in parts.items()},
        "steps_failed": failed,
    }


def _opened(scratch: Path) -> AbstractContextManager[Desktop]:
    return open_desktop(scratch / "workspace", scratch / "memory.json", patience=OPENING_MS)


def _worst(name: str, heart: Heart) -> Figure:
    worst = max(one.wall for one in heart.gaps)
    return compare(
        f"longest gap through {name}",
        lambda: worst,
        lambda: GAP_MS,
        unit="ms",
        target=1.0,
        better="less",
        pairs=1,
    )


def _idle() -> Heart:
    heart, end = Heart(), time.perf_counter() + IDLE_S
    with heart.watched(), heart.pulse():
        while time.perf_counter() < end:
            QApplication.processEvents()
            time.sleep(0.001)
    return heart


def _tour(out: Path) -> tuple[Heart, int]:
    heart = Heart()
    with heart.watched():
        report = walk(out, doors(), themes=("light",), pulse=heart.pulse)
    return heart, report.failed


def _until(true: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE_S
    while not true():
        if time.perf_counter() > end:
            raise TimeoutError("the window is still at work")
        QApplication.processEvents()
        time.sleep(0.001)


def _import(desktop: Desktop, file: Path) -> Heart:
    heart = Heart()
    desktop.window.go("imports")
    settle(desktop, OPENING_MS)
    page = desktop.window.page
    assert isinstance(page, ImportsPage)
    session = page.session
    with heart.watched(), heart.pulse():
        heart.during = "preview"
        session.begin(file)
        _until(lambda: session.preview is not None)
        heart.during = "check"
        session.start_check()
        _until(lambda: session.check is not None)
        heart.during = "import"
        session.start_import()
        _until(lambda: session.result is not None or session.error is not None)
        heart.during = "what follows"
        _until(lambda: desktop.operations.idle)
    if session.error is not None:
        raise session.error
    return heart


def _batch(desktop: Desktop) -> Heart:
    heart = Heart()
    with desktop.operations.context.store.reading() as rows:
        done = rows.find(Enrollment, status="completed")[:CERTIFICATES]
    ended: list[Issued] = []
    desktop.window.go("certificates")
    settle(desktop)
    with heart.watched(), heart.pulse():
        heart.during = "issue"
        issue(desktop.operations, [one.id for one in done], lambda _, what: ended.append(what))
        _until(lambda: bool(ended))
        heart.during = "what follows"
        _until(lambda: desktop.operations.idle)
    if len(ended[0].new) != CERTIFICATES:
        raise RuntimeError(f"not all were issued: {ended[0]}")
    return heart


def _switched(desktop: Desktop) -> float:
    """Milliseconds from the wish to the painted window, there and back, on the slowest screen."""
    times: list[float] = []
    for screen in SCREENS:
        desktop.window.go(screen)
        settle(desktop)
        for theme in ("dark", "light"):
            started = time.perf_counter()
            desktop.appearance.set("theme", theme)
            QApplication.processEvents()
            desktop.window.repaint()
            times.append(1e3 * (time.perf_counter() - started))
            settle(desktop)
    return max(times)
