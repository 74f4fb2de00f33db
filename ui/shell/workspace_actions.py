"""The actions on workspaces, people and the program: switch, back up, check, preferences, quit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.entities import User
from app.domain.errors import SmartCourseError
from ui.feedback.toasts import Notice
from ui.widgets.actions import ActionSpec
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.shell.application import Desktop

Told = tuple[str, str, str, Callable[[], object]]
"""Id, text, icon, and what it runs."""
KEYS = {
    "view.preferences": "Ctrl+,",
    "workspace.open": "Ctrl+O",
    "workspace.quit": "Ctrl+Q",
}
WORDS = {
    "view.preferences": "settings, options, text size, font size, row height, theme colors, "
    "language, numbers and dates formats, movement animation, institution name",
    "workspace.switch_user": "sign in, sign out, log out",
    "workspace.quit": "exit",
}
"""What people may call them otherwise, and what is set there."""


class WorkspaceActions(QObject):
    """Registers what a desktop can do beyond its window, and carries it out."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        spaces = desktop.workspaces
        self._register(self._ways(), None)
        remove = ("workspace.remove_demo", tr("Remove the demo academy"), "trash-2")
        self._register([(*remove, spaces.remove_demo)], spaces.why_no_demo)
        self._register(self._deeds(), self._why_closed)
        self._register(self._program(), None)

    def _register(self, told: Sequence[Told], why_not: Callable[[], str | None] | None) -> None:
        for name, text, icon, run in told:
            self._desktop.window.actions_registry.add(
                ActionSpec(
                    id=name,
                    text=text,
                    icon=icon,
                    run=run,
                    shortcut=KEYS.get(name, ""),
                    words=tr(WORDS.get(name, "")),
                    why_not=why_not,
                )
            )

    def _ways(self) -> tuple[Told, ...]:
        """The ways into workspaces."""
        spaces = self._desktop.workspaces
        return (
            ("workspace.switch", tr("Switch workspace"), "layout-grid", self._choose),
            ("workspace.open", tr("Open a workspace"), "folder-open", spaces.browse),
            ("workspace.new", tr("New workspace"), "folder-plus", spaces.new),
            ("workspace.demo", tr("Open the demo academy"), "flask-conical", spaces.demo),
        )

    def _deeds(self) -> tuple[Told, ...]:
        """What can be done in an open workspace."""
        safety = self._desktop.safety
        return (
            ("workspace.switch_user", tr("Switch user"), "users", self._switch_user),
            (
                "workspace.change_password",
                tr("Change password"),
                "key-round",
                self._change_password,
            ),
            ("workspace.back_up", tr("Back up now"), "database-backup", safety.back_up_now),
            ("workspace.restore", tr("Restore a backup"), "history", safety.restore_here),
            ("workspace.check", tr("Check the workspace"), "shield-check", safety.check),
            ("workspace.drafts", tr("Unsaved drafts"), "file-pen", self._drafts),
        )

    def _program(self) -> tuple[Told, ...]:
        """What belongs to the program, with a workspace or without."""
        return (
            ("view.preferences", tr("Preferences"), "settings", self._preferences),
            ("help.diagnostics", tr("Diagnostics"), "life-buoy", self._diagnostics),
            ("workspace.quit", tr("Quit"), "log-out", self._desktop.window.close),
        )

    def _drafts(self) -> None:
        self._desktop.window.go("recovery")

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

    def _change_password(self) -> None:
        from ui.shell.change_password import ChangePassword

        desktop = self._desktop
        change = desktop.doors.change_password
        ChangePassword(
            desktop.look, desktop.window, desktop.operations, change, self._password_changed
        ).open()

    def _password_changed(self) -> None:
        self._desktop.window.toasts.show_notice(
            Notice(title=tr("Your password was changed"), icon="key-round", tone="success")
        )

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

    def _rename(self, name: str, refused: Callable[[SmartCourseError], None]) -> None:
        """Call the institution otherwise, on certificates that are issued from now on."""
        self._desktop.operations.write(
            lambda context, actor: context.kept.choose(actor, institution=name),
            lambda chosen: self._desktop.name_institution(chosen.institution),
            refused,
        )

    def _diagnostics(self) -> None:
        from ui.shell.diagnostics import DiagnosticsSheet

        DiagnosticsSheet(self._desktop).open()
