"""What one can jump to by typing a name: courses and people, while there is no text index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.domain.entities import Course, User
from app.ports.storage import Rows

MOST_PEOPLE = 5_000
"""Above so many people only whole e-mail addresses are looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Something with a screen of its own. `about` tells it from others of the same name."""

    kind: Literal["course", "person"]
    id: int
    name: str
    about: str


def jumps(rows: Rows, typed: str) -> list[Jump]:
    """Every course and person that could be meant; choosing among them is the caller's."""
    courses = [
        Jump(kind="course", id=one.id, name=one.title, about=one.status.capitalize())
        for one in rows.find(Course, is_deleted=False)
    ]
    return courses + _people(rows, typed)


def _people(rows: Rows, typed: str) -> list[Jump]:
    equal: dict[str, object] = {"is_deleted": False}
    if rows.count(User, **equal) > MOST_PEOPLE:
        equal["email"] = typed.strip().lower()
    names = ("id", "first_name", "last_name", "username", "email", "role")
    return [
        Jump(
            kind="person",
            id=key,
            name=" ".join(part for part in (first, last) if part) or username,
            about=f"{str(role).capitalize()}, {email}",
        )
        for key, first, last, username, email, role in rows.values(User, names, **equal)
    ]
