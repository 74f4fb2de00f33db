"""What the window asks of the program around it: opening, making and keeping workspaces safe.

The window may not know how a workspace is wired; whoever starts it hands these in. All of them
take time, so all of them are called off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.dataclass import dataclass

if TYPE_CHECKING:
    from app.context import Context
    from app.domain.actor import Actor, NewOwner
    from app.domain.entities import User
    from app.ports.drafts import Drafts


class Backup(Protocol):
    """A copy of a workspace's database."""

    @property
    def at(self) -> datetime:
        """When it was made."""
        ...

    @property
    def size(self) -> int:
        """Its bytes."""
        ...

    @property
    def path(self) -> Path:
        """Its file."""
        ...


class Fault(Protocol):
    """Something in a workspace that is not as it should be."""

    @property
    def kind(self) -> str:
        """Which check found it."""
        ...

    @property
    def subject(self) -> str:
        """Where."""
        ...

    @property
    def detail(self) -> str:
        """What."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The ways into and around workspaces. Each raises `SmartCourseError` where it is refused.

    `create(folder, owner, institution)`; `restore(folder, backup)` needs the workspace
    closed and answers where the former database is kept; `describe` tells nothing about people.
    """

    open: Callable[[Path], Context]
    create: Callable[[Path, NewOwner, str], None]
    make_demo: Callable[[Path], None]
    remove_demo: Callable[[Path], None]
    check: Callable[[Context], Sequence[Fault]]
    back_up: Callable[[Path], Path]
    backups: Callable[[Path], Sequence[Backup]]
    restore: Callable[[Path, Path], Path]
    drafts: Callable[[Path], Drafts]
    sign_in: Callable[[Context, str, str], User]
    change_password: Callable[[Context, Actor, str, str], None]
    describe: Callable[[Path], Mapping[str, Any]]
