"""A screen that is one list under a head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.journal import ChangeSet
from ui.views.page import Desk, Page
from ui.widgets.basics import column
from ui.widgets.grid import Grid, GridSpec
from ui.widgets.page_head import PageHead
from ui.widgets.words import tr


class ListPage(Page):
    """A head with buttons and figures, and below it a grid; opened with ``search`` it shows that.

    A subclass says what the list is (`spec`), which buttons stand above it (`buttons`) and reads
    the figures of the head (`read_facts`).
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lines = column(self)
        self.head = PageHead(desk.look, tr(self.TITLE), *self.buttons())
        self.grid = Grid(desk, self.spec())
        self.grid.begun.connect(self.head.offer)
        lines.addWidget(self.head)
        lines.addWidget(self.grid, 1)

    def spec(self) -> GridSpec:
        """What the list shows and what can be done in it."""
        raise NotImplementedError

    def buttons(self) -> Sequence[QWidget]:
        """What stands at the end of the head."""
        return ()

    def read_facts(self) -> None:
        """Ask for the figures that the head tells."""

    def load(self) -> None:
        self.grid.load()
        self.read_facts()

    def open(self, params: Mapping[str, Any]) -> None:
        if params.get("search") is not None:
            self.grid.search_for(str(params["search"]))
        self.grid.ask_again(params)

    def standing(self) -> Mapping[str, Any]:
        return self.grid.asked()

    def main_view(self) -> QWidget:
        return self.grid.main_view()

    def take_changes(self, changes: ChangeSet) -> None:
        if self.grid.take_changes(changes):
            self.read_facts()
