"""Where a record is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.queries.notices import Target

PLACES: Mapping[str, tuple[str, str]] = {
    "course": ("course", "course_id"),
    "user": ("person", "id"),
    "announcement": ("announcements", "id"),
    "event": ("activity", "event"),
    "workflow": ("activity", "workflow"),
}
"""Kind of record to the screen and the parameter that carries its id."""


def place_of(target: Target) -> tuple[str, Mapping[str, Any]] | None:
    """The screen with its parameters; None where the record is on no screen."""
    if target.kind == "certificate":
        return "certificates", {"tab": "issued"}
    found = PLACES.get(target.kind)
    return None if found is None else (found[0], {found[1]: target.id})
