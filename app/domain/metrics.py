"""What each saved row adds to the running counts that the twelve metrics are read from.

Pure: the unit of work calls it for every changed row at commit and adds the sums to the buckets in
the same transaction, so that a change without an event counts too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.domain.entities import (
    Course,
    Enrollment,
    Entity,
    EventRecord,
    User,
    WorkflowExecution,
)
from app.domain.metric_names import (
    ACTIVE_USERS,
    COMPLETED,
    COMPLETION_DAYS,
    COMPLETION_MICROSECONDS,
    COURSE_DAY,
    COURSE_STATUS,
    ENROLLED_DAY,
    FAILED_EVENT_RECORDS,
    FAILED_WORKFLOW_RUNS,
    PUBLISHED_COURSES,
    STUDENT_ENROLLMENTS,
    BucketKey,
)

Delta = tuple[str, int, str, int]
"""Name, subject id, period and what is added to the bucket's value (never 0)."""

EnrollmentPair = tuple[Enrollment | None, Enrollment | None, bool, bool]
"""An enrollment before and after (None: absent), and whether it was and is live."""

_SECOND = 1_000_000

COUNTED_KINDS: frozenset[type[Entity]] = frozenset(
    {User, Course, Enrollment, WorkflowExecution, EventRecord}
)
"""The kinds of rows that change a metric."""


def utc_day(moment: datetime) -> date:
    """The UTC day that a moment lies in."""
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).date()


def completion_time(row: Enrollment) -> timedelta | None:
    """How long a completed enrollment took; None where it is not completed or a time is missing."""
    if row.status != "completed" or row.completed_at is None:
        return None
    return row.completed_at - row.enrolled_at


def split_time(span: timedelta) -> tuple[int, int]:
    """Whole days, rounded down, and the microseconds that are left (never below 0)."""
    return span.days, span.seconds * _SECOND + span.microseconds


def _of_user(row: User) -> BucketKey | None:
    return (ACTIVE_USERS, 0, row.role) if row.is_active and not row.is_deleted else None


def _of_course(row: Course) -> BucketKey | None:
    counts = row.status == "published" and not row.is_deleted
    return (PUBLISHED_COURSES, 0, "") if counts else None


def _of_workflow(row: WorkflowExecution) -> BucketKey | None:
    return (FAILED_WORKFLOW_RUNS, 0, "") if row.status == "failed" else None


def _of_event(row: EventRecord) -> BucketKey | None:
    return (FAILED_EVENT_RECORDS, 0, "") if row.status == "failed" else None


_SINGLE: dict[type[Entity], Callable[[Any], BucketKey | None]] = {
    User: _of_user,
    Course: _of_course,
    WorkflowExecution: _of_workflow,
    EventRecord: _of_event,
}
"""The one bucket that a row of these kinds counts in, if any."""


def enrollment_deltas(pairs: Iterable[EnrollmentPair]) -> Counter[BucketKey]:
    """The summed deltas of many enrollments; zeros are left out."""
    cells: Counter[tuple[int, str, date]] = Counter()
    students: Counter[int] = Counter()
    times: dict[int, list[int]] = {}
    for before, after, was_live, is_live in pairs:
        if before is not None and was_live:
            cells[(before.course_id, before.status, utc_day(before.enrolled_at))] -= 1
            students[before.student_id] -= 1
            if before.status == "completed":
                _add_time(times, before, -1)
        if after is not None and is_live:
            cells[(after.course_id, after.status, utc_day(after.enrolled_at))] += 1
            students[after.student_id] += 1
            if after.status == "completed":
                _add_time(times, after, 1)
    return _fold(cells, students, times)


def _add_time(times: dict[int, list[int]], row: Enrollment, sign: int) -> None:
    took = completion_time(row)
    if took is not None:
        days, rest = split_time(took)
        sums = times.setdefault(row.course_id, [0, 0, 0])
        sums[0] += sign
        sums[1] += sign * days
        sums[2] += sign * rest


def _fold(
    cells: Counter[tuple[int, str, date]], students: Counter[int], times: dict[int, list[int]]
) -> Counter[BucketKey]:
    deltas: Counter[BucketKey] = Counter()
    for (course_id, status, day), count in cells.items():
        if count:
            text = day.isoformat()
            deltas[(ENROLLED_DAY, 0, text)] += count
            deltas[(COURSE_DAY, course_id, text)] += count
            deltas[(COURSE_STATUS, course_id, status)] += count
    for student_id, count in students.items():
        deltas[(STUDENT_ENROLLMENTS, student_id, "")] = count
    for course_id, sums in times.items():
        names = (COMPLETED, COMPLETION_DAYS, COMPLETION_MICROSECONDS)
        for name, value in zip(names, sums, strict=True):
            deltas[(name, course_id, "")] = value
    for key in [key for key, value in deltas.items() if not value]:
        del deltas[key]
    return deltas


def metric_deltas(
    before: Entity | None, after: Entity | None, *, was_live: bool = True, is_live: bool = True
) -> list[Delta]:
    """What one row's change adds to the buckets; nothing for kinds that no metric counts.

    *was_live* and *is_live* say of an enrollment whether its course and student stood undeleted
    before and stand so after; they mean nothing for other kinds, whose rows tell it themselves.
    """
    row = after if after is not None else before
    if isinstance(row, Enrollment):
        pair: Any = (before, after, was_live, is_live)
        return [(*key, value) for key, value in enrollment_deltas((pair,)).items()]
    bucket_of = _SINGLE.get(type(row)) if row is not None else None
    if bucket_of is None:
        return []
    was = bucket_of(before) if before is not None else None
    now = bucket_of(after) if after is not None else None
    if was == now:
        return []
    return [(*key, value) for key, value in ((was, -1), (now, 1)) if key is not None]
