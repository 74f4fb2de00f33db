"""What a transaction does to the metric buckets, from the rows that it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.entities import Course, Enrollment, Entity, Key, User
from app.domain.metrics import COUNTED_KINDS, enrollment_deltas, metric_deltas
from app.ports.storage import Rows
from services.storage.tracking import RowChange

Bucket = tuple[str, int, str]
"""A metric bucket's key: name, subject_id, period."""


def bucket_deltas(changes: Sequence[RowChange], rows: Rows) -> dict[Bucket, int]:
    """How much each bucket grows by *changes*; *rows* reads the store as the changes leave it.

    An enrollment counts only while its course and its student are not deleted, so a deletion (or
    its undo) of either brings all their enrollments along.
    """
    counted = [change for change in changes if change.kind in COUNTED_KINDS]
    if not counted:
        return {}
    pairs = list(_enrollments(counted, rows))
    liveness = _Liveness(counted, [before or after for before, after in pairs], rows)
    total = enrollment_deltas(
        (before, after, *liveness.of(before or after)) for before, after in pairs
    )
    for change in counted:
        if change.kind is not Enrollment:
            for name, subject, period, delta in metric_deltas(change.before, change.after):
                total[name, subject, period] += delta
    return {bucket: delta for bucket, delta in total.items() if delta}


def _enrollments(
    changes: Sequence[RowChange], rows: Rows
) -> Iterable[tuple[Enrollment | None, Enrollment | None]]:
    """Changed enrollments, and the unchanged ones whose liveness flips."""
    changed: dict[Key, RowChange] = {
        change.key: change for change in changes if change.kind is Enrollment
    }
    for change in changed.values():
        yield change.before, change.after  # type: ignore[misc]
    flipped = _flipped(changes)
    held = {
        row.id: row
        for column, keys in flipped.items()
        if keys
        for row in rows.find(Enrollment, **{column: keys})
    }
    for key, row in held.items():
        if key not in changed:
            yield row, row


def _flipped(changes: Iterable[RowChange]) -> dict[str, list[Key]]:
    """The courses and users whose deletion mark changes, by the enrollments' column."""
    found: dict[str, list[Key]] = {"course_id": [], "student_id": []}
    for change in changes:
        if change.before is not None and change.after is not None and _deleted_flips(change):
            found["course_id" if change.kind is Course else "student_id"].append(change.key)
    return found


def _deleted_flips(change: RowChange) -> bool:
    before, after = change.before, change.after
    if isinstance(before, User | Course) and isinstance(after, User | Course):
        return before.is_deleted != after.is_deleted
    return False


class _Liveness:
    """Whether enrollments counted before and count after, by their course and student."""

    def __init__(
        self, changes: Sequence[RowChange], enrollments: Sequence[Enrollment | None], rows: Rows
    ) -> None:
        self._rows = rows
        self._known: dict[tuple[type[Entity], Key], tuple[bool, bool]] = {
            (change.kind, change.key): (_live(change.before), _live(change.after))
            for change in changes
            if change.kind in (Course, User)
        }
        owners = [row for row in enrollments if row is not None]
        self._learn(Course, {row.course_id for row in owners})
        self._learn(User, {row.student_id for row in owners})

    def _learn(self, kind: type[Course | User], keys: set[int]) -> None:
        missing = [key for key in keys if (kind, key) not in self._known]
        found = self._rows.get_many(kind, missing) if missing else {}
        for key in missing:
            live = _live(found.get(key))
            self._known[kind, key] = (live, live)

    def of(self, row: Enrollment | None) -> tuple[bool, bool]:
        """(before, after)."""
        if row is None:
            return False, False
        course = self._known[Course, row.course_id]
        student = self._known[User, row.student_id]
        return course[0] and student[0], course[1] and student[1]


def _live(row: Entity | None) -> bool:
    return isinstance(row, User | Course) and not row.is_deleted
