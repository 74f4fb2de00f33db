"""Reading and recounting the running counts row by row, over any store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from app.domain.entities import (
    Course,
    Enrollment,
    Entity,
    EventRecord,
    MetricBucket,
    Notification,
    User,
    WorkflowExecution,
)
from app.domain.metric_names import BUCKET_NAMES, BucketKey
from app.domain.metrics import metric_deltas
from app.ports.attention import IdleLearner, IdlePage
from app.ports.storage import Rows


class RowsBuckets:
    """`MetricBuckets` over rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def sum(self, name: str, first: str = "", last: str | None = None) -> int:
        """The values of all subjects in the periods from *first* to *last*."""
        buckets = self._rows.walk(MetricBucket, name=name)
        if not first and last is None:
            return sum(bucket.value for bucket in buckets)
        end = first if last is None else last
        return sum(bucket.value for bucket in buckets if first <= bucket.period <= end)

    def by_subject(self, name: str) -> Mapping[int, int]:
        """Subject id to the sum of its periods."""
        sums: Counter[int] = Counter()
        for bucket in self._rows.walk(MetricBucket, name=name):
            sums[bucket.subject_id] += bucket.value
        return {subject_id: value for subject_id, value in sums.items() if value}

    def count_positive(self, name: str) -> int:
        """How many buckets of that name are above 0."""
        return sum(bucket.value > 0 for bucket in self._rows.walk(MetricBucket, name=name))


class RowsRecount:
    """`MetricRecount` over rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def recount(self) -> Mapping[BucketKey, int]:
        """Every bucket as the rows say it should be, without the zeros."""
        dead_courses = {row.id for row in self._rows.walk(Course, is_deleted=True)}
        dead_users = {row.id for row in self._rows.walk(User, is_deleted=True)}
        kinds: tuple[type[Entity], ...] = (User, Course, WorkflowExecution, EventRecord)
        counts: Counter[BucketKey] = Counter()
        for kind in kinds:
            for row in self._rows.walk(kind):
                _add(counts, row, live=True)
        for row in self._rows.walk(Enrollment):
            dead = row.course_id in dead_courses or row.student_id in dead_users
            _add(counts, row, live=not dead)
        return {key: count for key, count in counts.items() if count}

    def stored(self) -> Mapping[BucketKey, int]:
        """Every bucket as it is kept, without the zeros."""
        kept = self._rows.walk(MetricBucket)
        return {
            (bucket.name, bucket.subject_id, bucket.period): bucket.value
            for bucket in kept
            if bucket.value and bucket.name in BUCKET_NAMES
        }


def _add(counts: Counter[BucketKey], row: Entity, *, live: bool) -> None:
    for name, subject_id, period, delta in metric_deltas(None, row, is_live=live):
        counts[(name, subject_id, period)] += delta


class RowsAttention:
    """`Attention` over rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def idle_learners(self, before: datetime, after_id: int, count: int) -> IdlePage:
        """Active enrollments that were last opened before *before*."""
        following = (row for row in self._rows.walk(Enrollment) if row.id > after_id)
        page = list(islice(following, count))
        if not page:
            return IdlePage()
        reminded = self._reminded()
        idle = [
            one
            for one in self._active(page)
            if one.since < before and not reminded.get(one.enrollment_id, one.since) > one.since
        ]
        return IdlePage(idle=idle, last_id=page[-1].id)

    def _reminded(self) -> dict[int, datetime]:
        """Enrollment id to the time of its last reminder."""
        return {
            row.related_entity_id: row.created_at
            for row in self._rows.walk(
                Notification, type="reminder", related_entity_type="enrollment"
            )
            if row.related_entity_id is not None
        }

    def _active(self, page: Sequence[Enrollment]) -> Iterator[IdleLearner]:
        for row in page:
            if row.status != "active":
                continue
            course = self._rows.get(Course, row.course_id)
            student = self._rows.get(User, row.student_id)
            open_course = course.status == "published" and not course.is_deleted
            if open_course and student.is_active and not student.is_deleted:
                yield IdleLearner(
                    enrollment_id=row.id,
                    student_id=row.student_id,
                    course_id=row.course_id,
                    since=row.last_accessed_at or row.enrolled_at,
                )
