"""The actions of the window itself: going places, undo, looks, menus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from ui.feedback.toasts import Notice
from ui.operations.operations import Operations
from ui.shell.places import PLACES
from ui.shell.undoing import Undoing
from ui.theme.tokens import THEMES
from ui.widgets.actions import ActionRegistry, ActionSpec
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Go", ("go.",)),
    ("Edit", ("edit.",)),
    ("View", ("view.", "palette.")),
    ("Workspace", ("workspace.",)),
    ("Help", ("help.",)),
)
"""Menus with the id prefixes of the actions they hold; others are in the menu of the screen."""


class StandardActions(QObject):
    """Registers what the window can do and carries it out."""

    def __init__(
        self, window: MainWindow, operations: Operations, registry: ActionRegistry
    ) -> None:
        super().__init__(window)
        self._window = window
        self._operations = operations
        self._registry = registry
        self.undoing = Undoing(operations, self)
        self.undoing.changed.connect(registry.refresh)
        self.undoing.done.connect(self._tell)
        self._register()

    def _register(self) -> None:
        add, window = self._registry.add, self._window
        for spec in (
            ActionSpec(
                id="go.back",
                text=tr("Back"),
                icon="arrow-left",
                run=window.back,
                shortcut="Alt+Left",
                why_not=lambda: (
                    None if window.trail.can_go_back else tr("this is the first screen")
                ),
            ),
            ActionSpec(
                id="go.forward",
                text=tr("Forward"),
                icon="arrow-right",
                run=window.forward,
                shortcut="Alt+Right",
                why_not=lambda: None if window.trail.can_go_forward else tr("this is the last one"),
            ),
            ActionSpec(
                id="edit.undo",
                text=tr("Undo"),
                icon="undo-2",
                run=self.undoing.undo,
                shortcut="Ctrl+Z",
                why_not=self.undoing.why_not_undo,
            ),
            ActionSpec(
                id="edit.redo",
                text=tr("Redo"),
                icon="redo-2",
                run=self.undoing.redo,
                shortcut="Ctrl+Shift+Z",
                why_not=self.undoing.why_not_redo,
            ),
            ActionSpec(
                id="view.rail",
                text=tr("Narrow or widen the navigation"),
                icon="panel-left",
                run=window.toggle_rail,
                shortcut="Ctrl+\\",
            ),
        ):
            add(spec)
        self._register_places()
        self._register_themes()

    def _register_places(self) -> None:
        for place in PLACES:
            if not place.under:
                self._registry.add(
                    ActionSpec(
                        id=f"go.{place.id}",
                        text=tr("Go to {place}", place=tr(place.title)),
                        icon=place.icon,
                        run=partial(self._window.go, place.id),
                        shortcut=place.shortcut,
                    )
                )

    def _register_themes(self) -> None:
        words = {
            "light": (tr("Light colors"), "sun"),
            "dark": (tr("Dark colors"), "moon"),
            "high-contrast": (tr("High contrast"), "contrast"),
        }
        for theme in THEMES:
            text, icon = words[theme]
            self._registry.add(
                ActionSpec(
                    id=f"view.theme.{theme}",
                    text=text,
                    icon=icon,
                    run=partial(self._window.set_theme, theme),
                )
            )

    # what the bars ask for

    def rail_chosen(self, name: str) -> None:
        """An entry of the rail was pressed."""
        if name == "preferences":
            self._registry.trigger("view.preferences")
        elif name == "account":
            self._registry.trigger("workspace.switch_user")
        else:
            self._window.go(name)

    def open_menu(self) -> None:
        """Every action, by menu, at the rail's menu button."""
        menu = QMenu(self._window)
        self._window.look.dress(menu)
        self._registry.refresh()
        for title, prefixes in MENUS:
            held = [spec for spec in self._registry.all() if spec.id.startswith(prefixes)]
            if held:
                part = menu.addMenu(tr(title))
                for spec in held:
                    part.addAction(self._registry.action(spec.id))
        known = tuple(prefix for _, prefixes in MENUS for prefix in prefixes)
        rest = [spec for spec in self._registry.all() if not spec.id.startswith(known)]
        if rest:
            part = menu.addMenu(tr("This screen"))
            for spec in rest:
                part.addAction(self._registry.action(spec.id))
        corner = self._window.rail.mapToGlobal(QPoint(12, self._window.top.height()))
        menu.popup(corner)

    def explain_sync(self) -> None:
        """Say where the data is."""
        self._window.toasts.show_notice(
            Notice(
                title=tr("Local only"),
                line=tr("Everything is kept on this computer. No server is connected."),
                icon="hard-drive",
            )
        )

    def refresh_undo(self) -> None:
        """Something was committed: what can be undone is another now."""
        self.undoing.refresh()

    def _tell(self, words: str) -> None:
        self._window.toasts.show_notice(Notice(title=words, icon="undo-2"))
