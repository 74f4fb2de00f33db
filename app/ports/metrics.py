"""The running counts that the twelve metrics are read from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from app.domain.metric_names import BucketKey


class MetricBuckets(Protocol):
    """Reads the buckets of `app.domain.metric_names`; a bucket that is absent counts as 0."""

    def sum(self, name: str, first: str = "", last: str | None = None) -> int:
        """The values of all subjects in the periods from *first* to *last*, both included.

        *last* None: *first* alone where it is given, else every period.
        """
        ...

    def by_subject(self, name: str) -> Mapping[int, int]:
        """Subject id to the sum of its periods, without the zeros."""
        ...

    def count_positive(self, name: str) -> int:
        """How many buckets of that name are above 0."""
        ...


class MetricRecount(Protocol):
    """Counts everything anew from the tables themselves."""

    def recount(self) -> Mapping[BucketKey, int]:
        """Every bucket of `BUCKET_NAMES` as it should be, without the zeros."""
        ...

    def stored(self) -> Mapping[BucketKey, int]:
        """Every bucket of `BUCKET_NAMES` as it is kept, without the zeros."""
        ...
