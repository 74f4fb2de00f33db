"""How the twelve metrics are read from the counts."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.domain.canonical import to_canonical
from app.domain.entities import MetricBucket
from app.domain.metric_names import METRIC_TYPES
from app.domain.metric_values import Metrics, PopularCourse
from tests.support.memory import Bench, course, instructor, make_bus
from tests.support.reactions import metrics_of

NOON = datetime(2026, 2, 11, 12, tzinfo=UTC)


@pytest.fixture
def bench() -> Bench:
    return make_bus()


def read(bench: Bench, *buckets: tuple[str, int, str, int], at: datetime = NOON) -> Metrics:
    bench.put(*(MetricBucket(name=n, subject_id=s, period=p, value=v) for n, s, p, v in buckets))
    with bench.store.reading() as rows:
        return metrics_of(rows, at)


def test_an_empty_workspace_has_zeros_and_no_courses(bench: Bench) -> None:
    metrics = read(bench)
    assert list(to_canonical(metrics)) == list(METRIC_TYPES)
    assert metrics.popular_courses == ()
    assert {
        value for name, value in to_canonical(metrics).items() if name != "popular_courses"
    } == {0}


@pytest.mark.parametrize(
    ("at", "daily", "weekly", "monthly"),
    [
        (datetime(2026, 2, 9, tzinfo=UTC), 2, 10, 14),  # a Monday
        (datetime(2026, 2, 15, 23, 59, 59, 999_999, tzinfo=UTC), 8, 10, 14),  # its Sunday
        (datetime(2026, 2, 16, tzinfo=UTC), 0, 0, 14),
        (datetime(2026, 1, 31, tzinfo=UTC), 1, 5, 1),
        (datetime(2026, 3, 1, tzinfo=UTC), 16, 16, 16),
        (datetime.fromisoformat("2026-02-28T23:30:00-01:00"), 16, 16, 16),
        (datetime(2026, 12, 31, tzinfo=UTC), 64, 64, 64),
        (datetime(9999, 12, 31, tzinfo=UTC), 32, 32, 32),
    ],
)
def test_new_enrollments_are_those_of_the_utc_day_iso_week_and_month(
    bench: Bench, at: datetime, daily: int, weekly: int, monthly: int
) -> None:
    metrics = read(
        bench,
        ("enrolled_day", 0, "2026-01-31", 1),
        ("enrolled_day", 0, "2026-02-01", 4),
        ("enrolled_day", 0, "2026-02-09", 2),
        ("enrolled_day", 0, "2026-02-15", 8),
        ("enrolled_day", 0, "2026-03-01", 16),
        ("enrolled_day", 0, "9999-12-31", 32),
        ("enrolled_day", 0, "2026-12-31", 64),
        at=at,
    )
    assert metrics.new_enrollments_daily == daily
    assert metrics.new_enrollments_weekly == weekly
    assert metrics.new_enrollments_monthly == monthly


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(1, 3, "33.33"), (2, 3, "66.67"), (1, 800, "0.12"), (3, 800, "0.38"), (7, 7, "100.00")],
)
def test_rates_have_two_decimals_rounded_half_to_even(
    bench: Bench, part: int, whole: int, percent: str
) -> None:
    metrics = read(
        bench,
        ("course_status", 1, "completed", part),
        ("course_status", 1, "active", whole - part),
    )
    assert str(metrics.course_completion_rate) == percent


def test_the_time_to_complete_is_exact_over_many_years(bench: Bench) -> None:
    metrics = read(
        bench,
        ("completed", 1, "", 3_000_000),
        ("completion_days", 1, "", 1_000_000_000_000),
        ("completion_microseconds", 1, "", 43_200_000_000),
    )
    assert metrics.avg_time_to_complete == Decimal("333333.33")


def test_students_without_live_enrollments_do_not_dilute_the_average(bench: Bench) -> None:
    metrics = read(
        bench,
        ("course_status", 1, "active", 5),
        ("student_enrollments", 1, "", 3),
        ("student_enrollments", 2, "", 2),
        ("student_enrollments", 3, "", 0),
    )
    assert metrics.avg_courses_per_student == Decimal("2.50")


def test_popular_are_ten_courses_by_size_then_id_and_the_empty_ones_last(bench: Bench) -> None:
    bench.put(instructor(1), course(12, 1, is_deleted=True), *(course(n, 1) for n in range(1, 12)))
    metrics = read(
        bench,
        ("course_status", 5, "active", 1),
        ("course_status", 5, "dropped", 1),
        ("course_status", 9, "active", 7),
        ("course_status", 2, "completed", 2),
    )
    assert metrics.popular_courses[:3] == (
        PopularCourse(course_id=9, title="Course 9", enrollments=7),
        PopularCourse(course_id=2, title="Course 2", enrollments=2),
        PopularCourse(course_id=5, title="Course 5", enrollments=2),
    )
    assert [one.course_id for one in metrics.popular_courses[3:]] == [1, 3, 4, 6, 7, 8, 10]
    assert to_canonical(metrics)["popular_courses"][0] == {
        "course_id": 9,
        "title": "Course 9",
        "enrollments": 7,
    }


def test_no_more_than_ten_are_popular(bench: Bench) -> None:
    bench.put(instructor(1), *(course(n, 1) for n in range(1, 13)))
    metrics = read(bench, *(("course_status", n, "active", n) for n in range(1, 13)))
    assert [one.course_id for one in metrics.popular_courses] == list(range(12, 2, -1))
