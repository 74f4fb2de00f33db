"""A field for a day, typed or stepped part by part."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from ui.theme.look import Look

INSIDE = 7
"""Pixels before the text: the style sheet's padding does not reach the line inside."""


class DayField(QDateEdit):
    """Year, month, day: the form that the search line takes too (`enrolled:>2026-03-01`)."""

    def __init__(self, look: Look, name: str, day: QDate | None = None) -> None:
        super().__init__(day or QDate.currentDate())
        self.setDisplayFormat("yyyy-MM-dd")
        self.setFont(look.font("body", tabular=True))
        self.setFixedHeight(look.size("control"))
        self.lineEdit().setTextMargins(INSIDE, 0, 0, 0)
        self.setAccessibleName(name)
