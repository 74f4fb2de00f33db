"""A line icon that stands beside words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel

from ui.theme.look import Look


class IconLabel(QLabel):
    """An icon in a token's colour, drawn anew in every look; *size* is in logical pixels."""

    def __init__(self, look: Look, icon: str = "", token: str = "text-muted", size: int = 16):
        super().__init__()
        self._look, self._icon, self._token, self._size = look, icon, token, size
        self._restyle()
        look.changed.connect(self._restyle)

    def show_icon(self, icon: str, token: str) -> None:
        """Show another icon."""
        self._icon, self._token = icon, token
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        if self._icon:
            ratio = self.devicePixelRatioF()
            self.setPixmap(self._look.pixmap(self._icon, self._token, self._size, ratio))


class CircledIcon(IconLabel):
    """A large icon in the middle of a disc; *ground* and *edge* are tokens."""

    def __init__(
        self, look: Look, icon: str, token: str, *, across: int, ground: str, edge: str = ""
    ) -> None:
        self._across, self._ground, self._edge = across, ground, edge
        super().__init__(look, icon, token, 24)
        self.setFixedSize(across, across)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    @Slot()
    def _restyle(self) -> None:
        super()._restyle()
        edge = f" border: 1px solid {self._look.value(self._edge)};" if self._edge else ""
        ground = self._look.value(self._ground)
        self.setStyleSheet(f"background: {ground}; border-radius: {self._across // 2}px;{edge}")
