"""Work that only the window's thread may do, done between what else the window has to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

from ui.operations.gone import is_gone
from ui.operations.tasks import Ticket

TURN_MS = 4
"""For how long, at a time, nothing else is done: what is typed meanwhile waits unnoticed."""

Step = Callable[[], bool]


class Turns(QObject):
    """Gives every piece of such work its turn until it has done all, was dropped, or has gone."""

    def __init__(
        self, began: Callable[[], None], ended: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._began, self._ended = began, ended
        self._waiting: list[tuple[Ticket, Step]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    def take(self, step: Step) -> Ticket:
        """Call *step* again and again, until it says that there is nothing left to do."""
        ticket = Ticket()
        self._began()
        self._waiting.append((ticket, step))
        self._timer.start()
        return ticket

    @Slot()
    def _turn(self) -> None:
        if not self._waiting:
            self._timer.stop()
            return
        ticket, step = self._waiting.pop(0)
        left = False
        try:
            left = not ticket.dropped and not is_gone(step) and _turn(ticket, step)
        finally:
            if left:
                self._waiting.append((ticket, step))
            else:
                self._ended()


def _turn(ticket: Ticket, step: Step) -> bool:
    """Some steps; whether there is something left to do."""
    taken = QElapsedTimer()
    taken.start()
    while not step():
        if ticket.dropped:
            return False
        if taken.elapsed() >= TURN_MS:
            return True
    return False
