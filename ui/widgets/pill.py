"""A status: icon and word on a tinted ground."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.theme.look import Look
from ui.widgets.basics import Text, label, row, set_property
from ui.widgets.icon_label import IconLabel


class StatusPill(QFrame):
    """22 high, as wide as its word."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._tone, self._icon = "neutral", "circle"
        self.setFixedHeight(look.size("pill"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        across = row(self, margins=(6, 0, 8, 0), gap=4)
        self._picture = IconLabel(look, size=14)
        self._words: Text = label(look, "", "pill")
        across.addWidget(self._picture)
        across.addWidget(self._words)
        look.changed.connect(self._restyle)

    def tell(self, words: str, tone: str, icon: str) -> None:
        """Show another status."""
        self._tone, self._icon = tone, icon
        self._words.setText(words)
        self.setAccessibleName(words)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self._picture.show_icon(self._icon, self._tone)
        set_property(self._words, "tone", self._tone if self._tone != "neutral" else "muted")
        set_property(self, "pill", self._tone)
        # Where every ground is black, only a line makes a pill of it.
        set_property(self, "edged", "true" if self._look.theme == "high-contrast" else "")
