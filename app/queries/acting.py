"""Who a window acts for when it opens a workspace."""

from __future__ import annotations

from app.domain.entities import User
from app.domain.errors import Rejected
from app.ports.storage import Rows


def opening_user(rows: Rows, email: str | None) -> User:
    """The one who acted last, if they still may; else the admin who signed in last.

    Access to the folder is the trust; only switching asks for a password. Raises `Rejected`
    (``actor.none``) where no admin is active.
    """
    if email:
        known = rows.find(User, email=email.strip().lower(), is_active=True, is_deleted=False)
        if known and known[0].role != "student":
            return known[0]
    admins = rows.find(User, role="admin", is_active=True, is_deleted=False)
    if not admins:
        raise Rejected("actor.none")
    return max(
        admins,
        key=lambda one: (
            one.last_login_at is not None,
            one.last_login_at or one.created_at,
            -one.id,
        ),
    )
