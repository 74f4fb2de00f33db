"""How states look: a tone and an icon each; words always stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Tone = Literal["success", "info", "neutral", "warning", "danger"]

STATUSES: Mapping[str, tuple[Tone, str]] = {
    "active": ("info", "circle-play"),
    "completed": ("success", "circle-check"),
    "dropped": ("danger", "circle-x"),
    "suspended": ("warning", "circle-pause"),
    "pending": ("warning", "clock"),
    "refunded": ("neutral", "rotate-ccw"),
    "student": ("neutral", "user"),
    "instructor": ("info", "graduation-cap"),
    "admin": ("success", "shield-check"),
    "inactive": ("neutral", "circle-slash"),
    "draft": ("neutral", "pencil"),
    "published": ("success", "circle-check"),
    "archived": ("neutral", "archive"),
    "valid": ("success", "badge-check"),
    "revoked": ("danger", "ban"),
    "enrollment": ("info", "user-plus"),
    "completion": ("success", "award"),
    "announcement": ("info", "megaphone"),
    "reminder": ("warning", "bell"),
    "system": ("neutral", "settings"),
    "low": ("neutral", "arrow-down"),
    "normal": ("neutral", "minus"),
    "high": ("warning", "arrow-up"),
    "urgent": ("danger", "circle-alert"),
    "unread": ("info", "circle-dot"),
    "read": ("neutral", "check"),
    "processing": ("warning", "loader"),
    "failed": ("danger", "circle-alert"),
    "running": ("info", "loader"),
    "cancelled": ("neutral", "circle-slash"),
    "pinned": ("info", "tag"),
}

OF_COLUMN: Mapping[tuple[str, str], tuple[Tone, str]] = {
    ("payment", "completed"): ("success", "check"),
    ("role", "student"): ("neutral", "user"),
    ("state", "active"): ("success", "check"),
    ("fits", "yes"): ("success", "check"),
    ("fits", ""): ("warning", "triangle-alert"),
}
"""Where a column shows a value otherwise; with an empty value, all that are not told."""


def status_look(column: str, value: object) -> tuple[Tone, str]:
    """The tone and icon of a column's value."""
    text = str(value)
    own = OF_COLUMN.get((column, text)) or STATUSES.get(text)
    return own or OF_COLUMN.get((column, "")) or ("neutral", "circle")
