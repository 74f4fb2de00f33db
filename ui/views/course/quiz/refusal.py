"""A bar that says why a quiz is not saved, and leads there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from app.domain.errors import Invalid
from ui.theme.look import Look
from ui.views.course.session import NotSaved
from ui.widgets.basics import Button, Text, button, label, row
from ui.widgets.icon_label import IconLabel
from ui.widgets.words import tr


class Refusal(QFrame):
    """Why nothing is stored, in words.

    Signals:
        led(int): the question (from 0) that is the cause was asked for.
    """

    led = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.place = -1
        self.setProperty("kind", "dangerbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = row(self, margins=(24, 6, 12, 6), gap=8)
        self._sign = IconLabel(look, "circle-alert", "danger")
        self.words: Text = label(look, "", "body", "danger", wraps=True)
        self.lead: Button = button(look, "", self._lead, kind="quiet")
        across.addWidget(self._sign)
        across.addWidget(self.words, 1)
        across.addWidget(self.lead)
        self.hide()

    def tell(self, why: str, place: int, *, leads: bool) -> None:
        """Say why; *place* is the question that is the cause, where *leads* offers the way."""
        self.place = place
        words = tr("Not saved: {why}", why=why)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.lead.setText(tr("Go to question {n}", n=place + 1))
        self.lead.setAccessibleName(self.lead.text())
        self.lead.setVisible(leads and place >= 0)
        self.show()

    def _lead(self) -> None:
        self.led.emit(self.place)


def is_told(told: NotSaved) -> bool:
    """Whether a bar says it: a question is to be finished here, and the draft is kept."""
    return isinstance(told.error, Invalid) and not told.left
