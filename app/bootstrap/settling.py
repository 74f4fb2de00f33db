"""What commands leave to do, and what time brings: handlers, workflows, roll-ups, reminders."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from app.domain.actor import SYSTEM, Actor
from app.domain.commands import Command
from app.domain.entities import EventRecord, MetricBucket
from app.domain.errors import NotAllowed
from app.domain.journal import ChangeSet
from app.domain.metric_names import BucketKey
from app.domain.metric_values import Metrics
from app.domain.verification_codes import new_verification_code
from app.ports.attention import IdlePage
from app.ports.files import FileStore
from app.ports.storage import Rows
from app.queries.metrics import read_metrics
from app.usecases.bus import CommandBus, Done
from app.usecases.reactions.daily import daily
from app.usecases.reactions.reconcile import reconcile
from app.usecases.reactions.registry import ROUTES, consumers
from app.usecases.reactions.rollup import catch_up
from services.analytics.recount import SqliteRecount
from services.analytics.sqlite import SqliteAttention, SqliteBuckets
from services.eventing.dead_letters import retry
from services.eventing.local import LocalDispatcher
from services.storage.sqlite.reader import SqliteRows
from services.storage.sqlite.store import SqliteStore
from services.workflows.activities import Activities
from services.workflows.definitions import DEFINITIONS
from services.workflows.driven import DrivenBatch
from services.workflows.local import LocalWorkflowRunner

SLICE = 250
"""Events that are handled in one go: whoever waits for the writing thread waits no longer."""


class _Attention:
    """`app.ports.attention.Attention` as of the last commit, by SQL."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def idle_learners(self, before: datetime, after_id: int, count: int) -> IdlePage:
        with self._store.connection() as connection:
            return SqliteAttention(connection).idle_learners(before, after_id, count)


class _Recount:
    """`app.ports.metrics.MetricRecount` as of the last commit, by SQL."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def recount(self) -> Mapping[BucketKey, int]:
        with self._store.connection() as connection:
            return SqliteRecount(connection).recount()

    def stored(self) -> Mapping[BucketKey, int]:
        with self._store.connection() as connection:
            return SqliteRecount(connection).stored()


class Settling:
    """Works off what is stored as due; a crash anywhere in it leaves the rest for the next time."""

    def __init__(self, store: SqliteStore, bus: CommandBus, files: FileStore) -> None:
        def execute(command: Command) -> Done:
            return bus.execute(command, SYSTEM)

        activities = Activities(
            store, execute, files.exists, lambda: new_verification_code(random.SystemRandom())
        )
        self._store = store
        self._announce = bus.announce
        self._dispatcher = LocalDispatcher(
            store,
            consumers(self._read),
            ROUTES,
            lambda command: execute(command).outcome,
            bus.announce,
        )
        self._runner = LocalWorkflowRunner(store, DEFINITIONS, activities.by_name(), bus.announce)

    def settle(self) -> bool:
        """A slice of what is due: events, or where there are none a workflow; whether more is.

        Workflows raise events, and events start workflows: nothing is left when it says no.
        """
        if self._dispatcher.drain(SLICE).handled:
            return True
        ran = self._runner.run_pending(limit=1)
        return bool(ran.completed or ran.failed or ran.cancelled)

    def upkeep(self) -> Iterator[None]:
        """Roll up, remind and clear away what is due, then settle what that left, in steps."""
        catch_up(self._store, self._read)
        yield
        for _ in daily(self._store, lambda _rows: _Attention(self._store)):
            yield
        while self.settle():
            yield

    # `app.ports.background.Background`

    def retry_events(self, event_ids: Collection[int], actor: Actor) -> int:
        """Make events that were given up due again; how many."""
        _require_admin(actor)
        count = retry(self._store, event_ids)
        self._announce(ChangeSet(tables={EventRecord.TABLE: tuple(event_ids)}))
        return count

    def retry_workflow(self, workflow_id: str, actor: Actor) -> None:
        """Let a failed or cancelled workflow go on."""
        _require_admin(actor)
        self._runner.retry(workflow_id)

    def cancel_workflow(self, workflow_id: str, actor: Actor) -> None:
        """Stop a workflow before its next step."""
        _require_admin(actor)
        self._runner.cancel(workflow_id)

    def certificate_batch(self, enrollment_ids: Sequence[int], actor: Actor) -> DrivenBatch:
        """The record of a batch of certificates that is issued chunk by chunk."""
        return DrivenBatch(self._runner, enrollment_ids, actor)

    def recount(self, actor: Actor) -> int:
        """Set the running counts right, in one transaction; how many were wrong."""
        _require_admin(actor)
        done = reconcile(self._store, lambda _rows: _Recount(self._store), self._read)
        if done.corrections:
            self._announce(ChangeSet(tables={MetricBucket.TABLE: ()}))
        return len(done.corrections)

    def metrics(self, at: datetime) -> Metrics:
        """The twelve as of now, with the day, week and month of *at*."""
        with self._store.connection() as connection:
            return read_metrics(SqliteBuckets(connection), SqliteRows(connection), at)

    def _read(self, rows: Rows, at: datetime) -> Metrics:
        # The last commit is recent enough for what is rolled up, and the counts are read by SQL.
        del rows
        return self.metrics(at)


def _require_admin(actor: Actor) -> None:
    if actor.role != "admin":
        action = "retry or stop background work"
        raise NotAllowed("role.not_allowed", action=action, role=actor.role)
