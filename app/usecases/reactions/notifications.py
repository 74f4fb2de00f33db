"""The Notification group: tells people what happened to them, and counts for the daily digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from app.domain.commands import Command
from app.domain.entities import EventRecord, MetricBucket, User
from app.domain.metrics import utc_day
from app.ports.storage import Rows, UnitOfWork
from app.usecases.reactions.consumer import number
from app.usecases.reactions.notices import Notice, learners, notice_of, post
from app.usecases.reactions.texts import LEARNER_TEXTS, Titles, archived, welcome

DIGEST_BUCKETS: Mapping[str, str] = {
    "enrollment.created": "digest_enrolled",
    "enrollment.completed": "digest_completed",
    "certificate.issued": "digest_certificates",
}
"""Event type to the bucket (course id, UTC day) in which the daily digest finds its count."""


class NotificationConsumer:
    """Writes notifications, in the order of their events."""

    group = "notification"

    def commands(self, events: Sequence[EventRecord], rows: Rows) -> Sequence[Command]:  # noqa: ARG002
        """None: notifications are in no journal."""
        return ()

    def react(self, events: Sequence[EventRecord], uow: UnitOfWork) -> None:
        """Save the events' notices, and count them for the day's digest."""
        titles = Titles(events, uow)
        notices = [notice for event in events for notice in _notices(event, titles, uow)]
        known = uow.get_many(User, sorted({notice.user_id for notice in notices}))
        post([notice for notice in notices if notice.user_id in known], uow)
        _count_for_digest(events, uow)


def _notices(event: EventRecord, titles: Titles, rows: Rows) -> list[Notice]:
    """What one event brings; whoever was registered or enrolled may have been undone since."""
    text_of = LEARNER_TEXTS.get(event.event_type)
    if text_of is not None:
        return [notice_of(event, number(event, "student_id"), text_of(event, titles))]
    if event.event_type == "user.registered":
        return [notice_of(event, number(event, "entity_id"), welcome(event))]
    text = archived(event)
    readers = learners(number(event, "entity_id"), rows, waiting=False)
    return [notice_of(event, reader, text) for reader in readers]


def _count_for_digest(events: Sequence[EventRecord], uow: UnitOfWork) -> None:
    counts = Counter(
        (DIGEST_BUCKETS[e.event_type], number(e, "course_id"), str(utc_day(e.created_at)))
        for e in events
        if e.event_type in DIGEST_BUCKETS
    )
    found = uow.get_many(MetricBucket, list(counts))
    uow.save_all(
        [
            MetricBucket(
                name=key[0],
                subject_id=key[1],
                period=key[2],
                value=count + (found[key].value if key in found else 0),
            )
            for key, count in counts.items()
        ]
    )
