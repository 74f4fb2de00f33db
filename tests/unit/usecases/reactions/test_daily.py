"""Reminders, digests and clearing away, once a day or as often as one likes."""

from datetime import timedelta

import pytest

from app.domain import commands as c
from app.domain.entities import Enrollment, MetricBucket, Notification
from app.usecases.reactions import daily as module
from app.usecases.reactions.daily import DailyReport, daily
from services.analytics.rows import RowsAttention
from tests.support.memory import START, FixedClock, enrollment
from tests.support.reactions import ANN, BEN, CLEO, COURSE, LESSON, TEACHER, Academy, alter, put

NOTHING = DailyReport(reminders=0, digests=0, expired=0)


def due(academy: Academy) -> DailyReport:
    """What came of all steps."""
    steps = list(daily(academy.store, RowsAttention))
    return DailyReport(
        reminders=sum(one.reminders for one in steps),
        digests=sum(one.digests for one in steps),
        expired=sum(one.expired for one in steps),
    )


def active(academy: Academy, *students: int) -> None:
    """Students of the course, which is published."""
    put(academy.store, [enrollment(student, student, COURSE) for student in students])
    academy.outcome(c.PublishCourse(course_id=COURSE))


def reminders(academy: Academy) -> list[int]:
    return [row.user_id for row in academy.find(Notification, type="reminder")]


def test_on_a_quiet_day_nothing_is_due(academy: Academy) -> None:
    assert due(academy) == NOTHING


def test_who_stays_away_for_14_days_is_reminded_once(academy: Academy, clock: FixedClock) -> None:
    active(academy, ANN, BEN)
    clock.advance(days=14)
    assert due(academy).reminders == 0
    clock.advance(seconds=1)
    assert due(academy).reminders == 2
    (first, _) = academy.find(Notification, type="reminder")
    assert first.message == "You last opened “Botany” on 2026-02-10."
    assert (first.related_entity_type, first.related_entity_id) == ("enrollment", ANN)
    clock.advance(days=20)
    assert due(academy).reminders == 0
    assert reminders(academy) == [ANN, BEN]


def test_who_came_back_and_stays_away_again_is_reminded_again(
    academy: Academy, clock: FixedClock
) -> None:
    active(academy, ANN)
    clock.advance(days=15)
    due(academy)
    alter(academy.store, Enrollment, ANN, last_accessed_at=clock.advance(days=1))
    clock.advance(days=13)
    assert due(academy).reminders == 0
    clock.advance(days=2)
    assert due(academy).reminders == 1


def test_many_reminders_go_out_page_by_page(
    academy: Academy, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    active(academy, ANN, BEN, CLEO)
    clock.advance(days=15)
    assert [one.reminders for one in daily(academy.store, RowsAttention)] == [0, 2, 1, 0]
    assert reminders(academy) == [ANN, BEN, CLEO]


def test_an_instructor_gets_one_digest_a_course_for_each_day(
    academy: Academy, clock: FixedClock
) -> None:
    ids = academy.store.allocate_ids(Enrollment, 2)
    rows = tuple(
        c.EnrollRow(enrollment_id=key, student_id=student, course_id=COURSE)
        for key, student in zip(ids, (ANN, BEN), strict=True)
    )
    academy.outcome(c.EnrollStudents(rows=rows))
    academy.outcome(c.RecordProgress(rows=(c.ProgressRow(enrollment_id=1, lesson_id=LESSON),)))
    academy.settle()
    assert due(academy) == NOTHING
    clock.advance(days=1)
    assert due(academy).digests == 1
    (digest,) = academy.find(Notification, user_id=TEACHER)
    assert digest.title == "Your course on 2026-02-10"
    assert digest.message == "“Botany”: 2 enrolled, 1 completed, 1 certified."
    assert due(academy) == NOTHING
    names = {row.name for row in academy.find(MetricBucket)}
    assert not any(name.startswith("digest") for name in names)


def test_the_digest_of_a_course_that_was_undone_is_dropped(
    academy: Academy, clock: FixedClock
) -> None:
    bucket = MetricBucket(name="digest_enrolled", subject_id=99, period="2026-02-09", value=1)
    put(academy.store, [bucket])
    assert due(academy) == NOTHING
    assert academy.find(MetricBucket, name="digest_enrolled") == []


def test_notifications_go_after_90_days(
    academy: Academy, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    put(
        academy.store,
        [
            Notification(
                id=key,
                user_id=ANN,
                type="system",
                title="t",
                message="m",
                created_at=START + timedelta(days=key // 4),
            )
            for key in range(1, 6)
        ],
    )
    clock.advance(days=90)
    assert due(academy).expired == 3
    assert [row.id for row in academy.find(Notification)] == [4, 5]
