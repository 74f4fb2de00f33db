"""Carries a local workspace's events to their consumers, inside the process."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from app.domain.actor import SYSTEM
from app.domain.commands import Command
from app.domain.dataclass import dataclass
from app.domain.entities import EventEffect, EventRecord
from app.domain.errors import EnvironmentFault
from app.domain.journal import ChangeSet
from app.domain.messages.fault import explain
from app.ports.storage import Store, UnitOfWork
from app.usecases.reactions.consumer import Consumer
from app.usecases.reactions.notices import tell_admins
from services.eventing.routing import Routing, Share

CHUNK = 500
"""How many events are handled together."""

TRIES = 5
"""After how many failures an event is given up until someone retries it."""

Execute = Callable[[Command], Any]
"""Runs a command as the program itself, in a transaction of its own."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrainReport:
    """How many events took effect everywhere, and the ids of those that were given up.

    `handled` counts every try, also of events that will be tried again.
    """

    handled: int = 0
    completed: int = 0
    failed: tuple[int, ...] = ()


class LocalDispatcher:
    """Handles pending events in id order, each exactly once for each of its consumer groups.

    A chunk takes effect in one transaction: what the groups save, the marks of it
    (`EventEffect`) and the events' new status. If that fails, its events are handled one by one,
    each group in a transaction of its own, so that one bad event cannot stop the others. A crash
    leaves events pending or processing; the next `drain` finds them, and the marks tell what is
    done already. *on_change* is called with the change-set of every commit.
    """

    def __init__(
        self,
        store: Store,
        consumers: Sequence[Consumer],
        routes: Mapping[str, Sequence[str]],
        execute: Execute,
        on_change: Callable[[ChangeSet], None] | None = None,
    ) -> None:
        self._store = store
        self._routing = Routing(consumers, routes)
        self._execute = execute
        self._on_change = on_change

    def drain(self, limit: int | None = None) -> DrainReport:
        """Handle what is due until each event is completed or given up, or *limit* are handled.

        Raises `EnvironmentFault` as it comes: a full disk is no fault of an event, so the events
        wait for the next drain.
        """
        handled, completed, failed, left = 0, 0, list[int](), limit
        for stage in (self._in_doubt, self._fresh, self._again):
            while events := stage(CHUNK if left is None else min(CHUNK, left)):
                report = self._handle(events, together=stage == self._fresh)
                handled += len(events)
                completed += report.completed
                failed.extend(report.failed)
                left = None if left is None else left - len(events)
        return DrainReport(handled=handled, completed=completed, failed=tuple(failed))

    def _in_doubt(self, limit: int) -> list[EventRecord]:
        """Events that a crash left half handled."""
        return self._take(limit, status="processing")

    def _fresh(self, limit: int) -> list[EventRecord]:
        return self._take(limit, status="pending", retry_count=0)

    def _again(self, limit: int) -> list[EventRecord]:
        return self._take(limit, status="pending", retry_count=list(range(1, TRIES)))

    def _take(self, limit: int, **equal: Any) -> list[EventRecord]:
        with self._store.reading() as rows:
            return list(islice(rows.walk(EventRecord, **equal), limit))

    def _handle(self, events: Sequence[EventRecord], *, together: bool) -> DrainReport:
        if together:
            try:
                return self._together(events)
            except EnvironmentFault:
                raise
            except Exception:  # noqa: BLE001 - found out and recorded event by event below
                _log.info("A set of %d events failed; handling them one by one", len(events))
        return self._apart(events)

    def _together(self, events: Sequence[EventRecord]) -> DrainReport:
        self._prepare(events)
        with self._store.unit_of_work(SYSTEM) as uow:
            for share in self._routing.shares(events, uow):
                _take_effect(share, uow)
            current = uow.get_many(EventRecord, [event.id for event in events])
            uow.save_all([_completed(row, uow) for row in current.values()])
            self._announce(uow.commit(None))
        return DrainReport(completed=len(events))

    def _apart(self, events: Sequence[EventRecord]) -> DrainReport:
        keys = [event.id for event in events]
        with self._store.unit_of_work(SYSTEM) as uow:
            current = uow.get_many(EventRecord, keys).values()
            uow.save_all([replace(row, status="processing") for row in current])
            self._announce(uow.commit(None))
        faults = {event.id: fault for event in events if (fault := self._try_groups(event))}
        with self._store.unit_of_work(SYSTEM) as uow:
            rows = [
                _failed(row, faults[row.id]) if row.id in faults else _completed(row, uow)
                for row in uow.get_many(EventRecord, keys).values()
            ]
            uow.save_all(rows)
            failed = tuple(row.id for row in rows if row.status == "failed")
            _report_failures([row for row in rows if row.status == "failed"], uow)
            self._announce(uow.commit(None))
        return DrainReport(completed=len(events) - len(faults), failed=failed)

    def _try_groups(self, event: EventRecord) -> str | None:
        """Let every group handle one event; the last fault, told, if there was any."""
        with self._store.reading() as rows:
            groups = [share.consumer.group for share in self._routing.shares([event], rows)]
        fault = None
        for group in groups:
            try:
                self._try_group(event, group)
            except EnvironmentFault:
                raise
            except Exception as error:  # noqa: BLE001 - recorded on the event, the others go on
                fault = f"{group}: {explain(error)}"
        return fault

    def _try_group(self, event: EventRecord, group: str) -> None:
        self._prepare([event], group)
        with self._store.unit_of_work(SYSTEM) as uow:
            for share in self._routing.shares([event], uow):
                if share.consumer.group == group:
                    _take_effect(share, uow)
            self._announce(uow.commit(None))

    def _prepare(self, events: Sequence[EventRecord], group: str | None = None) -> None:
        """Run the commands that groups ask for; they are such as may run again."""
        with self._store.reading() as rows:
            commands = [
                command
                for share in self._routing.shares(events, rows)
                if group in (None, share.consumer.group)
                for command in share.consumer.commands(share.events, rows)
            ]
        for command in commands:
            self._execute(command)

    def _announce(self, changes: ChangeSet) -> None:
        if self._on_change is not None:
            self._on_change(changes)


def _take_effect(share: Share, uow: UnitOfWork) -> None:
    share.consumer.react(share.events, uow)
    uow.save_all(
        [
            EventEffect(event_id=event.id, consumer_group=share.consumer.group, done_at=uow.now)
            for event in share.events
        ]
    )


def _completed(event: EventRecord, uow: UnitOfWork) -> EventRecord:
    return replace(event, status="completed", processed_at=uow.now, error_message=None)


def _failed(event: EventRecord, fault: str) -> EventRecord:
    count = event.retry_count + 1
    status: Any = "failed" if count >= TRIES else "pending"
    return replace(event, status=status, retry_count=count, error_message=fault)


def _report_failures(events: Sequence[EventRecord], uow: UnitOfWork) -> None:
    for event in events:
        _log.error("Event %d (%s) is given up: %s", event.id, event.event_type, event.error_message)
    if events:
        first = events[0]
        message = f"{len(events)} could not be handled, first {first.event_type} {first.id}: "
        message += f"{first.error_message} List them under dead letters, and retry them."
        tell_admins("Events failed", message, uow, about=("event", first.id))
