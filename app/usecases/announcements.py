"""Announcements to everyone active in a course, and reading one's notifications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from app.domain import checks
from app.domain import commands as c
from app.domain.commands import Command
from app.domain.entities import Announcement, Course, Enrollment, Key, Notification, User
from app.domain.errors import Rejected
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.storage import UnitOfWork
from app.sync.merge import merge_columns
from app.usecases.bus import UseCase
from app.usecases.courses_rows import present_course
from app.usecases.row_outcomes import applied, missing, refused

T = TypeVar("T")
CHUNK = 1000
KEPT_FOR = timedelta(days=90)
"""How long a notification is kept."""

ANNOUNCEMENT_CHECKS: checks.Checks = {
    "title": checks.text(255, required=True),
    "content": checks.text(required=True),
    "priority": checks.anything,
    "is_pinned": checks.present,
    "expires_at": checks.anything,
}


def publish_announcement(command: c.PublishAnnouncement, uow: UnitOfWork) -> Outcome:
    """Announce something: the row, and a notification to every active learner of the course.

    Signed by who acts, by the course's instructor where the program does. `Outcome.data` has `id`
    and `notified`. Raises ``course.deleted``, ``value.*``.
    """
    course = present_course(uow, command.course_id)
    row = Announcement(
        id=command.announcement_id,
        course_id=course.id,
        instructor_id=uow.actor.user_id or course.instructor_id,
        title=ANNOUNCEMENT_CHECKS["title"]("title", command.title),
        content=ANNOUNCEMENT_CHECKS["content"]("content", command.content),
        priority=command.priority,
        is_pinned=command.is_pinned,
        published_at=uow.now,
        expires_at=command.expires_at,
        created_at=uow.now,
    )
    uow.save_all([row])
    return Outcome(data={"id": row.id, "notified": _notify(uow, course, row)})


def _notify(uow: UnitOfWork, course: Course, row: Announcement) -> int:
    """Write the notifications in chunks; how many."""
    expires_at = min(
        row.expires_at or datetime.max.replace(tzinfo=uow.now.tzinfo), uow.now + KEPT_FOR
    )
    told = 0
    for chunk in _chunks(uow.walk(Enrollment, course_id=course.id, status="active")):
        people = uow.get_many(User, [enrollment.student_id for enrollment in chunk])
        reached = [user.id for user in people.values() if user.is_active and not user.is_deleted]
        ids = uow.take_ids(Notification, len(reached)) if reached else ()
        uow.save_all(
            [
                Notification(
                    id=number,
                    user_id=user_id,
                    type="announcement",
                    title=row.title,
                    message=row.content,
                    priority=row.priority,
                    related_entity_type="announcement",
                    related_entity_id=row.id,
                    created_at=uow.now,
                    expires_at=expires_at,
                )
                for number, user_id in zip(ids, reached, strict=True)
            ]
        )
        told += len(reached)
    return told


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    stream = iter(rows)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def edit_announcement(command: c.EditAnnouncement, uow: UnitOfWork) -> Outcome:
    """Change an announcement; nobody is notified again. Raises `NotFound`, ``value.*``."""
    row = uow.get(Announcement, command.announcement_id)
    merge = merge_columns(
        row, checks.clean_changes(Announcement, command.changes, ANNOUNCEMENT_CHECKS)
    )
    if merge.changed:
        uow.save_all([merge.row])
    return Outcome(conflicts=merge.conflicts, data={"id": row.id})


def delete_announcement(command: c.DeleteAnnouncement, uow: UnitOfWork) -> Outcome:
    """Take an announcement down; who was notified stays so. Raises `NotFound`."""
    row = uow.get(Announcement, command.announcement_id)
    uow.delete_all(Announcement, [row.id])
    return Outcome(data={"id": row.id})


def mark_notifications_read(command: c.MarkNotificationsRead, uow: UnitOfWork) -> Outcome:
    """Mark the actor's own as read, row by row: ``row.missing``, ``notification.not_yours``."""
    found = uow.get_many(Notification, set(command.notification_ids))
    outcomes: list[RowOutcome] = []
    read: dict[Key, Notification] = {}
    for position, key in enumerate(command.notification_ids):
        row = found.get(key)
        if row is None:
            outcomes.append(missing(position, Notification.TABLE, key))
        elif row.user_id != uow.actor.user_id:
            outcomes.append(refused(position, Rejected("notification.not_yours", key=key), key))
        else:
            outcomes.append(applied(position, key))
            if not row.is_read:
                read[key] = replace(row, is_read=True, read_at=uow.now)
    uow.save_all(list(read.values()))
    return Outcome(rows=tuple(outcomes))


USE_CASES: dict[type[Command], UseCase] = {
    c.PublishAnnouncement: publish_announcement,
    c.EditAnnouncement: edit_announcement,
    c.DeleteAnnouncement: delete_announcement,
    c.MarkNotificationsRead: mark_notifications_read,
}
