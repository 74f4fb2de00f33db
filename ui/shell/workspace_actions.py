"""The actions on workspaces, people and the program: switch, back up, check, preferences, quit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.entities import User
from app.domain.errors import SmartCourseError
from ui.feedback.toasts import Notice
from ui.widgets.actions import ActionSpec
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.shell.application import Desktop

WhyNot = Callable[[], str | None]
Told = tuple[str, str, str, str, Callable[[], object], WhyNot | None]
"""Id, text, icon, shortcut, what it runs, and why it cannot be run just now."""


class WorkspaceActions(QObject):
    """Registers what a desktop can do beyond its window, and carries it out."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        for name, text, icon, keys, run, why_not in self._told():
            desktop.window.actions_registry.add(
                ActionSpec(
                    id=name,
                    text=text,
                    icon=icon,
                    shortcut=keys,
                    run=run,
                    why_not=why_not,
                )
            )

    def _told(self) -> tuple[Told, ...]:
        spaces, safety = self._desktop.workspaces, self._desktop.safety
        window, closed = self._desktop.window, self._why_closed
        return (
            ("workspace.switch", tr("Switch workspace"), "layout-grid", "", self._choose, None),
            (
                "workspace.open",
                tr("Open a workspace"),
                "folder-open",
                "Ctrl+O",
                spaces.browse,
                None,
            ),
            ("workspace.new", tr("New workspace"), "folder-plus", "", spaces.new, None),
            (
                "workspace.demo",
                tr("Open the demo academy"),
                "flask-conical",
                "",
                spaces.demo,
                None,
            ),
            (
                "workspace.remove_demo",
                tr("Remove the demo academy"),
                "trash-2",
                "",
                spaces.remove_demo,
                spaces.why_no_demo,
            ),
            ("workspace.switch_user", tr("Switch user"), "users", "", self._switch_user, closed),
            (
                "workspace.change_password",
                tr("Change password"),
                "key-round",
                "",
                self._change_password,
                closed,
            ),
            (
                "workspace.back_up",
                tr("Back up now"),
                "database-backup",
                "",
                safety.back_up_now,
                closed,
            ),
            (
                "workspace.restore",
                tr("Restore a backup"),
                "history",
                "",
                safety.restore_here,
                closed,
            ),
            (
                "workspace.check",
                tr("Check the workspace"),
                "shield-check",
                "",
                safety.check,
                closed,
            ),
            (
                "workspace.drafts",
                tr("Unsaved drafts"),
                "file-pen",
                "",
                lambda: window.go("recovery"),
                closed,
            ),
            ("view.preferences", tr("Preferences"), "settings", "Ctrl+,", self._preferences, None),
            ("help.diagnostics", tr("Diagnostics"), "life-buoy", "", self._diagnostics, None),
            ("workspace.quit", tr("Quit"), "log-out", "Ctrl+Q", window.close, None),
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
