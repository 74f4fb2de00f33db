"""What every screen is, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.dataclass import dataclass
from app.domain.journal import ChangeSet
from ui.feedback.toasts import Notice
from ui.operations.operations import Operations
from ui.theme.look import Look
from ui.widgets.actions import ActionRegistry
from ui.widgets.words import tr


class Memory(Protocol):
    """Layout that is remembered between sessions: small values by name."""

    def get(self, name: str, default: Any = None) -> Any:
        """What was put under *name*."""
        ...

    def put(self, name: str, value: Any) -> None:
        """Remember a JSON value."""
        ...

    def keep(self) -> None:
        """Have what was put outlive a crash: it is somebody's work."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a screen works with: look, operations, actions, notices, navigation and memory.

    `go(page, params)` shows another screen; `status(text)` writes into the status bar, and
    `unsaved(whether)` has it say that something is being written that is not saved yet, and
    `staged(list, count)` how many edits of a list wait to be applied.
    """

    look: Look
    operations: Operations
    actions: ActionRegistry
    notify: Callable[[Notice], object]
    go: Callable[[str, Mapping[str, Any]], None]
    status: Callable[[str], None]
    unsaved: Callable[[bool], None]
    staged: Callable[[str, int], None]
    memory: Memory


class Page(QFrame):
    """A screen in the middle of the window.

    `TABLES` are those whose changes concern it. A hidden page remembers that it is stale and
    loads again when it is shown; `load` asks operations for what it shows and never waits.

    Signals:
        crumbs_changed(): the path to where one is became another while one is there.
    """

    crumbs_changed = Signal()

    TITLE = ""
    TABLES: frozenset[str] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.look = desk.look
        self.operations = desk.operations
        self.setProperty("kind", "page")
        self.setAccessibleName(tr(self.TITLE))
        self._stale = True
        self._words = ""

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The path shown in the top bar, last is here."""
        return (tr(self.TITLE),)

    @property
    def under(self) -> str:
        """The screen that the rail marks, where it hangs on what is shown; else empty."""
        return ""

    @property
    def for_admin(self) -> bool:
        """Whether an admin works here: each person's screens are made anew."""
        actor = self.operations.actor
        return actor is not None and actor.role == "admin"

    def admins_only(self, made: QWidget) -> QWidget:
        """A button that is an admin's; to others it says so."""
        if not self.for_admin:
            made.setEnabled(False)
            made.setToolTip(tr("Only admins do this. Ask an admin, or switch user."))
        return made

    def load(self) -> None:
        """Ask for what the screen shows."""

    def open(self, params: Mapping[str, Any]) -> None:
        """Take what the way here carried (a course id, a filter)."""
        del params

    @property
    def about(self) -> Mapping[str, Any]:
        """Which thing it shows, as the way there names it; empty where it always shows the same."""
        return {}

    def standing(self) -> Mapping[str, Any]:
        """How it stands: what `open` takes to have another one, made for larger text, stand so.

        Asked once, by whoever takes the screen apart, when nothing that it asked for is unanswered:
        what is at work stays with the screen that began it. What is in it (a document with its
        undo) may be handed over alive. Empty where the way there says all.
        """
        return {}

    @property
    def is_unsaved(self) -> bool:
        """Whether it goes on trying to save, also hidden: nobody has to come back for that."""
        return False

    def main_view(self) -> QWidget:
        """What gets the focus on entering."""
        return self

    def may_leave(self) -> bool:
        """Whether nothing unsaved would be lost; what is, keeps itself as a draft."""
        return True

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take pictures, videos or PDFs that were dropped on the window; False to let them be."""
        del paths
        return False

    def take_changes(self, changes: ChangeSet) -> None:
        """Rows have changed: load again if they concern this screen, now or when it is shown."""
        if self.TABLES.isdisjoint(changes.tables):
            return
        if self.isVisible():
            self.load()
        else:
            self._stale = True

    def say(self, words: str) -> None:
        """Write into the status bar what stays true of this screen, and stands there with it."""
        self._words = words
        if self.isVisible():
            self.desk.status(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._words:
            self.desk.status(self._words)
        if self._stale:
            self._stale = False
            self.load()
