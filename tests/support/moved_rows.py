"""Scroll a list part of a row at a time, and say in JSON where moved pixels are not as painted.

What stays in sight is moved, not painted again: what stands on the screen after some steps has to
be what a whole painting puts there. A program of its own, for scale and direction are those of a
whole program.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.window import open_desktop, settle
from ui.shell.application import Desktop, application
from ui.views.enrollments.page import EnrollmentsPage
from ui.widgets.grid import Grid

STEPS = 14
TURN = 12
"""How far the wheel is turned for a step: a tenth of a notch, some pixels."""
POINTER = QPoint(100, 2)
"""Where the pointer rests: on the row that is cut at the top."""
EVEN = 12
"""Pixels of the interface that are whole ones of the screen at 1.25 too: only such are moved."""
WIDE = 301
"""Columns of this width need more room than there is."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--rtl", action="store_true")
    asked = parser.parse_args()
    running = application([])
    assert isinstance(running, QApplication)
    if asked.rtl:
        running.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with tempfile.TemporaryDirectory(prefix="smartcourse-") as folder:
        memory = Path(folder) / "memory.json"
        with open_desktop(asked.workspace, memory) as desktop:
            desktop.window.go("enrollments", {})
            settle(desktop)
            page = desktop.window.page
            assert isinstance(page, EnrollmentsPage)
            grid = page.grid
            grid.table.set_columns([(name, WIDE) for name, _ in grid.table.columns()])
            settle(desktop)
            walk = Walk(desktop, grid)
            print(json.dumps({"faults": list(walk.faults()), "cut": sorted(walk.cut)}))


class Walk:
    """Scrolls and compares; `cut` is by how many pixels the topmost row was cut off."""

    def __init__(self, desktop: Desktop, grid: Grid) -> None:
        self._desktop, self._grid, self._table = desktop, grid, grid.table
        self.cut: set[int] = set()

    def faults(self) -> Iterator[str]:
        """Where something stands otherwise than it is painted."""
        for step in range(STEPS):
            self._turn(QPoint(0, -TURN))
            yield from self._compared(f"down {step}")
        for step in range(STEPS):
            self._turn(QPoint(0, -TURN))
            QTest.mouseMove(self._table.main.viewport(), POINTER + QPoint(0, step % 2))
            yield from self._compared(f"down {step} under the pointer")
        for step in range(STEPS):
            self._drag(EVEN)
            yield from self._compared(f"dragged {step}")
        ids = [self._grid.model.id_at(row) for row in range(*self._table.rows_on_screen(), 2)]
        self._grid.selected.only([key for key in ids if key is not None])
        for step in range(STEPS):
            self._turn(QPoint(0, -TURN))
            yield from self._compared(f"down {step} with rows selected")
        for step in range(STEPS):
            self._drag(-EVEN)
            yield from self._compared(f"dragged {step} with rows selected")
        for step in range(STEPS):
            self._turn(QPoint(-TURN - step % 2, 0))
            yield from self._compared(f"sideways {step}")
        for step in range(STEPS):
            self._turn(QPoint(0, TURN))
            yield from self._compared(f"up {step}")

    def _drag(self, far: int) -> None:
        bar = self._table.main.verticalScrollBar()
        bar.setValue(bar.value() + far)
        settle(self._desktop)

    def _turn(self, angle: QPoint) -> None:
        view = self._table.main
        bar = view.verticalScrollBar() if angle.y() else view.horizontalScrollBar()
        before, target = bar.value(), view.viewport()
        turned = QWheelEvent(
            QPointF(POINTER),
            QPointF(target.mapToGlobal(POINTER)),
            QPoint(),
            angle,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, turned)
        settle(self._desktop)
        assert bar.value() != before, "the wheel moved nothing"
        self.cut.add(-view.rowViewportPosition(self._table.rows_on_screen()[0]))

    def _compared(self, what: str) -> Iterator[str]:
        settle(self._desktop)
        views = {
            "frozen": self._table.frozen.viewport(),
            "main": self._table.main.viewport(),
            "header": self._table.main.horizontalHeader().viewport(),
        }
        stood = self._on_screen()
        for view in views.values():
            view.update()
        settle(self._desktop)
        painted = self._on_screen()
        ratio = painted.devicePixelRatio()
        for name, view in views.items():
            at = view.mapTo(self._desktop.window, QPoint(0, 0)) * ratio
            place = (at.x(), at.y(), round(view.width() * ratio), round(view.height() * ratio))
            if stood.copy(*place) != painted.copy(*place):
                yield f"{name}: {what}"

    def _on_screen(self) -> QImage:
        window = self._desktop.window
        return window.screen().grabWindow(window.winId()).toImage()


if __name__ == "__main__":
    main()
