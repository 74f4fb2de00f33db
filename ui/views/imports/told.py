"""A line under the steps: what was just taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ui.theme.look import Look
from ui.widgets.basics import Text, icon_button, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.words import tr


class Told(QFrame):
    """Words with a way to close them; hidden while there are none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "infobar")
        across = row(self, margins=(24, 4, 12, 4), gap=8)
        picture = IconLabel(look, "info", "info")
        across.addWidget(picture)
        self._words: Text = label(look, "", "body")
        across.addWidget(self._words, 1)
        across.addWidget(icon_button(look, "x", tr("Close this line"), self.hide))
        self.hide()

    @property
    def words(self) -> str:
        """What is told; empty while nothing is."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, words: str) -> None:
        """Show these words."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()
