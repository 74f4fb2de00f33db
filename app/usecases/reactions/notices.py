"""Writing notifications to people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from app.domain.dataclass import dataclass
from app.domain.entities import (
    Enrollment,
    EventRecord,
    Notification,
    NotificationType,
    Priority,
    User,
    WaitingEntry,
)
from app.ports.storage import Rows, UnitOfWork
from app.usecases.reactions.texts import Text

KEPT = timedelta(days=90)
"""How long a notification is kept."""

PAGE = 1000
"""How many notifications are saved at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one person is to be told; `about` is the kind and id of what it concerns."""

    user_id: int
    type: NotificationType
    title: str
    message: str
    about: tuple[str, int] | None = None
    priority: Priority = "normal"
    event_id: int | None = None


def post(notices: Sequence[Notice], uow: UnitOfWork) -> None:
    """Save notices as notifications, in their order."""
    if not notices:
        return
    ids = uow.take_ids(Notification, len(notices))
    expires_at = uow.now + KEPT
    rows = [
        Notification(
            id=notification_id,
            user_id=notice.user_id,
            type=notice.type,
            title=notice.title,
            message=notice.message,
            priority=notice.priority,
            related_entity_type=notice.about[0] if notice.about else None,
            related_entity_id=notice.about[1] if notice.about else None,
            metadata=None if notice.event_id is None else {"event_id": notice.event_id},
            created_at=uow.now,
            expires_at=expires_at,
        )
        for notification_id, notice in zip(ids, notices, strict=True)
    ]
    for first in range(0, len(rows), PAGE):
        uow.save_all(rows[first : first + PAGE])


def reachable(user_ids: Iterable[int], rows: Rows) -> list[int]:
    """Those who are active and not deleted, ascending."""
    found: list[int] = []
    wanted = sorted(set(user_ids))
    for first in range(0, len(wanted), PAGE):
        people = rows.get_many(User, wanted[first : first + PAGE])
        found.extend(sorted(p.id for p in people.values() if p.is_active and not p.is_deleted))
    return found


def learners(course_id: int, rows: Rows, *, waiting: bool) -> list[int]:
    """The active learners of a course, and those who wait for a seat where *waiting*."""
    ids = {row.student_id for row in rows.walk(Enrollment, course_id=course_id, status="active")}
    if waiting:
        ids.update(row.student_id for row in rows.walk(WaitingEntry, course_id=course_id))
    return reachable(ids, rows)


def tell_admins(
    title: str, message: str, uow: UnitOfWork, *, about: tuple[str, int] | None = None
) -> None:
    """Tell every active admin that the program could not do something."""
    admins = uow.find(User, role="admin", is_active=True, is_deleted=False)
    notice = Notice(
        user_id=0, type="system", title=title, message=message, about=about, priority="high"
    )
    post([replace(notice, user_id=admin.id) for admin in admins], uow)


def notice_of(event: EventRecord, user_id: int, text: Text) -> Notice:
    """What *user_id* is told of an event."""
    kind, key = event.entity_type, event.entity_id
    about = None if kind is None or key is None else (kind, key)
    return Notice(
        user_id=user_id,
        type=text.type,
        title=text.title,
        message=text.message,
        about=about,
        priority=text.priority,
        event_id=event.id,
    )
