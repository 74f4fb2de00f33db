"""Run the tour: ``smartcourse --tour OUT``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication

from ui.operations.doors import Doors
from ui.shell.application import Desktop, application
from ui.shell.memory import FileMemory
from ui.theme.look import Look
from ui.theme.tokens import THEMES, ThemeName
from ui.tour.driver import Pulse
from ui.tour.report import Report, Step
from ui.tour.spooler import Spooler
from ui.tour.tour import Tour
from ui.tour.troubles import Troubles

CHAPTERS = (
    "first_run",
    "courses",
    "outline",
    "lesson",
    "quiz",
    "publish",
    "people",
    "enrolling",
    "enrollments",
    "changes",
    "certificates",
    "verify",
    "analytics",
    "telling",
    "finding_things",
    "preferences",
    "safety",
    "by_keyboard",
)
"""Modules of `ui.tour.chapters`, each with ``walk(tour)``, in the order of the main job."""
SIZE = (1280, 800)


def run_tour(out: Path, doors: Doors) -> int:
    """Walk through every chapter; pictures, PDFs and report.json in *out*. The exit code."""
    report = walk(out, doors)
    for one in report.steps:
        if not one.ok:
            sys.stdout.write(f"{one.name}: {one.reason}\n")
    sys.stdout.write(f"{report.last_line}\n")
    return 1 if report.failed else 0


def walk(
    out: Path,
    doors: Doors,
    *,
    chapters: Sequence[str] = CHAPTERS,
    themes: tuple[ThemeName, ...] = THEMES,
    alternates: bool = False,
    pulse: Pulse = nullcontext,
) -> Report:
    """The tour's report, which also lies in *out*.

    Pictures are taken in each of *themes*; where it *alternates*, a chapter is gone through in
    one of them, the next chapter in the next.
    """
    out.mkdir(parents=True, exist_ok=True)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    app = application([])
    app.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory(prefix="smartcourse-tour-") as name, Spooler() as spooler:
        home = Path(name)
        desktop = Desktop(
            FileMemory(home / "window.json"),
            doors,
            home=home,
            look=Look(theme=themes[0] if themes else "light"),
        )
        desktop.logs = home / "logs"
        desktop.safety.cares_for_time = False
        with Troubles() as troubles:
            tour = Tour(desktop, out, troubles, pulse)
            tour.camera.themes = themes
            tour.kept.update(home=home, spooler=spooler)
            desktop.operations.broken.connect(troubles.add)
            desktop.window.resize(*SIZE)
            for at, chapter in enumerate(chapters):
                if alternates:
                    _turn(tour, themes[at % len(themes)])
                _through(chapter, tour)
                if not desktop.operations.is_open:
                    # Without a workspace every other chapter would only wait in vain.
                    break
            _close(desktop)
    tour.report.write(out)
    return tour.report


def _turn(tour: Tour, theme: ThemeName) -> None:
    tour.camera.themes = (theme,)
    tour.desktop.look.change(theme=theme)


def _through(chapter: str, tour: Tour) -> None:
    """Walk through a chapter; what goes wrong between its steps is a failed step too."""
    try:
        import_module(f"ui.tour.chapters.{chapter}").walk(tour)
    except Exception as error:  # noqa: BLE001 - it is recorded, and the other chapters go on
        tour.report.steps.append(Step(name=f"Chapter {chapter}", ok=False, reason=str(error)))
        tour.clear_up()


def _close(desktop: Desktop) -> None:
    desktop.window.close()
    desktop.window.deleteLater()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
