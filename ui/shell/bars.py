"""The top bar and the status bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from ui.theme.look import Look
from ui.widgets.actions import ActionRegistry
from ui.widgets.basics import IconButton, Text, button, icon_button, label, row

SEARCH_WIDTH, SEARCH_NARROW = 280, 220


class TopBar(QFrame):
    """Back, forward, where one is, the way to anything, undo, redo, jobs, notifications."""

    def __init__(self, look: Look, actions: ActionRegistry) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "topbar")
        self.setAccessibleName("Top bar")
        self.setFixedHeight(look.size("topbar"))
        layout = row(self, margins=(12, 0, 12, 0), gap=4)
        self._layout = layout
        for name in ("go.back", "go.forward"):
            layout.addWidget(self._tied(actions, name))
        self._crumbs = Crumbs(look)
        layout.addSpacing(8)
        layout.addWidget(self._crumbs, 1)
        self.search = button(look, "Search or jump to", kind="secondary", icon="search")
        self.search.setObjectName("jump")
        self.search.setToolTip("Search or jump to (Ctrl+P)")
        self.search.setAccessibleName("Search or jump to")
        self.search.clicked.connect(lambda _checked: actions.trigger("palette.jump"))
        layout.addWidget(self.search)
        layout.addSpacing(8)
        self.buttons = {name: self._tied(actions, name) for name in ("edit.undo", "edit.redo")}
        for one in self.buttons.values():
            layout.addWidget(one)
        self.set_narrow(False)

    def set_crumbs(self, crumbs: Sequence[str]) -> None:
        """The path to where one is; the last is the place itself."""
        self._crumbs.set_path(crumbs)

    def set_narrow(self, narrow: bool) -> None:
        """Give the search less room where the window has little."""
        self.search.setFixedWidth(SEARCH_NARROW if narrow else SEARCH_WIDTH)

    def _tied(self, actions: ActionRegistry, name: str) -> IconButton:
        action = actions.action(name)
        spec = next(one for one in actions.all() if one.id == name)
        made = icon_button(self._look, spec.icon, spec.text, action.trigger, shortcut=spec.shortcut)
        made.setEnabled(action.isEnabled())

        def follow() -> None:
            made.setEnabled(action.isEnabled())
            made.setToolTip(action.toolTip() + (f" ({spec.shortcut})" if spec.shortcut else ""))

        action.changed.connect(follow)
        return made


class Crumbs(QFrame):
    """The path to where one is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._layout = row(self, gap=6)
        self._layout.addStretch(1)

    def set_path(self, crumbs: Sequence[str]) -> None:
        """Show another path."""
        while self._layout.count() > 1:
            item = self._layout.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for place, crumb in enumerate(crumbs):
            last = place == len(crumbs) - 1
            if place:
                arrow = QLabel()
                mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
                name = "chevron-left" if mirrored else "chevron-right"
                arrow.setPixmap(self._look.pixmap(name, "text-muted", 14, self.devicePixelRatioF()))
                self._layout.insertWidget(self._layout.count() - 1, arrow)
            text = label(
                self._look, crumb, "body-strong" if last else "body", "" if last else "muted"
            )
            text.setMaximumWidth(320)
            text.setToolTip(crumb)
            self._layout.insertWidget(self._layout.count() - 1, text)


class StatusBar(QFrame):
    """Where the data is, whether it is saved, and what the screen counts."""

    def __init__(self, look: Look, explain: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "statusbar")
        self.setAccessibleName("Status")
        self.setFixedHeight(look.size("statusbar"))
        layout = row(self, margins=(12, 0, 16, 0), gap=16)
        self._sync = button(look, "Local only", explain, kind="link", icon="hard-drive")
        self._sync.setFont(look.font("label"))
        self._sync.setFixedHeight(24)
        self._sync.setToolTip("Everything is kept on this computer. No server is connected.")
        self.saved: Text = label(look, "", "small", "muted")
        self.position: Text = label(look, "", "small", "muted", tabular=True)
        layout.addWidget(self._sync)
        layout.addWidget(self.saved)
        layout.addStretch(1)
        layout.addWidget(self.position)
