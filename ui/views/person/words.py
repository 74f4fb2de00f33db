"""What a person's roles, columns and changes are called."""

from __future__ import annotations

from datetime import datetime

from app.domain.clock import format_time
from app.queries.person_log import LogLine
from ui.models.wording import STATUS_WORDS, stored_day_text, stored_moment_text
from ui.widgets.words import tr

ROLES = {"student": "Learner", "instructor": "Instructor", "admin": "Admin"}

COLUMNS = {
    "email": "E-mail",
    "username": "Username",
    "first_name": "First name",
    "last_name": "Last name",
    "role": "Role",
    "is_active": "Active",
    "is_verified": "Verified",
    "is_deleted": "Deleted",
    "profile_image_url": "Picture",
    "password": "Password",
    "access": "Access",
}

ACTIONS = {
    "added": "Added",
    "deleted": "Deleted",
    "enrolled": "Enrolled in {subject}",
    "imported": "Imported into {subject}",
    "started": "Started {subject}",
    "completed": "Completed {subject}",
    "dropped": "Dropped from {subject}",
    "suspended": "Suspended in {subject}",
    "reactivated": "Reactivated in {subject}",
    "issued": "Certificate {subject} issued",
    "revoked": "Certificate {subject} revoked",
}

TRUTH = {"true": "Yes", "false": "No"}


def what_text(line: LogLine) -> str:
    """A change in a few words."""
    if line.what == "person":
        known = COLUMNS.get(line.column)
        return tr(known) if known else line.column.replace("_", " ").capitalize()
    return tr(ACTIONS.get(line.what, line.what), subject=line.subject)


def value_text(line: LogLine, value: str) -> str:
    """A value before or after."""
    if line.column == "role":
        return tr(ROLES.get(value, value))
    return tr(TRUTH.get(value) or STATUS_WORDS.get(value, value)) if value else ""


def day(moment: datetime | None) -> str:
    """A day as people write it; nothing where it is not known."""
    return stored_day_text(format_time(moment)) if moment else ""


def moment_text(moment: datetime | None) -> str:
    """A day with the time of day."""
    return stored_moment_text(format_time(moment)) if moment else ""
