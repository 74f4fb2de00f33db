"""The workspace chooser at the rail's head."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.feedback.popovers import Popover
from ui.shell.workspaces import Workspaces
from ui.theme.look import Look
from ui.widgets.basics import button, column, frame, hairline, label
from ui.widgets.words import literal, tip, tr

WIDTH = 320


class Chooser(Popover):
    """Other workspaces, and the ways to more of them."""

    def __init__(self, look: Look, window: QWidget, workspaces: Workspaces) -> None:
        super().__init__(look, window, tr("Workspaces"), WIDTH)
        self._workspaces = workspaces
        self._lines = column(self, margins=(8, 10, 8, 8), gap=2)
        self._holder: QWidget | None = None

    def show_for(self, anchor: QWidget, here: Path | None) -> None:
        """Open with what there is to choose from now; *here* is open already."""
        if self.isVisible():
            self.close_up()
            return
        if self._holder is not None:
            self._holder.hide()
            self._lines.removeWidget(self._holder)
            self._holder.deleteLater()
        self._holder = self._list(here)
        self._lines.addWidget(self._holder)
        self.hang(anchor)

    def first_focus(self) -> None:
        if self._holder is not None:
            first = self._holder.property("first")
            (first if isinstance(first, QWidget) else self).setFocus()

    def _list(self, here: Path | None) -> QWidget:
        holder = frame("plain")
        lines = column(holder, gap=2)
        demo = self._workspaces.demo_folder
        others = [one for one in self._workspaces.recent() if one not in (here, demo)]
        if others:
            title = label(self.look, tr("Recent"), "group-label", "muted")
            title.setContentsMargins(8, 0, 8, 4)
            lines.addWidget(title)
        for folder in others:
            made = self._entry(folder.name, "folder-open", partial(self._workspaces.open, folder))
            made.setToolTip(tip(str(folder)))
            lines.addWidget(made)
        if others:
            lines.addWidget(hairline())
        ways: list[tuple[str, str, Callable[[], object]]] = [
            (tr("Open another folder"), "folder-open", self._workspaces.browse),
            (tr("New workspace"), "folder-plus", self._workspaces.new),
        ]
        if here != demo:
            ways.append((tr("Demo academy"), "flask-conical", self._workspaces.demo))
        entries = [self._entry(text, icon, run) for text, icon, run in ways]
        for one in entries:
            lines.addWidget(one)
        holder.setProperty("first", entries[0])
        return holder

    def _entry(self, text: str, icon: str, run: Callable[[], object]) -> QWidget:
        def chosen() -> None:
            self.close_up()
            run()

        made = button(self.look, literal(text), chosen, kind="quiet", icon=icon)
        made.setProperty("align", "start")
        return made
