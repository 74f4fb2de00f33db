"""Sections of one thing as tabs, with counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QTabBar

from ui.theme.look import Look
from ui.widgets.basics import row


class TabStrip(QFrame):
    """A bar of tabs; Left and Right move between them.

    Signals:
        chosen(int): another tab.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, titles: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "tabs")
        layout = row(self, margins=(24, 0, 24, 0))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(name)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for title in titles:
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(self.chosen)
        # A tab that grows when it is chosen must find room, not scroll.
        layout.addWidget(self.tabs, 1)
        self.right = layout
        self._restyle()
        look.resized.connect(self._restyle)

    @property
    def current(self) -> int:
        """Which tab is shown."""
        return self.tabs.currentIndex()

    def set_current(self, place: int) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex(place)

    def set_title(self, place: int, title: str) -> None:
        """Give a tab other words."""
        self.tabs.setTabText(place, title)

    @Slot()
    def _restyle(self) -> None:
        self.tabs.setFont(self._look.font("body-strong"))
        self.setFixedHeight(self._look.size("tabs"))
