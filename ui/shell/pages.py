"""The screens that have been made, and what stands in the place of one that could not be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QObject, QSize, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QStackedWidget, QWidget

from ui.feedback.states import StatePanel, StateWords
from ui.shell.places import Place
from ui.views.page import Desk, Page
from ui.widgets.basics import column
from ui.widgets.scrolled import scroll_back, scrolled
from ui.widgets.words import tr

PAUSE_MS = 20
"""Between two screens that are taken apart; keys and the mouse come in between."""


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


class Screens(QStackedWidget):
    """Needs the room that its present screen needs, whatever hidden ones did when seen."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return QSize() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return QSize() if shown is None else shown.minimumSizeHint()


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
        self._former: dict[str, Page] = {}
        self._replaced: list[Page] = []
        self._stood: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {}
        self._going: list[Page] = []
        self._leisure = QTimer(self)
        self._leisure.setInterval(PAUSE_MS)
        self._leisure.timeout.connect(self._take_one_apart)

    def __iter__(self) -> Iterator[Page]:
        return iter((*self._made.values(), *self._former.values()))

    @property
    def current(self) -> Page | None:
        """The screen that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def get(self, place: Place, desk: Desk) -> Page:
        """A place's screen, of the measures in force."""
        page = self._made.get(place.id)
        if isinstance(page, BrokenPage):
            self._take_out(self._forget(place.id)).deleteLater()
            page = None
        if page is None:
            if place.id in self._former:
                # What it can be told to do is asked of the new one.
                desk.actions.remove(f"{place.id}.")
            page = self._made[place.id] = self._build(place, desk)
            page.setObjectName(place.id)
            page.crumbs_changed.connect(self._crumbs_changed)
            self._stack.addWidget(page)
        return page

    def former(self, place: Place) -> Page | None:
        """A place's screen of other measures, until another takes its place (`replace`)."""
        return self._former.get(place.id)

    @Slot()
    def hold(self) -> None:
        """The text grows or shrinks: what is scrolled down so far stays so while it does."""
        for page in self:
            for area in page.findChildren(QScrollArea):
                scroll_back(area, scrolled(area))

    def forget(self) -> None:
        """No screen stays, nor how any stood."""
        shown = self.current
        # Hidden ones first: without the one that is shown the stack would show the next in vain.
        for page in sorted(self, key=lambda one: one is shown):
            page.desk.actions.remove(f"{page.objectName()}.")
            self._take_out(page).deleteLater()
        self._made.clear()
        self._former.clear()
        self._stood.clear()

    def begin_anew(self) -> None:
        """No screen stays, but what is shown is, until another takes its place (`replace`).

        What is hidden tells how it stands, for whenever it is made again (`stood`); one that goes
        on trying to save stays until it is shown again. Each is taken apart by itself: together
        that would be felt. To be called while all is at rest.
        """
        for name in tuple(self._made):
            if name in self._former:
                self._take_apart(self._forget(name))  # It was never shown.
            else:
                self._former[name] = self._made.pop(name)
        for name, page in tuple(self._former.items()):
            if page is not self.current and not page.is_unsaved:
                page.desk.actions.remove(f"{name}.")
                self._replace(name)
        self.arrived()

    @property
    def begins_anew(self) -> bool:
        """Whether what is shown is about to be replaced."""
        return self.current in self._former.values()

    def replace(self, place: Place, way: Mapping[str, Any]) -> None:
        """A former screen tells how it stands, at rest and as it is seen, and goes (`arrived`).

        Where the way leads to another thing it is left for good instead: it saves what it can.
        """
        former = self._former.get(place.id)
        if former is None:
            return
        if _leads_to(way, former.about):
            self._replace(place.id)
        else:
            former.may_leave()
            self._replaced.append(self._former.pop(place.id))

    def stood(self, place: Place, way: Mapping[str, Any]) -> Mapping[str, Any]:
        """How a place's screen stood that was replaced; told once, to the one that is there now.

        Empty where the way there leads to another thing than it showed.
        """
        about, stood = self._stood.pop(place.id, ({}, {}))
        return stood if _leads_to(way, about) else {}

    def arrived(self) -> None:
        """Another screen is shown, or none is needed."""
        while self._replaced:
            self._take_apart(self._replaced.pop())

    def _replace(self, name: str) -> None:
        page = self._former.pop(name)
        self._stood[name] = (page.about, page.standing())
        self._replaced.append(page)

    def _take_apart(self, page: Page) -> None:
        self._going.append(self._take_out(page))
        self._leisure.start()

    @Slot()
    def _take_one_apart(self) -> None:
        if self._going:
            self._going.pop().deleteLater()
        else:
            self._leisure.stop()

    def _build(self, place: Place, desk: Desk) -> Page:
        try:
            return place.build(desk)
        except Exception as error:  # noqa: BLE001 - it is recorded, and the other screens go on
            desk.actions.remove(f"{place.id}.")
            desk.operations.broken.emit(error)
            return BrokenPage(desk, place, self._again)

    def _forget(self, name: str) -> Page:
        page = self._made.pop(name)
        page.desk.actions.remove(f"{name}.")
        return page

    def _take_out(self, page: Page) -> Page:
        self._stack.removeWidget(page)
        page.hide()
        return page


def _leads_to(way: Mapping[str, Any], about: Mapping[str, Any]) -> bool:
    return all(way.get(name, value) == value for name, value in about.items())
