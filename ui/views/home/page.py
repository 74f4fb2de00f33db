"""Home: what needs you, and how things stand."""

from __future__ import annotations

from ui.views.page import Desk, Page
from ui.widgets.basics import column, label


class HomePage(Page):
    """The first screen."""

    TITLE = "Home"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        layout = column(self, margins=(24, 16, 24, 24), gap=4)
        layout.addWidget(label(desk.look, "Home", "page-title"))
        layout.addStretch(1)
