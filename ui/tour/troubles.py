"""What goes wrong beside a step: the toolkit's warnings, and errors that nobody caught."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LOUD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
HARMLESS = ("This plugin does not support",)
"""What the platform without a screen says of itself."""


class Troubles:
    """Listens while it is entered; `take` answers what came since it was last asked."""

    def __init__(self) -> None:
        self._heard: list[str] = []
        self._former: Callable[..., Any] | None = None

    def take(self) -> list[str]:
        """What came, and forget it."""
        heard, self._heard = self._heard, []
        return heard

    def add(self, error: Exception) -> None:
        """Something ended in a way that nobody foresaw."""
        self._heard.append(f"{type(error).__name__}: {error}")

    def __enter__(self) -> Self:
        self._former = qInstallMessageHandler(self._told)
        sys.excepthook, self._hook = self._raised, sys.excepthook
        threading.excepthook, self._thread_hook = self._raised_in, threading.excepthook
        return self

    def __exit__(self, *_: object) -> None:
        qInstallMessageHandler(self._former)
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def _told(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in LOUD and not text.startswith(HARMLESS):
            self._heard.append(f"the toolkit warns: {text}")

    def _raised(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        at = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
        self._heard.append(f"{kind.__name__} at {at}: {error}")

    def _raised_in(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._raised(told.exc_type, told.exc_value, told.exc_traceback)
