"""Who acts."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from app.domain.dataclass import dataclass
from app.domain.entities import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The user on whose behalf a command runs; `user_id` is None for the program itself."""

    user_id: int | None
    role: Role | Literal["system"]

    @property
    def is_system(self) -> bool:
        """Whether the program acts by itself: handlers, workflows, recovery."""
        return self.role == "system"


SYSTEM = Actor(None, "system")


@dataclass(frozen=True, slots=True)
class NewOwner:
    """Whoever makes a workspace and becomes its first admin; the name may be empty."""

    email: str
    password: str = field(repr=False)
    name: str = ""
