"""Being asked by the system to end: the window closes as if a person had closed it."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Slot

ASKED = ("SIGTERM", "SIGINT", "SIGHUP")


class Terminator(QObject):
    """Calls *end* on the GUI thread when the process is asked to end.

    Python runs signal handlers between its own instructions only, and the toolkit's loop has none:
    so a signal also writes a byte into a socket, which wakes that loop (a pipe would not on
    Windows).
    """

    def __init__(self, end: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._end = end
        self._reading, self._writing = socket.socketpair()
        for one in (self._reading, self._writing):
            one.setblocking(False)
        self._former_fd = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._former = {
            number: signal.signal(number, _noted)
            for name in ASKED
            if (number := getattr(signal, name, None)) is not None
        }
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._asked)

    def give_back(self) -> None:
        """Leave the signals to whoever had them."""
        self._notifier.setEnabled(False)
        for number, former in self._former.items():
            signal.signal(number, former)
        signal.set_wakeup_fd(self._former_fd)
        for one in (self._reading, self._writing):
            one.close()

    @Slot()
    def _asked(self) -> None:
        try:
            self._reading.recv(64)
        except BlockingIOError:
            return
        self._end()


def _noted(number: int, frame: object) -> None:
    """The byte in the socket says the rest."""
    del number, frame
