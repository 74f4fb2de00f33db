"""The head of a list screen: its name, a line of facts, its buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme.look import Look
from ui.widgets.basics import column, frame, label, row


class PageHead(QFrame):
    """68 high; the primary button stands last."""

    def __init__(self, look: Look, title: str, *buttons: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "pagehead")
        self.setFixedHeight(look.size("pagehead"))
        across = row(self, margins=(24, 0, 24, 0), gap=8)
        words = frame("plain")
        lines = column(words, gap=2)
        lines.addStretch(1)
        lines.addWidget(label(look, title, "page-title"))
        self._facts = label(look, " ", "body", "muted", tabular=True)
        lines.addWidget(self._facts)
        lines.addStretch(1)
        across.addWidget(words, 1)
        self._buttons = buttons
        for one in buttons:
            across.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)

    def tell(self, facts: str) -> None:
        """Show another line of facts."""
        self._facts.setText(facts or " ")

    def offer(self, begun: bool) -> None:
        """Show the buttons, or leave them to the first use of the list below."""
        for one in self._buttons:
            one.setVisible(begun)
