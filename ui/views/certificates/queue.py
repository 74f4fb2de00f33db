"""The print queue: certificates put aside to be printed together, remembered between sessions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.ports.grid import Filter
from ui.views.page import Desk


class PrintQueue(QObject):
    """Numbers of certificates, in the order in which they were put aside.

    Signals:
        changed(): another number came, or one went.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._name = f"certificates.queue.{desk.operations.context.folder}"
        stored = desk.memory.get(self._name, [])
        numbers = stored if isinstance(stored, list) else []
        self._numbers: dict[str, None] = dict.fromkeys(
            one for one in numbers if isinstance(one, str)
        )

    @property
    def numbers(self) -> tuple[str, ...]:
        """What waits to be printed."""
        return tuple(self._numbers)

    def filter(self) -> Filter:
        """What a list of certificates shows of it."""
        return Filter("number", "is", tuple(self._numbers))

    def add(self, numbers: Iterable[str]) -> int:
        """Put certificates aside; how many were not there before."""
        before = len(self._numbers)
        self._numbers.update(dict.fromkeys(numbers))
        self._keep()
        return len(self._numbers) - before

    def take(self, numbers: Iterable[str]) -> None:
        """These are printed, or not wanted any more."""
        for one in numbers:
            self._numbers.pop(one, None)
        self._keep()

    def _keep(self) -> None:
        self._desk.memory.put(self._name, list(self._numbers))
        self.changed.emit()
