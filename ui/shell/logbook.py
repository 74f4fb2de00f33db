"""What went wrong, written down: a log file, the toolkit's messages, errors nobody foresaw."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

LOG_NAME = "smartcourse.log"
CRASH_NAME = "crash.log"
LARGEST, KEPT = 512 * 1024, 5

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
log = logging.getLogger("smartcourse")


class _Unopened(logging.Handler):
    """A log file of limited size that is opened for its first record: most starts write none."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._opened: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._opened is None:
            from logging.handlers import RotatingFileHandler

            self._opened = RotatingFileHandler(
                self._path, maxBytes=LARGEST, backupCount=KEPT - 1, encoding="utf-8"
            )
            self._opened.setFormatter(self.formatter)
        self._opened.emit(record)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
        super().close()


class Logbook(QObject):
    """Takes every hook there is, from `install` to `remove`.

    Signals:
        incident(str): an error that nobody foresaw was recorded under this id.
    """

    incident = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._handler: logging.Handler | None = None
        self._crashes: IO[str] | None = None
        self._former: tuple[object, object] = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Begin to write. Where the folder cannot be written, only standard error is told."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = _Unopened(self.folder / LOG_NAME)
            self._crashes = (self.folder / CRASH_NAME).open("a", encoding="utf-8")
            faulthandler.enable(self._crashes)
        except OSError:
            handler = logging.StreamHandler()
            faulthandler.enable()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._handler = handler
        logging.getLogger().addHandler(handler)
        logging.getLogger().setLevel(logging.INFO)
        sys.excepthook = self._raised
        threading.excepthook = self._raised_in_thread
        qInstallMessageHandler(_toolkit_said)

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        qInstallMessageHandler(None)
        faulthandler.disable()
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
        if self._crashes is not None:
            self._crashes.close()

    def record(self, error: BaseException) -> str:
        """Write an error down under a new incident id, and tell of it (any thread)."""
        name = os.urandom(4).hex().upper()
        log.error("incident %s", name, exc_info=(type(error), error, error.__traceback__))
        self.incident.emit(name)
        return name

    def _raised(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.record(error.with_traceback(trace))

    def _raised_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.record(told.exc_value)


def _toolkit_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del context
    logging.getLogger("qt").log(LEVELS.get(kind, logging.WARNING), "%s", message)


def connect_incidents(logbook: Logbook, show: Callable[[str], None]) -> None:
    """Show incidents on the GUI thread, whichever thread they happened on."""
    logbook.incident.connect(show, Qt.ConnectionType.QueuedConnection)
