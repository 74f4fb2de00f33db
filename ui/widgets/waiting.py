"""Shows what there is, or that it is being read, or that it could not be."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.feedback.states import Skeleton, StatePanel, StateWords
from ui.theme.look import Look

LATE = 200
"""Milliseconds after which one sees that something is being read."""


class Waiting(QStackedWidget):
    """*content*, with a skeleton before it and a state in its place."""

    def __init__(self, look: Look, content: QWidget, row_height: int = 48) -> None:
        super().__init__()
        self._look = look
        self._content = content
        self._skeleton = Skeleton(look, row_height)
        self._blank = QWidget()
        self._state: StatePanel | None = None
        for one in (self._blank, content, self._skeleton):
            self.addWidget(one)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LATE)
        self._timer.timeout.connect(self._late)

    @property
    def state(self) -> StatePanel | None:
        """What is shown instead of the content, if it is."""
        return self._state if self.currentWidget() is self._state else None

    def wait(self) -> None:
        """It is being read; what was shown stays until then."""
        if self.currentWidget() is not self._content:
            self._timer.start()

    def ready(self) -> None:
        """Show the content."""
        self._timer.stop()
        self.setCurrentWidget(self._content)

    def tell(self, words: StateWords) -> None:
        """Show a state instead."""
        self._timer.stop()
        former, self._state = self._state, StatePanel(self._look, words)
        self.addWidget(self._state)
        self.setCurrentWidget(self._state)
        if former is not None:
            self.removeWidget(former)
            former.deleteLater()

    def _late(self) -> None:
        self.setCurrentWidget(self._skeleton)
