"""The metric buckets: grown in the transaction that changes what they count, read, recounted."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.entities import Key, MetricBucket
from services.storage.sqlite.connection import Connection
from services.storage.tracking import RowChange

_ADD = (
    "INSERT INTO ext_metric_buckets (name, subject_id, period, value) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (name, subject_id, period) DO UPDATE SET value = value + excluded.value"
)


def add_to_buckets(
    connection: Connection, deltas: Mapping[tuple[str, int, str], int]
) -> list[RowChange]:
    """Add to buckets in the open transaction; the changes name the buckets for the change-set."""
    if not deltas:
        return []
    connection.run_many(_ADD, [(*key, delta) for key, delta in deltas.items()])
    keys: list[Key] = list(deltas)
    return [RowChange(MetricBucket, key, None, None) for key in keys]
