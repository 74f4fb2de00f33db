"""Setting the running counts right from the tables themselves, and saying so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.domain.actor import SYSTEM
from app.domain.dataclass import dataclass
from app.domain.entities import AnalyticsMetric, AuditRecord, MetricBucket
from app.domain.metric_names import BucketKey
from app.ports.metrics import MetricRecount
from app.ports.storage import Rows, Store, UnitOfWork
from app.usecases.reactions.rollup import (
    BACKWARD,
    Period,
    ReadMetrics,
    period_start,
    record,
    recorded,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A bucket that held another value than its rows add up to."""

    bucket: BucketKey
    kept: int
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What was corrected, and which recorded periods were written again for it."""

    corrections: tuple[Correction, ...]
    rewritten: tuple[tuple[Period, datetime], ...]


def differences(recount: MetricRecount) -> tuple[Correction, ...]:
    """The buckets whose stored value is not what their rows add up to, in key order."""
    counted, kept = recount.recount(), recount.stored()
    return tuple(
        Correction(bucket=key, kept=kept.get(key, 0), counted=counted.get(key, 0))
        for key in sorted(counted.keys() | kept.keys())
        if counted.get(key, 0) != kept.get(key, 0)
    )


def reconcile(
    store: Store, recount_of: Callable[[Rows], MetricRecount], read: ReadMetrics
) -> Reconciled:
    """Count everything anew, correct what differs, and leave an audit record of it.

    The newest recorded period of each kind is then written again, as it was recorded from what
    was wrong; what older periods should have been can no longer be told, so they stay.
    """
    with store.unit_of_work(SYSTEM) as uow:
        corrections = differences(recount_of(uow))
        if not corrections:
            return Reconciled(corrections=(), rewritten=())
        _correct(corrections, uow)
        uow.commit(None)
    with store.unit_of_work(SYSTEM) as uow:
        rewritten = _rewrite(uow, read)
        uow.commit(None)
    return Reconciled(corrections=corrections, rewritten=rewritten)


def _correct(corrections: tuple[Correction, ...], uow: UnitOfWork) -> None:
    uow.get_many(MetricBucket, [one.bucket for one in corrections])
    uow.save_all(
        [
            MetricBucket(
                name=one.bucket[0],
                subject_id=one.bucket[1],
                period=one.bucket[2],
                value=one.counted,
            )
            for one in corrections
        ]
    )
    (audit_id,) = uow.take_ids(AuditRecord)
    entry = AuditRecord(
        id=audit_id,
        subject_table=MetricBucket.TABLE,
        subject_key="*",
        action="reconciled",
        current=str(len(corrections)),
        reason="These counts differed from the rows that they count.",
        created_at=uow.now,
    )
    uow.save_all([entry])


def _rewrite(uow: UnitOfWork, read: ReadMetrics) -> tuple[tuple[Period, datetime], ...]:
    newest: list[tuple[Period, datetime]] = []
    for period in BACKWARD:
        end = period_start(period, uow.now)
        old = recorded(uow, period, end)
        if old:
            uow.delete_all(AnalyticsMetric, [row.id for row in old])
            newest.append((period, end))
    record(newest, uow, read)
    return tuple(newest)
