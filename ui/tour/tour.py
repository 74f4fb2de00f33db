"""A tour: gestures in steps, of which one that fails does not stop the others."""

from __future__ import annotations

import time
from contextlib import nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog

from ui.shell.application import Desktop
from ui.tour.driver import Driver, Pulse
from ui.tour.report import Missed, Report, Step
from ui.tour.troubles import Troubles


class Tour(Driver):
    """A driver that keeps account of what it did, and what one chapter leaves to the next."""

    def __init__(
        self, desktop: Desktop, out: Path, troubles: Troubles, pulse: Pulse = nullcontext
    ) -> None:
        super().__init__(desktop, out, pulse)
        self.report = Report()
        self.troubles = troubles
        self.kept: dict[str, Any] = {}

    def step(self, name: str) -> Doing:
        """``with tour.step(name):`` do something and check it."""
        return Doing(self, name)

    def clear_up(self) -> None:
        """Close what a failed step has left open."""
        for _ in range(4):
            open_one = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if isinstance(open_one, QDialog):
                open_one.reject()
            elif open_one is not None:
                open_one.close()
            else:
                break
            self._run()
        for popover in self.window.overlays.popovers():
            popover.close_up()
        self.window.activateWindow()


class Doing:
    """One step while it is being done; whatever goes wrong in it becomes its reason."""

    def __init__(self, tour: Tour, name: str) -> None:
        self._tour, self._step = tour, Step(name=name)
        self._began = 0.0

    def __enter__(self) -> None:
        self._tour.pictures, self._tour.doing = [], self._step.name
        self._tour.troubles.take()
        self._tour.remember_notices()
        self._began = time.perf_counter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        step, tour = self._step, self._tour
        if error is not None and not isinstance(error, Exception):
            return False
        reasons = [] if error is None else [_reason(error)]
        reasons += tour.troubles.take()
        step.seconds = round(time.perf_counter() - self._began, 3)
        step.pictures = list(tour.pictures)
        step.ok, step.reason = not reasons, "; ".join(reasons)
        tour.report.steps.append(step)
        if reasons:
            tour.clear_up()
        return True


def _reason(error: Exception) -> str:
    if isinstance(error, Missed):
        return str(error)
    place = ""
    trace = error.__traceback__
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}: {error}"
