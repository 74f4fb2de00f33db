"""Backups by the clock, restoring, checking, and offering drafts after a crash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from ui.feedback.toasts import Notice
from ui.operations.doors import Backup, Doors, Fault
from ui.operations.operations import Operations
from ui.shell.workspaces import Workspaces
from ui.theme.look import Look
from ui.widgets.words import tr, trn

if TYPE_CHECKING:
    from app.domain.errors import SmartCourseError
    from app.ports.drafts import Draft, Place
    from app.queries.drafts import DraftRow

AT_THE_END = timedelta(minutes=1)
"""By how much a database may be newer than the copy that was made when it was closed."""

BACKUP_EVERY_MS = 30 * 60 * 1000
UPKEEP_EVERY_MS = 60 * 60 * 1000
UPKEEP_AFTER_MS = 20 * 1000
"""Whoever opens a workspace has something to do in it: what time brings waits that long."""


class Safety(QObject):
    """What keeps a workspace from being lost."""

    def __init__(
        self,
        look: Look,
        window: QWidget,
        operations: Operations,
        doors: Doors,
        workspaces: Workspaces,
    ) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self._operations, self._doors, self._workspaces = operations, doors, workspaces
        self.notify: Callable[[Notice], object] = lambda _notice: None
        self.take_away: Callable[[Notice], object] = lambda _notice: None
        self.go: Callable[[str, dict[str, Any]], object] = lambda _place, _params: None
        self.faults: list[Fault] = []
        self._offered: tuple[Notice | None, set[Place]] = (None, set())
        operations.drafts.dropped.connect(self._draft_gone)
        operations.back_up = doors.back_up
        workspaces.restore = self.restore
        workspaces.leaving.connect(self.end)
        self._clock = self._every(BACKUP_EVERY_MS, self.back_up_if_changed)
        self._daily = self._every(UPKEEP_EVERY_MS, self._upkeep)
        self._first = self._every(UPKEEP_AFTER_MS, self._upkeep)
        self._first.setSingleShot(True)
        self._behind = False
        self.cares_for_time = True

    def begin(self) -> None:
        """A workspace was opened: start the clocks, and offer the drafts that a crash left."""
        self._clock.start()
        if self.cares_for_time:
            self._daily.start()
            self._first.start()
        self._operations.drafts.left_behind(self._look_at)
        folder = self._operations.context.folder
        self._operations.compute(lambda: self._is_behind(folder), self._catch_up)

    @Slot()
    def end(self) -> None:
        """The workspace is given up: stop the clocks."""
        self._offered = (None, set())
        self._clock.stop()
        self._daily.stop()
        self._first.stop()
        self._behind = False

    @Slot()
    def back_up_if_changed(self) -> None:
        """Copy the workspace in the background, if anything was changed since the last copy."""
        if self._operations.is_open and self._operations.changed_since_backup:
            self._operations.changed_since_backup = False
            folder = self._operations.context.folder
            self._operations.compute(
                lambda: self._doors.back_up(folder), lambda _: None, self._not_backed_up
            )

    def _not_backed_up(self, error: SmartCourseError) -> None:
        # What was not copied is copied by the next turn of the clock.
        self._operations.changed_since_backup = True
        self._operations.failed.emit(error)

    def back_up_now(self) -> None:
        """Copy the workspace, and say so."""
        folder = self._operations.context.folder

        def told(path: Path) -> None:
            self._operations.changed_since_backup = False
            self.notify(
                Notice(
                    title=tr("Backup made"), line=path.name, icon="database-backup", tone="success"
                )
            )

        self._operations.compute(lambda: self._doors.back_up(folder), told)

    def restore_here(self) -> None:
        """Offer the open workspace's backups."""
        self.restore(self._operations.context.folder)

    def restore(self, folder: Path) -> None:
        """Offer a workspace's backups."""
        self._operations.compute(
            lambda: self._doors.backups(folder), lambda found: self._ask(folder, found)
        )

    def _ask(self, folder: Path, found: Sequence[Backup]) -> None:
        from ui.shell.restoring import RestoreSheet  # rarely needed

        RestoreSheet(
            self._look, self._window, found, lambda path: self._put_back(folder, path)
        ).open()

    def _put_back(self, folder: Path, backup: Path) -> None:
        def restored(kept: Path) -> None:
            self._workspaces.open(folder)
            self.notify(
                Notice(
                    title=tr("The backup was restored"),
                    line=tr("What was there before is kept as {name}.", name=kept.name),
                    icon="database-backup",
                    tone="success",
                    stays=True,
                )
            )

        def refused(error: SmartCourseError) -> None:
            self._workspaces.trouble(error, folder)

        def put_back() -> None:
            self._operations.prepare(
                tr("Restoring a backup"),
                "database-backup",
                lambda _job: self._doors.restore(folder, backup),
                restored,
                refused,
            )

        # What is there is kept whole beside it; one copy more could thin out the one chosen.
        self._workspaces.leave(put_back, copies=False)

    def check(self) -> None:
        """Look for faults in the background; the result has a page."""

        def found(faults: Sequence[Fault]) -> None:
            self.faults = list(faults)
            job.detail = (
                trn("{n} fault found", "{n} faults found", len(faults))
                if faults
                else tr("No fault was found")
            )
            job.action = (tr("Show"), self.show_faults)
            job.changed.emit()
            self.show_faults()

        job = self._operations.job(
            tr("Check the workspace"),
            "shield-check",
            lambda context, _actor, _job: self._doors.check(context),
            found,
        )

    def show_faults(self) -> None:
        """Show what the last check found."""
        told = [(one.kind, one.subject, one.detail) for one in self.faults]
        self.go("check", {"faults": told})

    def _is_behind(self, folder: Path) -> bool:
        """Whether the last session ended before it could copy what it had changed."""
        database = folder / "workspace.db"
        changed = datetime.fromtimestamp(database.stat().st_mtime, UTC)
        copies = self._doors.backups(folder)
        return not copies or changed - copies[0].at > AT_THE_END

    def _catch_up(self, behind: bool) -> None:
        """The copy comes with the first upkeep: whoever opens a workspace comes first."""
        self._behind = behind

    def _look_at(self, drafts: list[Draft]) -> None:
        if drafts and self._operations.is_open:
            from app.queries.drafts import draft_rows  # most sessions ended as they should

            self._operations.read(lambda rows: draft_rows(rows, drafts), self._offer)

    def _offer(self, found: list[DraftRow]) -> None:
        for one in found:
            if one.is_saved:
                self._operations.drafts.discard(one.draft)
        drafts = [one for one in found if not one.is_saved]
        if not drafts:
            return
        offer = Notice(
            title=trn("{n} unsaved draft was kept", "{n} unsaved drafts were kept", len(drafts)),
            line=tr("SmartCourse ended before it was saved."),
            icon="history",
            tone="warning",
            action=(
                trn("Look at the draft", "Look at the drafts", len(drafts)),
                lambda: self.go("recovery", {}),
            ),
            stays=True,
        )
        self._offered = (offer, {one.draft.place for one in drafts})
        self.notify(offer)

    @Slot(object)
    def _draft_gone(self, place: Place) -> None:
        """The offer goes with the last of the drafts that it is about."""
        offer, places = self._offered
        places.discard(place)
        if offer is not None and not places:
            self._offered = (None, set())
            self.take_away(offer)

    def _upkeep(self) -> None:
        if self._operations.is_open:
            self._operations.upkeep()
            if self._behind:
                self._behind = False
                self._operations.changed_since_backup = True
                self.back_up_if_changed()

    def _every(self, milliseconds: int, run: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setInterval(milliseconds)
        made.timeout.connect(run)
        return made
