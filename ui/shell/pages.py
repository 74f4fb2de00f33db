"""The screens that have been made, and what stands in the place of one that could not be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from ui.feedback.states import StatePanel, StateWords
from ui.shell.places import Place
from ui.views.page import Desk, Page
from ui.widgets.basics import column
from ui.widgets.words import tr


class BrokenPage(Page):
    """Says that a screen could not be made, and what can be done."""

    def __init__(self, desk: Desk, place: Place, again: Callable[[], object]) -> None:
        self.TITLE = tr(place.title)
        super().__init__(desk)
        words = StateWords(
            icon="circle-alert",
            title=tr("{place} could not be shown", place=tr(place.title)),
            line=tr(
                "Something unforeseen went wrong while this screen was made; it was written into "
                "the log. Everything else goes on, and what was saved is safe."
            ),
            primary=(tr("Try again"), again),
            secondary=(tr("Diagnostics"), self._diagnostics),
            trouble=True,
        )
        self.panel = StatePanel(desk.look, words)
        column(self).addWidget(self.panel)

    def main_view(self) -> QWidget:
        return self.panel.findChild(QAbstractButton) or self

    def _diagnostics(self) -> None:
        self.desk.actions.trigger("help.diagnostics")


class Pages(QObject):
    """Makes each screen when it is first shown, and keeps it.

    `again` is called where somebody wants a screen that could not be made once more.
    """

    def __init__(
        self,
        stack: QStackedWidget,
        crumbs_changed: Callable[[], object],
        again: Callable[[], object],
    ) -> None:
        super().__init__(stack)
        self._stack, self._crumbs_changed, self._again = stack, crumbs_changed, again
        self._made: dict[str, Page] = {}

    def __iter__(self) -> Iterator[Page]:
        return iter(tuple(self._made.values()))

    @property
    def current(self) -> Page | None:
        """The screen that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def get(self, place: Place, desk: Desk) -> Page:
        """A place's screen."""
        page = self._made.get(place.id)
        if isinstance(page, BrokenPage):
            self._forget(place.id)
            page = None
        if page is None:
            page = self._made[place.id] = self._build(place, desk)
            page.setObjectName(place.id)
            page.crumbs_changed.connect(self._crumbs_changed)
            self._stack.addWidget(page)
        return page

    def forget(self) -> None:
        """No screen stays."""
        for name in tuple(self._made):
            self._forget(name)

    def _build(self, place: Place, desk: Desk) -> Page:
        try:
            return place.build(desk)
        except Exception as error:  # noqa: BLE001 - it is recorded, and the other screens go on
            desk.actions.remove(f"{place.id}.")
            desk.operations.broken.emit(error)
            return BrokenPage(desk, place, self._again)

    def _forget(self, name: str) -> None:
        page = self._made.pop(name)
        self._stack.removeWidget(page)
        page.desk.actions.remove(f"{name}.")
        page.hide()
        page.deleteLater()
