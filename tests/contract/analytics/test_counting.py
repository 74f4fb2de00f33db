"""The running counts of every store: kept by each commit, read and counted anew."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.actor import SYSTEM
from app.domain.entities import Course, MetricBucket, Notification, User
from app.ports.storage import Store
from app.queries.metrics import read_metrics
from app.usecases.reactions.daily import IDLE
from tests.contract.analytics.conftest import Place
from tests.support.counting import FIRST_DAY, History, counted_by_hand
from tests.support.memory import START, course, enrollment, instructor, person
from tests.support.reactions import alter, put

seeds = st.integers(0, 2**32)
some = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@some
@given(seed=seeds)
def test_the_counts_kept_by_commits_are_those_of_a_recount(place: Place, seed: int) -> None:
    store = place.new_store()
    History(store, Random(seed)).go_on(25)
    with place.view(store) as view:
        assert view.recount.stored() == view.recount.recount()


@some
@given(seed=seeds, days=st.integers(-1, 51))
def test_the_metrics_are_those_counted_by_hand(place: Place, seed: int, days: int) -> None:
    store, at = place.new_store(), FIRST_DAY + timedelta(days=days)
    History(store, Random(seed)).go_on(25)
    with place.view(store) as view:
        read = asdict(read_metrics(view.buckets, view.rows, at))
        popular = [(c["course_id"], c["title"], c["enrollments"]) for c in read["popular_courses"]]
        assert {**read, "popular_courses": popular} == counted_by_hand(view.rows, at)


def keep(store: Store, *buckets: tuple[str, int, str, int]) -> None:
    with store.unit_of_work(SYSTEM) as uow:
        uow.save_all(
            [MetricBucket(name=n, subject_id=s, period=p, value=v) for n, s, p, v in buckets]
        )
        uow.commit(None)


def test_buckets_are_summed_by_period_and_by_subject(place: Place) -> None:
    store = place.new_store()
    keep(
        store,
        ("enrolled_day", 0, "2026-02-09", 1),
        ("enrolled_day", 0, "2026-02-10", 2),
        ("enrolled_day", 0, "2026-02-11", 4),
        ("course_status", 1, "active", 3),
        ("course_status", 1, "dropped", 1),
        ("course_status", 2, "active", 0),
        ("course_status", 3, "dropped", 5),
    )
    with place.view(store) as view:
        buckets = view.buckets
        assert buckets.sum("enrolled_day", "2026-02-10") == 2
        assert buckets.sum("enrolled_day", "2026-02-10", "2026-02-28") == 6
        assert buckets.sum("enrolled_day", last="2026-02-10") == 3
        assert buckets.sum("enrolled_day") == 7
        assert buckets.sum("nothing") == 0
        assert buckets.sum("course_status", "active") == 3
        assert buckets.by_subject("course_status") == {1: 4, 3: 5}
        assert buckets.count_positive("course_status") == 3


def test_other_names_and_zeros_are_no_part_of_a_recount(place: Place) -> None:
    store = place.new_store()
    keep(store, ("digest_enrolled", 1, "2026-02-09", 1), ("enrolled_day", 0, "2026-02-09", 0))
    with place.view(store) as view:
        assert view.recount.stored() == view.recount.recount() == {}


def test_times_are_counted_to_the_microsecond(place: Place) -> None:
    store = place.new_store()
    enrolled = datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    took = timedelta(days=400, microseconds=2)
    row = enrollment(
        1, 2, 1, status="completed", enrolled_at=enrolled, completed_at=enrolled + took
    )
    before = replace(row, id=2, student_id=3, completed_at=enrolled - timedelta(microseconds=1))
    put(store, [instructor(1), person(2), person(3), course(1, 1), row, before])
    with place.view(store) as view:
        recounted = view.recount.recount()
        assert recounted == view.recount.stored()
        assert recounted["completion_days", 1, ""] == 399
        assert recounted["completion_microseconds", 1, ""] == 2 + 86_400_000_000 - 1


def idle_school(store: Store) -> datetime:
    """Learners 2 to 9 of course 1; the time before which 2, 3 and 4 were last there."""
    old, fresh = START - IDLE - timedelta(seconds=1), START - IDLE
    put(
        store,
        [
            instructor(1),
            *(person(n) for n in range(2, 8)),
            person(8, is_active=False),
            person(9, is_deleted=True),
            course(1, 1),
            course(2, 1, status="archived"),
            enrollment(12, 2, 1, enrolled_at=old),
            enrollment(13, 3, 1, enrolled_at=old - IDLE, last_accessed_at=old),
            enrollment(14, 4, 1, enrolled_at=old),
            enrollment(15, 5, 1, enrolled_at=old, last_accessed_at=fresh),
            enrollment(16, 6, 1, enrolled_at=old, status="suspended"),
            enrollment(17, 7, 2, enrolled_at=old),
            enrollment(18, 8, 1, enrolled_at=old),
            enrollment(19, 9, 1, enrolled_at=old),
        ],
    )
    return fresh


def test_idle_are_active_learners_who_stayed_away(place: Place) -> None:
    store = place.new_store()
    before = idle_school(store)
    with place.view(store) as view:
        idle = view.attention.idle_learners(before, 0, 10).idle
        assert [one.enrollment_id for one in idle] == [12, 13, 14]
        assert {(one.student_id, one.course_id) for one in idle} == {(2, 1), (3, 1), (4, 1)}
        assert {one.since for one in idle} == {before - timedelta(seconds=1)}


def test_a_page_is_as_many_enrollments_whether_idle_or_not(place: Place) -> None:
    store = place.new_store()
    before = idle_school(store)
    seen: list[tuple[list[int], int | None]] = []
    last: int | None = 0
    with place.view(store) as view:
        while last is not None:
            page = view.attention.idle_learners(before, last, 3)
            last = page.last_id
            seen.append(([one.enrollment_id for one in page.idle], last))
    assert seen == [([12, 13, 14], 14), ([], 17), ([], 19), ([], None)]


@pytest.mark.parametrize(("days", "expected"), [(0, [12, 14]), (-15, [12, 13, 14])])
def test_who_was_reminded_since_is_left_alone(place: Place, days: int, expected: list[int]) -> None:
    store = place.new_store()
    before = idle_school(store)
    reminder = Notification(
        id=1,
        user_id=3,
        type="reminder",
        title="t",
        message="m",
        related_entity_type="enrollment",
        related_entity_id=13,
        created_at=START + timedelta(days=days),
    )
    put(store, [reminder])
    with place.view(store) as view:
        idle = view.attention.idle_learners(before, 0, 10).idle
        assert [one.enrollment_id for one in idle] == expected


def test_a_deleted_course_takes_its_enrollments_out_and_brings_them_back(place: Place) -> None:
    store = place.new_store()
    put(store, [instructor(1), person(2), course(1, 1), enrollment(1, 2, 1)])
    for kind, key in ((Course, 1), (User, 2)):
        for deleted, live in ((True, 0), (False, 1)):
            alter(store, kind, key, is_deleted=deleted)
            with place.view(store) as view:
                assert view.buckets.sum("course_status") == live
