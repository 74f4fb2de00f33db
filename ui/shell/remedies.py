"""What a refusal looks like as a notice: its sentence, and a button for what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.domain.errors import EnvironmentFault, SmartCourseError
from app.domain.messages import sentence
from ui.feedback.toasts import Notice
from ui.widgets.words import tr

Trigger = Callable[[str], object]
Again = Callable[[], object]

PLACES = frozenset(
    {
        "workspace.disk_full",
        "workspace.disk_error",
        "workspace.read_only",
        "workspace.cannot_open",
        "drafts.unreadable",
        "memory.not_kept",
        "file.not_written",
        "machine.refused",
    }
)
"""Refusals that a look into a folder explains."""


def _ways() -> dict[str, tuple[str, str]]:
    """Refusals that an action of the window answers: the button's words, and the action."""
    return {
        "workspace.vanished": (tr("Switch workspace"), "workspace.switch"),
        "workspace.damaged": (tr("Restore a backup"), "workspace.restore"),
        "workspace.backup_unsound": (tr("Check the workspace"), "workspace.check"),
        "file.missing": (tr("Check the workspace"), "workspace.check"),
        "signing_key.unreadable": (tr("Restore a backup"), "workspace.restore"),
        "role.not_allowed": (tr("Switch user"), "workspace.switch_user"),
        "undo.not_yours": (tr("Switch user"), "workspace.switch_user"),
        "job.broke": (tr("Diagnostics"), "help.diagnostics"),
        "machine.unforeseen": (tr("Diagnostics"), "help.diagnostics"),
    }


def refusal(error: SmartCourseError, trigger: Trigger, again: Again | None = None) -> Notice:
    """A notice that stays until it is read; *again* tries what was refused once more."""
    return Notice(
        title=sentence(error),
        icon="circle-alert",
        tone="danger",
        action=_button(error, trigger, again),
        stays=True,
        # Each of two changes that wait for the same thing has its own way to be tried again.
        single=again is None,
    )


def _button(
    error: SmartCourseError, trigger: Trigger, again: Again | None
) -> tuple[str, Callable[[], object]]:
    if again is not None and isinstance(error, EnvironmentFault):
        return tr("Try again"), again
    way = _ways().get(error.reason)
    if way is not None:
        words, name = way
        return words, lambda: trigger(name)
    if error.reason in PLACES and error.data.get("path"):
        return tr("Show the folder"), lambda: _show(Path(str(error.data["path"])))
    return tr("Copy details"), lambda: _copy(error)


def _show(path: Path) -> None:
    """The place itself, or where it should be: what is missing has a folder too."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if not path.suffix else path.parent)))


def _copy(error: SmartCourseError) -> None:
    QGuiApplication.clipboard().setText(f"{sentence(error)}\n{error}")
