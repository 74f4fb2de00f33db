"""What a refusal looks like as a notice: its sentence, and a button for what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.domain.errors import EnvironmentFault, SmartCourseError
from app.domain.messages import sentence, sentences
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
        "export.not_empty",
        "export.not_written",
        "memory.not_kept",
        "file.not_written",
        "file.unreadable",
        "machine.refused",
        "settings.unreadable",
        "signing_key.exists",
        "signing_key.write",
        "table.unreadable",
    }
)
"""Refusals that a look into a folder explains."""

WAYS: Mapping[str, frozenset[str]] = {
    "workspace.switch": frozenset({"workspace.missing", "workspace.newer", "workspace.vanished"}),
    "workspace.restore": frozenset({"signing_key.unreadable", "workspace.damaged"}),
    "workspace.check": frozenset({"file.missing", "workspace.backup_unsound"}),
    "workspace.switch_user": frozenset(
        {"role.inactive", "role.not_allowed", "sign_in.not_active", "undo.not_yours"}
    ),
    "help.diagnostics": frozenset({"job.broke", "machine.unforeseen", "workspace.upgrade_broke"}),
    "go.activity": frozenset(
        {
            "event.not_failed",
            "workflow.changed",
            "workflow.compensated",
            "workflow.not_ended",
            "workflow.not_running",
        }
    ),
    "go.certificates": frozenset(
        {
            "certificate.already_revoked",
            "certificate.none",
            "certificate.replaced",
            "certificate.unknown",
            "certificate.was_revoked",
            "undo.certificate_exists",
        }
    ),
    "go.courses": frozenset(
        {
            "course.deleted",
            "course.unknown",
            "enrollment.course_archived",
            "enrollment.course_full",
            "enrollment.course_missing",
            "people.has_courses",
            "undo.course_full",
        }
    ),
    "go.enrollments": frozenset(
        {
            "certificate.not_completed",
            "enrollment.exists",
            "enrollment.unknown",
            "enrollment.wrong_state",
            "progress.not_open",
        }
    ),
    "go.people": frozenset(
        {
            "course.bad_instructor",
            "enrollment.not_a_student",
            "enrollment.student_inactive",
            "enrollment.student_missing",
            "people.email_taken",
            "people.last_admin",
            "people.not_an_instructor",
            "person.unknown",
        }
    ),
}
"""Refusals that an action of the window, or a screen of it, answers."""


def _words(action: str) -> str:
    told = {
        "workspace.switch": tr("Switch workspace"),
        "workspace.restore": tr("Restore a backup"),
        "workspace.check": tr("Check the workspace"),
        "workspace.switch_user": tr("Switch user"),
        "help.diagnostics": tr("Diagnostics"),
        "go.activity": tr("Go to Activity"),
        "go.certificates": tr("Go to Certificates"),
        "go.courses": tr("Go to Courses"),
        "go.enrollments": tr("Go to Enrollments"),
        "go.people": tr("Go to People"),
    }
    return told[action]


def refusal(error: SmartCourseError, trigger: Trigger, again: Again | None = None) -> Notice:
    """A notice that stays until it is read; *again* tries what was refused once more."""
    problem, remedy = sentences(error)
    return Notice(
        title=problem,
        line=remedy,
        icon="circle-alert",
        tone="danger",
        action=_button(error, trigger, again),
        stays=True,
        # Each of two changes that wait for the same thing has its own way to be tried again.
        single=not _waits(error, again),
    )


def _button(
    error: SmartCourseError, trigger: Trigger, again: Again | None
) -> tuple[str, Callable[[], object]]:
    if again is not None and _waits(error, again):
        return tr("Try again"), again
    way = next((action for action, reasons in WAYS.items() if error.reason in reasons), None)
    if way is not None:
        return _words(way), lambda: trigger(way)
    if error.reason in PLACES and error.data.get("path"):
        return tr("Show the folder"), lambda: _show(Path(str(error.data["path"])))
    return tr("Copy details"), lambda: _copy(error)


def _waits(error: SmartCourseError, again: Again | None) -> bool:
    """Whether what was hindered can succeed later; a refused change would be refused again."""
    return again is not None and isinstance(error, EnvironmentFault)


def _show(path: Path) -> None:
    """The place itself, or where it should be: what is missing has a folder too."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if not path.suffix else path.parent)))


def _copy(error: SmartCourseError) -> None:
    QGuiApplication.clipboard().setText(f"{sentence(error)}\n{error}")
