"""The running program: application object, look, operations, window, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.context import Context
from app.domain.actor import Actor
from app.domain.entities import User
from app.domain.errors import SmartCourseError
from app.domain.journal import ChangeSet
from app.queries.acting import opening_user
from app.queries.notices import unread
from ui.operations.doors import Doors
from ui.operations.job_journal import read_jobs
from ui.operations.operations import Operations
from ui.shell.appearance import Appearance, wished_look
from ui.shell.memory import FileMemory
from ui.shell.safety import Safety
from ui.shell.warming import Warming
from ui.shell.window import MainWindow
from ui.shell.workspace_actions import WorkspaceActions
from ui.shell.workspaces import Workspaces
from ui.theme.look import Look
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.shell.chooser import Chooser

DESKTOP_FILE = "org.smartcourse.SmartCourse"
SINGLE_SHOT = Qt.ConnectionType.SingleShotConnection
COUNTED = frozenset({"courses", "users", "notifications"})
HAND_OVER_S = 0.0005
"""For how long a thread keeps Python's lock while another waits for it. What the window paints asks
for it hundreds of times: at the usual 5 ms each, a job in the background could stop it for half a
second."""

ROLES = {"admin": "Admin", "instructor": "Instructor", "student": "Learner"}


def application(arguments: Sequence[str]) -> QApplication:
    """The application object, in Fusion, with our name."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setDesktopFileName(DESKTOP_FILE)
    # By its option: with the style's method come its six hundred names, which nobody here says yet.
    made = QApplication([sys.argv[0], "-style", "Fusion", *arguments])
    made.setApplicationName("SmartCourse")
    sys.setswitchinterval(HAND_OVER_S)
    return made


