"""A quiz lesson is saved in two parts; one state tells of both."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.views.course.session import SaveState

WORST_FIRST = ("failed", "saving", "typing", "drafted", "saved")


class SaveStates(QObject):
    """What was told last of each part.

    Signals:
        changed(SaveState): the state of all parts together: the worst of them.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told: dict[str, SaveState] = {}

    def forget(self) -> None:
        """Another lesson: nothing was told of it."""
        self._told = {}

    def tell(self, part: str, state: SaveState) -> None:
        """One part tells its state."""
        self._told[part] = state
        self.changed.emit(min(self._told.values(), key=lambda one: WORST_FIRST.index(one.kind)))
