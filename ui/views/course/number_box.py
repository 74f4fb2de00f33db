"""A whole number with little arrows."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

PADDING = 8


class NumberBox(QSpinBox):
    """Keeps its number off the border, where Qt puts it whatever a style sheet says."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self.setRange(least, most)
        self.lineEdit().setTextMargins(PADDING, 0, PADDING, 0)
