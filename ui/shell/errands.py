"""What one comes to do, from anywhere: each goes to the screen for it and begins there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.dataclass import dataclass
from ui.operations.operations import Operations
from ui.widgets.actions import ActionSpec
from ui.widgets.words import tr

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A deed with the screen it is done on; `params` tell the screen what to begin with."""

    id: str
    text: str
    icon: str
    place: str
    params: Mapping[str, Any] = field(default_factory=dict[str, Any])
    shortcut: str = ""
    admins: bool = False


ERRANDS: tuple[Errand, ...] = (
    Errand(
        id="new_course",
        text="New course",
        icon="plus",
        place="courses",
        params={"new": 1},
        shortcut="Ctrl+N",
    ),
    Errand(
        id="import_course",
        text="Import a course from a folder",
        icon="folder-open",
        place="courses",
        params={"import": 1},
    ),
    Errand(
        id="announce",
        text="Write an announcement",
        icon="megaphone",
        place="announcements",
        params={"write": 1},
    ),
    Errand(
        id="add_person",
        text="Add a person",
        icon="user-plus",
        place="people",
        params={"add": 1},
        admins=True,
    ),
    Errand(
        id="import_people",
        text="Import people",
        icon="upload",
        place="imports",
        params={"new": "users"},
        admins=True,
    ),
    Errand(
        id="import_enrollments",
        text="Import enrollments",
        icon="upload",
        place="imports",
        params={"new": "enrollments"},
        admins=True,
    ),
    Errand(
        id="import_progress",
        text="Import progress",
        icon="upload",
        place="imports",
        params={"new": "progress"},
        admins=True,
    ),
    Errand(
        id="enroll",
        text="Enroll people",
        icon="user-plus",
        place="enrollments",
        params={"enroll": 1},
        admins=True,
    ),
    Errand(
        id="status",
        text="Drop, suspend or complete enrollments",
        icon="clipboard-list",
        place="enrollments",
        admins=True,
    ),
    Errand(
        id="issue",
        text="Issue certificates",
        icon="award",
        place="certificates",
        params={"tab": "eligible"},
    ),
    Errand(
        id="revoke",
        text="Revoke or reissue a certificate",
        icon="file-check",
        place="certificates",
        params={"tab": "issued"},
    ),
    Errand(
        id="print",
        text="Print certificates",
        icon="printer",
        place="certificates",
        params={"tab": "issued"},
    ),
    Errand(id="verify", text="Verify a certificate", icon="scan-qr-code", place="verify"),
)
"""What can be begun from anywhere; what needs rows selected first goes to their list."""


def register_errands(window: MainWindow, operations: Operations) -> None:
    """Make every errand an action of the window."""
    for one in ERRANDS:
        window.actions_registry.add(
            ActionSpec(
                id=f"task.{one.id}",
                text=tr(one.text),
                icon=one.icon,
                run=partial(window.go, one.place, one.params),
                shortcut=one.shortcut,
                why_not=partial(_why_not, operations, one),
            )
        )


def _why_not(operations: Operations, errand: Errand) -> str | None:
    if not operations.is_open or operations.actor is None:
        return tr("no workspace is open")
    if errand.admins and operations.actor.role != "admin":
        return tr("only admins do this")
    return None
