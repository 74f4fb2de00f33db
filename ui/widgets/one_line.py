"""A text on one line that is cut where there is no room for all of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme.look import Look
from ui.widgets.basics import Text, Tone
from ui.widgets.words import tip


class OneLine(Text):
    """Says the whole in its tooltip and to those who cannot see it."""

    def __init__(self, look: Look, style: str, tone: Tone = "") -> None:
        super().__init__(look, "", style, tabular=True)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if tone:
            self.setProperty("tone", tone)

    def tell(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(tip(text))
        self.setAccessibleName(text)
        self._cut()

    @property
    def whole(self) -> str:
        """All of it."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole), super().sizeHint().height())

    def _cut(self) -> None:
        end = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, end, self.width()))
