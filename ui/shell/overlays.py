"""What opens over the screens: palette, jobs, notices, help. Made when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from ui.operations.operations import Operations
from ui.theme.look import Look
from ui.widgets.actions import ActionRegistry

if TYPE_CHECKING:
    from ui.feedback.popovers import Popover
    from ui.shell.job_centre import JobCentre
    from ui.shell.notices import NoticeHistory
    from ui.shell.palette import Palette
    from ui.shell.window import MainWindow


class Overlays(QObject):
    """Keeps the popovers of a window, and its jobs and bell buttons up to date."""

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        actions: ActionRegistry,
        operations: Operations,
        go: Callable[[str, Mapping[str, Any]], None],
    ) -> None:
        super().__init__(window)
        self._look, self._window, self._actions = look, window, actions
        self._operations, self._go = operations, go
        self._seen = 0
        operations.jobs.changed.connect(self._jobs_changed)
        window.toasts.told.connect(self._told)
        window.toasts.forgotten.connect(self._all_seen)

    @cached_property
    def palette(self) -> Palette:
        """The command palette."""
        from ui.shell.palette import Palette  # not before the first paint

        return Palette(self._look, self._window, self._actions, self._operations, self._go)

    @cached_property
    def jobs(self) -> JobCentre:
        """The job centre."""
        from ui.shell.job_centre import JobCentre

        return JobCentre(self._look, self._window, self._operations.jobs)

    @cached_property
    def notices(self) -> NoticeHistory:
        """The history of notices."""
        from ui.shell.notices import NoticeHistory

        made = NoticeHistory(self._look, self._window, self._window.toasts)
        made.closed.connect(self._all_seen)
        return made

    def popovers(self) -> list[Popover]:
        """Those that have been made."""
        made = vars(self)
        return [made[name] for name in ("palette", "jobs", "notices") if name in made]

    def show_shortcuts(self) -> None:
        """Every shortcut on one sheet."""
        from ui.shell.help import ShortcutSheet

        ShortcutSheet(self._look, self._window, self._actions).open()

    def show_about(self) -> None:
        """What this program is."""
        from ui.shell.help import About

        About(self._look, self._window).open()

    @Slot()
    def _jobs_changed(self) -> None:
        jobs = self._operations.jobs
        self._window.top.jobs.show_progress(len(jobs.running()), jobs.share())

    @Slot()
    def _told(self) -> None:
        if not self._open("notices"):
            self._seen += 1
            self._window.top.bell.set_unseen(self._seen)

    @Slot()
    def _all_seen(self) -> None:
        self._seen = 0
        self._window.top.bell.set_unseen(0)

    def _open(self, name: str) -> bool:
        made = vars(self).get(name)
        return made is not None and bool(made.isVisible())
