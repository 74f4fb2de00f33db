"""Which workspace is open: choosing, making and changing it, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.operations.doors import Doors
from ui.operations.operations import Operations
from ui.shell.gate import Gate
from ui.theme.look import Look
from ui.views.page import Memory
from ui.widgets.words import literal, tr

if TYPE_CHECKING:
    from app.context import Context
    from app.domain.actor import NewOwner
    from app.domain.errors import SmartCourseError

RECENT, LAST = "workspace.recent", "workspace.last"
MOST_RECENT = 6
TITLES = {
    "workspace.missing": "This workspace is not there",
    "workspace.damaged": "This workspace is damaged",
    "workspace.newer": "This workspace needs a newer SmartCourse",
    "workspace.read_only": "This workspace cannot be written to",
    "workspace.in_use": "This workspace is open elsewhere",
    "workspace.busy": "This workspace is in use",
    "workspace.disk_full": "The disk is full",
}
RESTORABLE = frozenset({"workspace.damaged", "workspace.disk_error"})


class Workspaces(QObject):
    """Opens one workspace after the other; the gate shows what happens in between.

    Signals:
        leaving(): the open workspace is about to be given up.
        opened(Context): another is open.
        gated(bool): the gate should be shown, or the screens.
    """

    leaving = Signal()
    opened = Signal(object)
    gated = Signal(bool)

    def __init__(
        self,
        look: Look,
        operations: Operations,
        *,
        doors: Doors,
        memory: Memory,
        gate: Gate,
        home: Path,
    ) -> None:
        super().__init__()
        self._look, self._operations, self._doors = look, operations, doors
        self._memory, self._gate, self._home = memory, gate, home
        self.restore: Callable[[Path], object] = lambda _folder: None
        self.leave_safely: Callable[[Callable[[], object]], bool] = lambda _go: True

    @property
    def demo_folder(self) -> Path:
        """Where the demo academy lies."""
        return self._home / "demo"

    def recent(self) -> list[Path]:
        """Workspaces that were open, newest first; whether one is gone shows when it is opened."""
        return [Path(one) for one in self._recent()]

    def _recent(self) -> list[str]:
        kept = self._memory.get(RECENT, [])
        return [one for one in kept if isinstance(one, str) and Path(one).is_absolute()]

    def last(self) -> Path | None:
        """The workspace that was open last."""
        stored = self._memory.get(LAST, "")
        return Path(stored) if stored else None

    # the ways in

    def welcome(self) -> None:
        """Ask the first question."""
        from ui.shell.gate_cards import Welcome  # most starts go past the gate

        recent = [
            (tr("Open {name}", name=literal(one.name)), _opening(self.open, one))
            for one in self.recent()
        ]
        self._show(
            Welcome(self._look, demo=self.demo, new=self.new, other=self.browse, recent=recent)
        )

    def open(self, folder: Path) -> None:
        """Open a workspace, giving up the one that is open."""
        folder = folder.expanduser().absolute()

        def enter() -> None:
            self._operations.open(
                self._doors.open, folder, self._entered, lambda error: self.trouble(error, folder)
            )

        self.leave(enter)

    def demo(self) -> None:
        """Open the demo academy; the first time it is made first."""
        folder = self.demo_folder

        def found(there: bool) -> None:
            if there:
                self.open(folder)
            else:
                self.leave(self._make_demo)

        self._operations.compute((folder / "workspace.db").exists, found)

    def _make_demo(self) -> None:
        from ui.shell.gate_cards import Busy

        title = tr("Making the demo academy")
        self._show(Busy(self._look, title, tr("Three courses, 200 learners. A few seconds.")))
        self._operations.prepare(
            title,
            "flask-conical",
            lambda _job: self._doors.make_demo(self.demo_folder),
            lambda _: self.open(self.demo_folder),
            lambda error: self.trouble(error, self.demo_folder),
        )

    def why_no_demo(self) -> str | None:
        """Why there is no demo academy to remove, or None."""
        made = str(self.demo_folder) in self._recent()
        return None if made else tr("there is no demo academy on this computer")

    def remove_demo(self) -> None:
        """Delete the demo academy, after a question; it is left first where it is open."""
        from ui.shell.demo_removal import RemoveDemoSheet

        RemoveDemoSheet(self._look, self._gate.window(), self._remove_demo).open()

    def _remove_demo(self) -> None:
        operations = self._operations
        if operations.is_open and operations.context.folder == self.demo_folder:
            self.leave(self._delete_demo, copies=False)
        else:
            self._delete_demo()

    def _delete_demo(self) -> None:
        self._operations.prepare(
            tr("Removing the demo academy"),
            "trash-2",
            lambda _job: self._doors.remove_demo(self.demo_folder),
            self._demo_removed,
        )

    def _demo_removed(self, _nothing: None) -> None:
        gone = str(self.demo_folder)
        others = [one for one in self._recent() if one != gone]
        self._memory.put(RECENT, others)
        if self._memory.get(LAST) == gone:
            self._memory.put(LAST, others[0] if others else None)
        if not self._operations.is_open:
            self.welcome()

    def new(self) -> None:
        """Ask for what a new workspace needs."""
        from ui.shell.gate_cards import NewWorkspaceForm

        documents = QStandardPaths.StandardLocation.DocumentsLocation
        usual = Path(QStandardPaths.writableLocation(documents)) / tr("My workspace")
        form = NewWorkspaceForm(self._look, usual, self._create, self._back)
        self._form = form
        self._show(form)

    def _create(self, folder: Path, owner: NewOwner, institution: str) -> None:
        form = self._form
        self._operations.compute(
            lambda: self._doors.create(folder, owner, institution),
            lambda _: self.open(folder),
            form.refused,
        )

    def browse(self) -> None:
        """Choose the folder of a workspace."""
        from PySide6.QtWidgets import QFileDialog

        window = self._gate.window()
        picker = QFileDialog(window, tr("Open a workspace"))
        picker.setFileMode(QFileDialog.FileMode.Directory)
        picker.setOption(QFileDialog.Option.ShowDirsOnly)
        picker.fileSelected.connect(lambda path: self.open(Path(path)))
        picker.open()

    def trouble(self, error: SmartCourseError, folder: Path) -> None:
        """Say why a workspace cannot be opened, and what can be done."""
        from app.domain.messages import CATALOGUE, sentence
        from ui.feedback.states import StatePanel, StateWords

        message = CATALOGUE[error.reason]
        words = sentence(error)
        if error.reason == "workspace.missing":
            self._forget(folder)
            words = tr("There is none in {path}. It may have been moved or renamed.", path=folder)
        can_restore = error.reason in RESTORABLE
        main = (
            (tr("Restore a backup"), _opening(self.restore, folder))
            if can_restore
            else (tr("Try again"), _opening(self.open, folder))
        )
        panel = StatePanel(
            self._look,
            StateWords(
                icon="database",
                title=tr(TITLES.get(error.reason, "The workspace could not be opened")),
                line=words,
                primary=main,
                secondary=(tr("Choose another"), self.welcome),
                third=(tr("Copy details"), lambda: _copy(f"{words}\n{error} {message.problem}")),
                trouble=True,
            ),
        )
        panel.setProperty("kind", "plain")
        self._show(panel)

    def _forget(self, folder: Path) -> None:
        self._memory.put(RECENT, [one for one in self._recent() if one != str(folder)])

    def leave(self, then: Callable[[], None], *, copies: bool = True) -> None:
        """Give the open workspace up, then go on; not before what was typed is safe.

        A changed one is copied first, unless *copies* says that it need not be.
        """
        if self.leave_safely(lambda: self.leave(then, copies=copies)):
            if self._operations.is_open:
                self.leaving.emit()
            self._operations.leave(then, copies=copies)

    # inside

    def _back(self) -> None:
        if self._operations.is_open:
            self.gated.emit(False)
        else:
            self.welcome()

    def _entered(self, context: Context) -> None:
        folder = str(context.folder)
        others = [one for one in self._recent() if one != folder]
        self._memory.put(RECENT, [folder, *others][:MOST_RECENT])
        self._memory.put(LAST, folder)
        # At once: a window that starts while this one is open shall know of it.
        self._memory.keep()
        self.opened.emit(context)

    def _show(self, part: QWidget) -> None:
        self._gate.show_part(part)
        self.gated.emit(True)


def _opening(run: Callable[[Path], object], folder: Path) -> Callable[[], object]:
    return lambda: run(folder)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
