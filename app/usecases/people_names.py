"""Usernames that are free, and the admins without whom nobody could act."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.entities import User
from app.domain.errors import Rejected
from app.domain.slugs import free_names
from app.ports.storage import UnitOfWork

MAX_USERNAME = 100


def free_usernames(uow: UnitOfWork, wanted: Sequence[str]) -> list[str]:
    """*wanted* in order, with ``-2`` and so on appended where another person has the name."""
    if not wanted:
        return []
    return free_names(
        wanted,
        lambda names: (user.username for user in uow.find(User, username=sorted(names))),
        MAX_USERNAME,
    )


class Admins:
    """The active admins, while a command takes some of them away."""

    def __init__(self, uow: UnitOfWork) -> None:
        found = uow.find(User, role="admin", is_active=True, is_deleted=False)
        self._left = {user.id for user in found}

    def leave(self, user_id: int) -> None:
        """Count *user_id* out, who may be no admin; raises `Rejected` for the last one."""
        if self._left == {user_id}:
            raise Rejected("people.last_admin", user_id=user_id)
        self._left.discard(user_id)
