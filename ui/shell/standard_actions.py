"""The actions of the window itself: going places, undo, looks, palette, panels, help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from ui.feedback.toasts import Notice
from ui.operations.operations import Operations
from ui.shell.errands import register_errands
from ui.shell.look_actions import register_look
from ui.shell.menus import build_menus
from ui.shell.places import PLACES
from ui.shell.undoing import Undoing
from ui.widgets.actions import ActionRegistry, ActionSpec
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


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
        for spec in (*self._ways(), *self._edits(), *self._views(), *self._help()):
            registry.add(spec)
        self._register_places()
        register_look(registry, window.appearance)
        register_errands(window, operations)

    def _ways(self) -> tuple[ActionSpec, ...]:
        window = self._window
        return (
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
        )

    def _edits(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                id="edit.undo",
                text=tr("Undo"),
                icon="undo-2",
                run=self.undoing.undo,
                shortcut="Ctrl+Z",
                why_not=self.undoing.why_not_undo,
                about=self.undoing.would_undo,
            ),
            ActionSpec(
                id="edit.redo",
                text=tr("Redo"),
                icon="redo-2",
                run=self.undoing.redo,
                shortcut="Ctrl+Shift+Z",
                why_not=self.undoing.why_not_redo,
                about=self.undoing.would_redo,
            ),
        )

    def _views(self) -> tuple[ActionSpec, ...]:
        window = self._window
        told = (
            ("palette.jump", tr("Search or jump to"), "search", "Ctrl+P", window.jump),
            ("palette.commands", tr("Run a command"), "command", "Ctrl+Shift+P", window.commands),
            ("view.jobs", tr("Jobs"), "list-checks", "Ctrl+J", window.toggle_jobs),
            ("view.notices", tr("Notices"), "bell", "Ctrl+Shift+N", window.toggle_notices),
            (
                "view.rail",
                tr("Narrow or widen the navigation"),
                "panel-left",
                "Ctrl+\\",
                window.toggle_rail,
            ),
            ("view.panes", tr("Next pane"), "panels-top-left", "F6", window.next_pane),
            (
                "view.panes_back",
                tr("Pane before"),
                "panels-top-left",
                "Shift+F6",
                partial(window.next_pane, -1),
            ),
            ("view.layout", tr("Reset the layout"), "layout-grid", "", window.reset_layout),
        )
        return tuple(
            ActionSpec(id=name, text=text, icon=icon, shortcut=keys, run=run)
            for name, text, icon, keys, run in told
        )

    def _help(self) -> tuple[ActionSpec, ...]:
        window = self._window
        told = (
            ("help.shortcuts", tr("Keyboard shortcuts"), "keyboard", "F1", window.show_shortcuts),
            ("help.about", tr("About SmartCourse"), "info", "", window.show_about),
        )
        return tuple(
            ActionSpec(id=name, text=text, icon=icon, shortcut=keys, run=run)
            for name, text, icon, keys, run in told
        )

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
                        group=tr(place.group),
                        why_not=self._why_nowhere,
                    )
                )

    def _why_nowhere(self) -> str | None:
        return None if self._operations.is_open else tr("no workspace is open")

    # what the bars ask for

    def rail_chosen(self, name: str) -> None:
        """An entry of the rail was pressed."""
        special = {
            "preferences": "view.preferences",
            "account": "workspace.switch_user",
            "workspaces": "workspace.switch",
        }
        if name in special:
            self._registry.trigger(special[name])
        else:
            self._window.go(name)

    def open_menu(self) -> None:
        """Every action, by menu, at the rail's menu button."""
        window = self._window
        menu = QMenu(window)
        window.look.dress(menu)
        for part in build_menus(window.look, self._registry, window):
            menu.addMenu(part)
        menu.aboutToHide.connect(menu.deleteLater)
        button = window.rail.menu
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

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

    def _tell(self, words: str, undone: str) -> None:
        self._window.toasts.withdraw(undone)
        self._window.toasts.show_notice(Notice(title=words, icon="undo-2", of_last_change=True))
