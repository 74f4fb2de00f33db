"""What fills the window while no workspace is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme.look import Look
from ui.widgets.basics import column, frame
from ui.widgets.words import tr


class Gate(QFrame):
    """One card in the middle of the window; what it shows is replaced as a whole."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "window")
        self.setAccessibleName(tr("Start"))
        self._layout = column(self)
        self._shown: QWidget | None = None

    def show_part(self, part: QWidget) -> None:
        """Show *part* instead of what is shown."""
        self._look.complete()
        if self._shown is not None:
            self._layout.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = frame("window")
        middle = column(holder, margins=(24, 24, 24, 24))
        middle.addStretch(2)
        middle.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        area.setWidget(holder)
        self._shown = area
        self._layout.addWidget(area)
        area.show()
        self._look.dress(self)
        first = part.property("first")
        if isinstance(first, QWidget):
            first.setFocus()

    @property
    def part(self) -> QWidget | None:
        """The scroll area with what is shown."""
        return self._shown
