"""Undo and redo as the window offers them: the acting user's last unit of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.operations.operations import Operations
from ui.widgets.words import tr

if TYPE_CHECKING:
    from app.context import Context
    from app.domain.actor import Actor
    from app.usecases.batches import Undone
    from app.usecases.redo import Top


class Undoing(QObject):
    """Knows what could be undone and redone, without asking the store on the GUI thread.

    Signals:
        changed(): what can be undone or redone is another.
        done(str, str): words about what was just undone or redone, and the undone command's id.
    """

    changed = Signal()
    done = Signal(str, str)

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._top: Top | None = None

    def refresh(self) -> None:
        """Ask what stands on top of the journal."""
        if self._operations.actor is not None:
            self._operations.inquire(_top, self._know)

    def undo(self) -> None:
        """Take the last unit back."""
        self._operations.write(_undo, self._undone)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._operations.write(_redo, self._redone)

    def why_not_undo(self) -> str | None:
        """Why nothing can be undone, or None."""
        top = self._top
        if top is None or top.undo is None:
            return tr("you have not changed anything yet")
        if top.fixed:
            return tr("your last step cannot be undone ({what})", what=top.undo)
        return None

    def would_undo(self) -> str:
        """What would be undone, in words; empty where nothing can be."""
        return (self._top.undo or "") if self._top else ""

    def would_redo(self) -> str:
        """What would be done again, in words; empty where nothing was undone."""
        return (self._top.redo or "") if self._top else ""

    def why_not_redo(self) -> str | None:
        """Why nothing can be redone, or None."""
        return None if self._top and self._top.redo else tr("nothing was undone just now")

    def _know(self, found: Top) -> None:
        self._top = found
        self.changed.emit()

    def _undone(self, units: list[Undone]) -> None:
        self.done.emit(tr("Undone: {what}", what=units[0].label), units[0].command_id)
        self.refresh()

    def _redone(self, what: str) -> None:
        self.done.emit(tr("Done again: {what}", what=what), "")
        self.refresh()


# The rules of undoing are imported off the GUI thread, and not before the first paint.


def _top(context: Context, actor: Actor) -> Top:
    from app.usecases.redo import top

    return top(context.store, actor)


def _undo(context: Context, actor: Actor) -> list[Undone]:
    from app.usecases.batches import undo

    return undo(context.bus, context.store, actor, 1)


def _redo(context: Context, actor: Actor) -> str:
    from app.usecases.redo import redo, top

    what = top(context.store, actor).redo or ""
    redo(context.bus, context.store, actor)
    return what
