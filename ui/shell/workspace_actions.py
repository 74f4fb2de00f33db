"""The actions on workspaces, people and the program: switch, back up, check, preferences, quit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import settings
from app.domain.entities import User
from ui.widgets.actions import ActionSpec
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.shell.application import Desktop

Told = tuple[str, str, str, str, Callable[[], object], bool]
"""Id, text, icon, shortcut, what it runs, and whether it needs an open workspace."""


class WorkspaceActions(QObject):
    """Registers what a desktop can do beyond its window, and carries it out."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        for name, text, icon, keys, run, needs in self._told():
            desktop.window.actions_registry.add(
                ActionSpec(
                    id=name,
                    text=text,
                    icon=icon,
                    shortcut=keys,
                    run=run,
                    why_not=self._why_closed if needs else None,
                )
            )

        spaces = desktop.workspaces
        desktop.window.actions_registry.add(
            ActionSpec(
                id="workspace.remove_demo",
                text=tr("Remove the demo academy"),
                icon="trash-2",
                run=spaces.remove_demo,
                why_not=spaces.why_no_demo,
            )
        )

    def _told(self) -> tuple[Told, ...]:
        spaces, safety = self._desktop.workspaces, self._desktop.safety
        window = self._desktop.window
        return (
            ("workspace.switch", tr("Switch workspace"), "layout-grid", "", self._choose, False),
            (
                "workspace.open",
                tr("Open a workspace"),
                "folder-open",
                "Ctrl+O",
                spaces.browse,
                False,
            ),
            ("workspace.new", tr("New workspace"), "folder-plus", "", spaces.new, False),
            (
                "workspace.demo",
                tr("Open the demo academy"),
                "flask-conical",
                "",
                spaces.demo,
                False,
            ),
            ("workspace.switch_user", tr("Switch user"), "users", "", self._switch_user, True),
            (
                "workspace.back_up",
                tr("Back up now"),
                "database-backup",
                "",
                safety.back_up_now,
                True,
            ),
            ("workspace.restore", tr("Restore a backup"), "history", "", safety.restore_here, True),
            ("workspace.check", tr("Check the workspace"), "shield-check", "", safety.check, True),
            (
                "workspace.drafts",
                tr("Unsaved drafts"),
                "file-pen",
                "",
                lambda: window.go("recovery"),
                True,
            ),
            ("view.preferences", tr("Preferences"), "settings", "Ctrl+,", self._preferences, False),
            ("help.diagnostics", tr("Diagnostics"), "life-buoy", "", self._diagnostics, False),
            ("workspace.quit", tr("Quit"), "log-out", "Ctrl+Q", window.close, False),
        )

    def _why_closed(self) -> str | None:
        return None if self._desktop.operations.is_open else tr("no workspace is open")

    def _choose(self) -> None:
        desktop = self._desktop
        here = desktop.operations.context.folder if desktop.operations.is_open else None
        desktop.chooser.show_for(desktop.window.rail.switch, here)

    def _switch_user(self) -> None:
        from ui.shell.switch_user import SwitchUser

        desktop = self._desktop
        SwitchUser(
            desktop.look, desktop.window, desktop.operations, desktop.doors.sign_in, self._switched
        ).open()

    def _switched(self, user: User) -> None:
        self._desktop.act_as(user)

    def _preferences(self) -> None:
        from ui.shell.preferences import Institution, Preferences

        desktop = self._desktop
        institution = None
        operations = desktop.operations
        if operations.is_open and operations.actor is not None:
            admin = operations.actor.role == "admin"
            why_not = None if admin else tr("Only an admin may change it.")
            institution = Institution(desktop.institution, self._rename, why_not)
        Preferences(desktop.look, desktop.window, desktop.appearance, institution).open()

    def _rename(self, name: str) -> None:
        folder = self._desktop.operations.context.folder

        def save() -> None:
            chosen = settings.changed(settings.load(folder), {"institution": name})
            settings.save(folder, chosen)

        self._desktop.operations.compute(save, lambda _: self._desktop.name_institution(name))

    def _diagnostics(self) -> None:
        from ui.shell.diagnostics import DiagnosticsSheet

        DiagnosticsSheet(self._desktop).open()
