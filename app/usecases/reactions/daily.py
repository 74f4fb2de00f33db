"""What is due once a day: reminders, digests, and clearing away old notifications.

Each part is judged by what is stored, so it may run at any time, any number of times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice, takewhile
from typing import TypeVar

from app.domain.actor import SYSTEM
from app.domain.dataclass import dataclass
from app.domain.entities import Course, MetricBucket, Notification
from app.domain.metrics import utc_day
from app.ports.attention import Attention
from app.ports.storage import Rows, Store, UnitOfWork
from app.usecases.reactions.notices import KEPT, PAGE, Notice, post
from app.usecases.reactions.notifications import DIGEST_BUCKETS

T = TypeVar("T")

IDLE = timedelta(days=14)
"""After how long without access a learner is reminded."""

_DIGEST_WORDS = {
    "digest_enrolled": "enrolled",
    "digest_completed": "completed",
    "digest_certificates": "certified",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyReport:
    """How many notifications were written and cleared away."""

    reminders: int = 0
    digests: int = 0
    expired: int = 0


def daily(store: Store, attention_of: Callable[[Rows], Attention]) -> Iterator[DailyReport]:
    """Do all that is due, step by step; what came of each.

    A step is one transaction that looks at `PAGE` rows, so that nobody's edit waits for all of
    them: whoever takes the steps may do something else in between.
    """
    while expired := _committed(store, expire_notifications):
        yield DailyReport(expired=expired)
    yield DailyReport(digests=_committed(store, send_digests))
    last: int | None = 0
    while last is not None:
        sent, last = _reminded(store, attention_of, last)
        yield DailyReport(reminders=sent)


def _reminded(
    store: Store, attention_of: Callable[[Rows], Attention], after_id: int
) -> tuple[int, int | None]:
    return _committed(store, lambda uow: send_reminders(uow, attention_of(uow), after_id))


def _committed(store: Store, step: Callable[[UnitOfWork], T]) -> T:
    with store.unit_of_work(SYSTEM) as uow:
        done = step(uow)
        uow.commit(None)
    return done


def expire_notifications(uow: UnitOfWork) -> int:
    """Delete a page of the notifications that have been kept for 90 days; how many.

    Ids follow the time of writing, so the first one that may stay ends the search.
    """
    due = takewhile(lambda row: row.created_at + KEPT <= uow.now, uow.walk(Notification))
    ids = [row.id for row in islice(due, PAGE)]
    uow.delete_all(Notification, ids)
    return len(ids)


def send_reminders(uow: UnitOfWork, attention: Attention, after_id: int) -> tuple[int, int | None]:
    """Remind those of a page of learners who have been away for 14 days.

    How many, and the enrollment to go on after; None at the end. Each absence brings one reminder.
    """
    page = attention.idle_learners(uow.now - IDLE, after_id, PAGE)
    courses = uow.get_many(Course, sorted({one.course_id for one in page.idle}))
    notices = [
        Notice(
            user_id=one.student_id,
            type="reminder",
            title="Your course is waiting for you",
            message=f"You last opened “{courses[one.course_id].title}” on {utc_day(one.since)}.",
            about=("enrollment", one.enrollment_id),
        )
        for one in page.idle
    ]
    post(notices, uow)
    return len(notices), page.last_id


def send_digests(uow: UnitOfWork) -> int:
    """Tell instructors what happened in each of their courses on the days before today; how many.

    The day's counts go in the same transaction, so no digest is sent twice.
    """
    today = str(utc_day(uow.now))
    names = sorted(DIGEST_BUCKETS.values())
    due = [row for row in uow.find(MetricBucket, name=names) if row.period < today]
    counts: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for row in due:
        counts[(row.subject_id, row.period)][row.name] = row.value
    courses = uow.get_many(Course, sorted({course_id for course_id, _ in counts}))
    notices = [
        _digest(courses[course_id], day, found)
        for (course_id, day), found in sorted(counts.items())
        if course_id in courses
    ]
    post(notices, uow)
    uow.delete_all(MetricBucket, [row.key for row in due])
    return len(notices)


def _digest(course: Course, day: str, counts: dict[str, int]) -> Notice:
    parts = [f"{counts[name]} {word}" for name, word in _DIGEST_WORDS.items() if name in counts]
    return Notice(
        user_id=course.instructor_id,
        type="system",
        title=f"Your course on {day}",
        message=f"“{course.title}”: {', '.join(parts)}.",
        about=("course", course.id),
        priority="low",
    )
