"""Events as rows: written by the command that raises them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.actor import Actor
from app.domain.events import DomainEvent
from services.storage.sqlite.codec import time_text
from services.storage.sqlite.connection import Connection
from services.storage.sqlite.payload import WRITERS

_INSERT = (
    "INSERT INTO events (id, event_type, event_name, entity_type, entity_id, user_id, payload,"
    " status, retry_count, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?)"
)


def store_events(
    connection: Connection, events: Iterable[tuple[int, DomainEvent]], actor: Actor, now: datetime
) -> None:
    """Write events, each with its id, as pending.

    They pass the tracker by: nothing of them is journalled, and a pending event counts in no
    metric; a bulk command raises one a row.
    """
    at = time_text(now)
    rows = [
        (
            event_id,
            event.TYPE,
            event.NAME,
            event.ENTITY,
            event.entity_id,
            actor.user_id,
            WRITERS[type(event)](event),
            at,
        )
        for event_id, event in events
    ]
    connection.run_many(_INSERT, rows, table="events")
