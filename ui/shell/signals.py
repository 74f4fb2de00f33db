"""Being asked by the system to end: the window closes as if a person had closed it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from io import FileIO, RawIOBase

from PySide6.QtCore import QObject, QSocketNotifier, Slot

ASKED = ("SIGTERM", "SIGINT", "SIGHUP")
PIPES = os.name != "nt"
"""Whether the toolkit can wait for a pipe; else it can for a socket, whose module loads slowly."""


class Terminator(QObject):
    """Calls *end* on the GUI thread when the process is asked to end.

    Python runs signal handlers between its own instructions only, and the toolkit's loop has none:
    so a signal also writes a byte into a pipe, which wakes that loop.
    """

    def __init__(self, end: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._end = end
        self._reading, self._writing = _pipe() if PIPES else _sockets()
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
        if self._reading.read(64):
            self._end()


def _pipe() -> tuple[RawIOBase, RawIOBase]:
    reading, writing = os.pipe()
    for one in (reading, writing):
        os.set_blocking(one, False)
    return FileIO(reading, "rb"), FileIO(writing, "wb")


def _sockets() -> tuple[RawIOBase, RawIOBase]:
    from socket import socketpair

    reading, writing = socketpair()
    with reading, writing:  # Each lives on until what is made of it is closed.
        for one in (reading, writing):
            one.setblocking(False)
        return reading.makefile("rb", buffering=0), writing.makefile("wb", buffering=0)


def _noted(number: int, frame: object) -> None:
    """The byte in the pipe says the rest."""
    del number, frame
