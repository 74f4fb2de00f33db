"""Events that were given up, and having events handled again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.domain.actor import SYSTEM
from app.domain.entities import EventRecord
from app.domain.errors import NotFound, Rejected
from app.ports.storage import Store


def dead_letters(store: Store) -> list[EventRecord]:
    """The events that were given up, in id order; `error_message` says why."""
    with store.reading() as rows:
        return rows.find(EventRecord, status="failed")


def retry(store: Store, event_ids: Collection[int] | None = None) -> int:
    """Make given-up events pending again (None: all of them), for the next drain; how many.

    Raises `Rejected` (``event.not_failed``) for one that was not given up, and `NotFound`.
    """
    keys = [event.id for event in dead_letters(store)] if event_ids is None else event_ids
    return _make_pending(store, keys, only_failed=True)


def replay(store: Store, event_ids: Collection[int]) -> int:
    """Make events pending again, whatever became of them; how many. Done effects are skipped."""
    return _make_pending(store, event_ids, only_failed=False)


def _make_pending(store: Store, keys: Collection[int], *, only_failed: bool) -> int:
    with store.unit_of_work(SYSTEM) as uow:
        events = uow.get_many(EventRecord, keys)
        for key in keys:
            if key not in events:
                raise NotFound("row.missing", table=EventRecord.TABLE, key=key)
            if only_failed and events[key].status != "failed":
                raise Rejected("event.not_failed", key=key, status=events[key].status)
        uow.save_all(
            [
                replace(event, status="pending", retry_count=0, error_message=None)
                for event in events.values()
            ]
        )
        uow.commit(None)
    return len(events)
