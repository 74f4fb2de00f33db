"""Code that is loaded beforehand, so that no screen has to wait for its own when first shown.

What knows the toolkit is loaded in the window's thread, a module at a time with pauses between:
another thread would make the toolkit's types while the window makes others of them.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

import ui
from ui.operations.collecting import loaded
from ui.operations.operations import Operations

log = logging.getLogger("smartcourse")

PAUSE_MS = 40
PURE = (
    "app.domain.commands",
    "app.queries.grids",
    "app.usecases.batches",
    "markdown_it",
    "difflib",
    "app.queries.courses_outline",
    "app.queries.lesson_text",
    "app.queries.learner",
    "app.queries.course_review",
    "app.queries.courses_copy",
    "app.queries.person_log",
    "app.queries.person_export",
    "app.queries.certificates_detail",
    "app.queries.certificates_compare",
    "app.queries.activity",
    "app.queries.analytics",
    "app.queries.drafts",
)
"""What screens stand on and what knows no toolkit: any thread may load it."""

PARTS = ("ui.models", "ui.feedback", "ui.widgets", "ui.widgets.grid", "ui.widgets.markdown")
SCREENS = (
    "ui.shell.palette",
    "ui.views.courses.page",
    "ui.views.enrollments.page",
    "ui.views.course.page",
    "ui.views.people.page",
    "ui.views.person.page",
    "ui.views.certificates.page",
    "ui.views.progress.page",
    "ui.views.announcements.page",
    "ui.views.verify.page",
    "ui.views.notifications.page",
    "ui.views.activity.page",
    "ui.views.analytics.page",
    "ui.views.course.quiz.builder",
    "ui.views.course.learner.view",
    "ui.views.course.review.view",
    "ui.views.imports.page",
    "ui.views.recovery.page",
    "ui.views.check.page",
    "ui.shell.preferences",
)
"""Every screen but the first, those that are wanted soonest first. What draws charts is not here:
it takes forty megabytes, and comes with the first chart."""


class Warming(QObject):
    """Loads a module of the window whenever a pause has passed, until none is left."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._waiting: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Load what is not there yet; nobody is told, and nothing waits."""
        self._operations.load(PURE)
        self._operations.compute(in_order, self._take)

    def end(self) -> None:
        """Load no more."""
        self._timer.stop()

    def _take(self, names: Sequence[str]) -> None:
        self._waiting = list(names)
        self._timer.start()

    @Slot()
    def _step(self) -> None:
        if self._operations.drafts.typing:
            # A module may take as long as two keys; what is typed comes first.
            return
        self._waiting = [one for one in self._waiting if one not in sys.modules]
        if not self._waiting:
            self.end()
            return
        name = self._waiting.pop(0)
        try:
            loaded(name)
        except ImportError as error:
            # It says so again where it is wanted.
            log.info("not loaded beforehand: %s", name, exc_info=error)


def in_order() -> list[str]:
    """Modules of the window, parts before what is made of them, so that each is loaded quickly."""
    names = [name for package in PARTS for name in _within(package)]
    for screen in SCREENS:
        package = screen.rpartition(".")[0]
        if package.startswith("ui.views."):
            names += _within(package)
        names.append(screen)
    return list(dict.fromkeys(names))


def _within(package: str) -> list[str]:
    folder = Path(ui.__file__).parent.joinpath(*package.split(".")[1:])
    stems = sorted(file.stem for file in folder.glob("*.py"))
    return [f"{package}.{stem}" for stem in stems if stem not in ("__init__", "page", "view")]
