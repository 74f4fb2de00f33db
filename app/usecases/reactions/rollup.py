"""Rolling the metrics up into analytics_metrics, once for every period that has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from app.domain.actor import SYSTEM
from app.domain.entities import AnalyticsMetric, EventRecord, Json
from app.domain.metric_names import METRIC_TYPES
from app.domain.metric_values import Metrics
from app.ports.storage import Rows, Store, UnitOfWork

Period = Literal["hourly", "daily", "weekly", "monthly"]
ReadMetrics = Callable[[Rows, datetime], Metrics]
"""The twelve as of now, with the day, week and month of the given time."""

BACKWARD: dict[Period, int] = {"hourly": 48, "daily": 31, "weekly": 8, "monthly": 12}
"""How many missed periods are made up for after a time without the program."""

_CENT = Decimal("0.01")


def period_start(period: Period, moment: datetime) -> datetime:
    """The start of the UTC hour, day, ISO week or month that *moment* lies in."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    if period == "hourly":
        return hour
    day = hour.replace(hour=0)
    if period == "daily":
        return day
    if period == "weekly":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1)


def ended(period: Period, since: datetime, now: datetime) -> Iterator[datetime]:
    """The ends of the periods that ended after *since* and by *now*, the newest first."""
    end = period_start(period, now)
    for _ in range(BACKWARD[period]):
        if end <= since:
            return
        yield end
        end = period_start(period, end - timedelta(microseconds=1))


def roll_up(uow: UnitOfWork, read: ReadMetrics) -> int:
    """Record every ended period that is not recorded yet; how many periods that were.

    Nothing is recorded of the time before the first event, nothing recorded is ever changed. A
    period's values are those at the time of recording, except new_enrollments, which are counted
    for the day, week and month that the period's last moment lies in.
    """
    if _is_recorded(uow, "hourly", period_start("hourly", uow.now)):
        return 0
    first = next(uow.walk(EventRecord), None)
    if first is None:
        return 0
    missing = [
        (period, end)
        for period in BACKWARD
        for end in ended(period, first.created_at, uow.now)
        if not _is_recorded(uow, period, end)
    ]
    record(missing, uow, read)
    return len(missing)


def catch_up(store: Store, read: ReadMetrics) -> int:
    """`roll_up` in a transaction of its own: when a workspace is opened, and every hour."""
    with store.unit_of_work(SYSTEM) as uow:
        periods = roll_up(uow, read)
        uow.commit(None)
    return periods


def record(periods: list[tuple[Period, datetime]], uow: UnitOfWork, read: ReadMetrics) -> None:
    """Save the roll-up rows of these periods, the oldest first."""
    by_day: dict[datetime, Metrics] = {}
    for period, end in sorted(periods, key=lambda one: one[1]):
        day = period_start("daily", end - timedelta(microseconds=1))
        if day not in by_day:
            by_day[day] = read(uow, day)
        values = list(_values(by_day[day]))
        ids = uow.take_ids(AnalyticsMetric, len(values))
        uow.save_all(
            [
                AnalyticsMetric(
                    id=row_id,
                    metric_name=name,
                    metric_value=Decimal(value).quantize(_CENT),
                    metric_type=METRIC_TYPES[name],
                    dimension=dimension,
                    aggregation_period=period,
                    recorded_at=end,
                    created_at=uow.now,
                )
                for row_id, (name, value, dimension) in zip(ids, values, strict=True)
            ]
        )


def recorded(uow: UnitOfWork, period: Period, end: datetime) -> list[AnalyticsMetric]:
    """The rows that are recorded of a period."""
    return uow.find(AnalyticsMetric, recorded_at=end, aggregation_period=period)


def _is_recorded(uow: UnitOfWork, period: Period, end: datetime) -> bool:
    count = uow.count(
        AnalyticsMetric, metric_name="total_students", recorded_at=end, aggregation_period=period
    )
    return count > 0


def _values(metrics: Metrics) -> Iterator[tuple[str, int | Decimal, Json | None]]:
    """Name, value and dimension of each row; a popular course is a row of its own."""
    for name in METRIC_TYPES:
        if name != "popular_courses":
            yield name, getattr(metrics, name), None
    for rank, course in enumerate(metrics.popular_courses, start=1):
        dimension = {"course_id": course.course_id, "rank": rank}
        yield "popular_courses", course.enrollments, dimension