class Desktop(QObject):
    """One window, and one workspace after the other in it.

    `home` is the folder for workspaces of which nobody said where they should lie.

    Signals:
        ready(): a workspace is open and its first screen is shown.
    """

    ready = Signal()

    def __init__(
        self, memory: FileMemory, doors: Doors, *, home: Path, look: Look | None = None
    ) -> None:
        super().__init__()
        self.memory, self.doors = memory, doors
        self.look = look or wished_look(memory)
        self.look.dress_application()
        self.appearance = Appearance(self.look, memory, self)
        self.operations = Operations(self)
        memory.lane = self.operations.keep
        self.institution = ""
        self.window = MainWindow(self.look, self.operations, memory, self.appearance)
        gate = self.window.gate
        self.workspaces = Workspaces(
            self.look, self.operations, doors=doors, memory=memory, gate=gate, home=home
        )
        self.safety = Safety(self.look, self.window, self.operations, doors, self.workspaces)
        self.safety.notify = self.window.toasts.show_notice
        self.safety.take_away = self.window.toasts.take_away
        self.safety.go = self.window.go
        self.workspaces.leave_safely = self.window.leave_safely
        self.actions = WorkspaceActions(self)
        self.warming = Warming(self.operations, self)
        self.logs: Path | None = None
        self.ended_in_time = True
        self._settled = False
        self._place: tuple[str, Mapping[str, Any]] = ("home", {})
        self.workspaces.gated.connect(self.window.show_gate)
        self.workspaces.leaving.connect(self.window.forget_pages)
        self.workspaces.leaving.connect(self.window.toasts.forget)
        self.workspaces.opened.connect(self._opened)
        self.operations.committed.connect(self._changed)
        self.window.closing.connect(self.end)

    @cached_property
    def chooser(self) -> Chooser:
        """The list of workspaces at the rail's head."""
        from ui.shell.chooser import Chooser  # not before the first paint

        return Chooser(self.look, self.window, self.workspaces)

    def open(
        self, folder: Path, place: str = "home", params: Mapping[str, Any] | None = None
    ) -> None:
        """Open a workspace and show a screen of it."""
        self._place = (place, params or {})
        self.workspaces.open(folder)

    def raise_window(self) -> None:
        """Bring the window before the others."""
        window = self.window
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    @Slot()
    def end(self) -> None:
        """Give everything up; called once the window goes."""
        self.warming.end()
        self.safety.end()
        self.ended_in_time = self.operations.close()
        try:
            self.memory.save()
        except OSError:
            # A layout that cannot be remembered must not keep the program from ending.
            return

    def name_institution(self, name: str) -> None:
        """Whose workspace this is, from now on."""
        self.institution = name
        self.window.rail.set_workspace(name)

    def act_as(self, user: User) -> None:
        """Another person works in the window from now on."""
        if not self.window.leave_safely(lambda: self.act_as(user)):
            return
        folder = self.operations.context.folder
        self.memory.put(f"user.{folder}", user.email)
        here = self.window.trail.here if self.window.page is not None else None
        # What is being written is saved by who wrote it, while that is still who acts.
        self.window.forget_pages()
        self.window.toasts.forget()
        self.operations.jobs.clear_finished()
        self.operations.actor = Actor(user.id, user.role)
        self._show_person(user)
        self._count()
        self.window.go(here.place if here else "home", here.params if here else {})
        self.window.standard.refresh_undo()

    # a workspace was opened

    @Slot(object)
    def _opened(self, context: Context) -> None:
        email = self.memory.get(f"user.{context.folder}", "")

        def look_in() -> tuple[User, list[dict[str, Any]]]:
            with context.store.reading() as rows:
                return opening_user(rows, email), read_jobs(context.folder)

        self.operations.compute(look_in, self._begin, self._refused)

    def _begin(self, found: tuple[User, list[dict[str, Any]]]) -> None:
        user, former = found
        context = self.operations.context
        self._settled = False
        self.operations.actor = Actor(user.id, user.role)
        self.operations.job_journal.use(context.folder, former)
        # Before anybody can type.
        self.operations.drafts.use(self.doors.drafts(context.folder))
        self.look.prepare(context.settings.institution, user.full_name)
        self.name_institution(context.settings.institution)
        self._show_person(user)
        self.workspaces.gated.emit(False)
        place, params = self._place
        if place != "home":
            # Home prepares for what it shows.
            self.look.complete()
        self._place = ("home", {})
        self.window.go(place, params)
        # The first screen first; whatever else there is to do waits until it is answered.
        self.operations.idled.connect(self._settle_in, SINGLE_SHOT)
        if self.operations.idle:
            self._settle_in()

    @Slot()
    def _settle_in(self) -> None:
        if self._settled:
            return
        self._settled = True
        # Once what was answered has found its place.
        QTimer.singleShot(0, self, self._present)

    @Slot()
    def _present(self) -> None:
        if not self.operations.is_open:
            return
        # The screen is painted before anything else begins; the toolkit would let a moment pass.
        QApplication.sendEvent(self.window, QEvent(QEvent.Type.UpdateRequest))
        name = self.operations.context.settings.institution
        self.window.setWindowTitle(tr("{name} - SmartCourse", name=name))
        # What was painted and named goes to the screen before the rest.
        QTimer.singleShot(0, self, self._begin_the_rest)

    @Slot()
    def _begin_the_rest(self) -> None:
        if not self.operations.is_open:
            return
        self.look.complete()
        self.window.standard.refresh_undo()
        self.safety.begin()
        self._count()
        self.operations.settle()
        self.warming.begin()
        self.ready.emit()

    def _refused(self, error: SmartCourseError) -> None:
        self.workspaces.trouble(error, self.operations.context.folder)

    def _show_person(self, user: User) -> None:
        self.window.rail.set_person(user.full_name, tr(ROLES[user.role]), user.email)

    # counts at the rail

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if not COUNTED.isdisjoint(changes.tables):
            self._count()

    def _count(self) -> None:
        self.operations.inquire(_counts, self._show_counts)

    def _show_counts(self, counts: tuple[int, int, int]) -> None:
        courses, people, unread_ones = counts
        self.window.rail.set_count("courses", short_number(courses))
        self.window.rail.set_count("people", short_number(people))
        self.window.rail.set_count("notifications", short_number(unread_ones), needs_you=True)


def _counts(context: Context, actor: Actor) -> tuple[int, int, int]:
    """How long the acting person's lists are."""
    from app.queries.grids import COURSES, PEOPLE  # not before the first paint

    courses, people = (context.grids.count(one.query(), actor) for one in (COURSES, PEOPLE))
    with context.store.reading() as rows:
        return courses, people, unread(rows, actor.user_id)


def short_number(n: int) -> str:
    """A count as it fits beside a name: 999, 12.4k, 1.2M; nothing for none."""
    locale = QLocale()
    for limit, divisor, sign in ((1_000_000, 1_000_000, "M"), (1_000, 1_000, "k")):
        if n >= limit:
            share = n / divisor
            return locale.toString(share, "f", 0 if share >= 100 else 1) + sign
    return locale.toString(n) if n else ""
