"""The metrics of every period that has ended, recorded once."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.domain.actor import SYSTEM
from app.domain.entities import AnalyticsMetric, AuditRecord, EventRecord, MetricBucket
from app.domain.metric_names import METRIC_TYPES
from app.usecases.reactions.reconcile import reconcile
from app.usecases.reactions.rollup import catch_up, ended, period_start
from services.analytics.rows import RowsRecount
from services.storage.memory import MemoryStore
from tests.support.memory import FixedClock, course, enrollment, instructor, person
from tests.support.reactions import metrics_of, put

WEDNESDAY = datetime(2026, 4, 1, 10, 30, tzinfo=UTC)


def event(key: int, at: datetime) -> EventRecord:
    return EventRecord(
        id=key, event_type="x", event_name="x", payload={}, status="completed", created_at=at
    )


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(WEDNESDAY)


@pytest.fixture
def store(clock: FixedClock) -> MemoryStore:
    """One learner, enrolled on Tuesday, when the first event was raised."""
    tuesday = WEDNESDAY.replace(month=3, day=31)
    opened = MemoryStore(clock)
    row = enrollment(1, 2, 1, enrolled_at=tuesday)
    put(opened, [instructor(1), person(2), course(1, 1), row, event(1, tuesday)])
    return opened


def run(store: MemoryStore) -> int:
    return catch_up(store, metrics_of)


def recorded(store: MemoryStore, **equal: object) -> list[AnalyticsMetric]:
    with store.reading() as rows:
        return rows.find(AnalyticsMetric, **equal)


def ends(store: MemoryStore, period: str) -> list[datetime]:
    rows = recorded(store, metric_name="total_students", aggregation_period=period)
    return sorted(row.recorded_at for row in rows)


@pytest.mark.parametrize(
    ("period", "start"),
    [
        ("hourly", datetime(2026, 4, 1, 10, tzinfo=UTC)),
        ("daily", datetime(2026, 4, 1, tzinfo=UTC)),
        ("weekly", datetime(2026, 3, 30, tzinfo=UTC)),
        ("monthly", datetime(2026, 4, 1, tzinfo=UTC)),
    ],
)
def test_periods_are_those_of_utc(period: str, start: datetime) -> None:
    assert period_start(period, WEDNESDAY) == start  # type: ignore[arg-type]
    assert period_start(period, start) == start  # type: ignore[arg-type]


def test_only_so_many_missed_periods_are_made_up_for() -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    assert len(list(ended("hourly", long_ago, WEDNESDAY))) == 48
    assert list(ended("monthly", datetime(2026, 1, 31, tzinfo=UTC), WEDNESDAY)) == [
        datetime(2026, 4, 1, tzinfo=UTC),
        datetime(2026, 3, 1, tzinfo=UTC),
        datetime(2026, 2, 1, tzinfo=UTC),
    ]


def test_what_ended_since_the_first_event_is_recorded_at_its_end(store: MemoryStore) -> None:
    assert run(store) == 24 + 1 + 1
    assert len(ends(store, "hourly")) == 24
    assert ends(store, "hourly")[0] == datetime(2026, 3, 31, 11, tzinfo=UTC)
    assert ends(store, "daily") == [datetime(2026, 4, 1, tzinfo=UTC)]
    assert ends(store, "monthly") == [datetime(2026, 4, 1, tzinfo=UTC)]
    assert ends(store, "weekly") == []


def test_a_period_has_all_twelve_with_their_types_and_two_decimals(store: MemoryStore) -> None:
    run(store)
    rows = recorded(store, aggregation_period="daily")
    assert {row.metric_name: row.metric_type for row in rows} == METRIC_TYPES
    values = {row.metric_name: row.metric_value for row in rows}
    assert values["total_students"] == 1
    assert str(values["avg_courses_per_student"]) == "1.00"
    (popular,) = recorded(store, metric_name="popular_courses", aggregation_period="daily")
    assert popular.dimension == {"course_id": 1, "rank": 1}
    assert popular.metric_value == Decimal("1.00")


def test_new_enrollments_are_those_of_the_periods_last_moment(store: MemoryStore) -> None:
    run(store)
    daily = recorded(store, metric_name="new_enrollments_daily", aggregation_period="hourly")
    by_end = {row.recorded_at: row.metric_value for row in daily}
    assert by_end[datetime(2026, 4, 1, tzinfo=UTC)] == 1
    assert by_end[datetime(2026, 4, 1, 1, tzinfo=UTC)] == 0


def test_nothing_is_recorded_twice_or_changed(store: MemoryStore, clock: FixedClock) -> None:
    run(store)
    before = recorded(store)
    assert run(store) == 0
    put(store, [person(3)])
    clock.advance(hours=2)
    assert run(store) == 2
    assert [row for row in recorded(store) if row in before] == before
    newest = recorded(store, metric_name="total_students", recorded_at=ends(store, "hourly")[-1])
    assert [row.metric_value for row in newest] == [2]


def test_without_events_there_is_nothing_to_record(clock: FixedClock) -> None:
    assert run(MemoryStore(clock)) == 0


def drift(store: MemoryStore, value: int) -> None:
    with store.unit_of_work(SYSTEM) as uow:
        uow.get_many(MetricBucket, [("active_users", 0, "student")])
        uow.save_all(
            [MetricBucket(name="active_users", subject_id=0, period="student", value=value)]
        )
        uow.commit(None)


def test_reconciling_corrects_what_drifted_rewrites_the_newest_and_says_so(
    store: MemoryStore,
) -> None:
    drift(store, 8)
    run(store)
    report = reconcile(store, RowsRecount, metrics_of)
    (correction,) = report.corrections
    assert (correction.bucket, correction.kept, correction.counted) == (
        ("active_users", 0, "student"),
        8,
        1,
    )
    assert {period for period, _ in report.rewritten} == {"hourly", "daily", "monthly"}
    students = recorded(store, metric_name="total_students", aggregation_period="hourly")
    assert [row.metric_value for row in sorted(students, key=lambda row: row.recorded_at)] == [
        *[8] * 23,
        1,
    ]
    assert len(students) == len({row.recorded_at for row in students})
    with store.reading() as rows:
        (audit,) = rows.find(AuditRecord)
    assert (audit.subject_table, audit.action, audit.current) == (
        "ext.metric_buckets",
        "reconciled",
        "1",
    )


def test_reconciling_what_is_right_leaves_no_trace(store: MemoryStore) -> None:
    run(store)
    before = recorded(store)
    report = reconcile(store, RowsRecount, metrics_of)
    assert (report.corrections, report.rewritten) == ((), ())
    assert recorded(store) == before
    with store.reading() as rows:
        assert rows.find(AuditRecord) == []
