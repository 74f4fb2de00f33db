"""The Progress group: sees that an enrolled student's progress can be recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.domain.commands import Command, RefreshTotals
from app.domain.entities import Enrollment, EventRecord, Progress
from app.ports.storage import Rows, UnitOfWork
from app.usecases.reactions.consumer import ids


class ProgressConsumer:
    """Asks for the progress rows that enrollments lack, with the totals of their courses.

    Whoever recorded progress before the event was handled has a row already.
    """

    group = "progress"

    def commands(self, events: Sequence[EventRecord], rows: Rows) -> Sequence[Command]:
        """One command for each course in which rows are missing."""
        enrolled = ids(events, "entity_id")
        present = {row.enrollment_id for row in rows.find(Progress, enrollment_id=enrolled)}
        missing = [key for key in enrolled if key not in present]
        by_course: defaultdict[int, list[int]] = defaultdict(list)
        for row in rows.get_many(Enrollment, missing).values():
            by_course[row.course_id].append(row.id)
        return [
            RefreshTotals(course_id=course_id, enrollment_ids=tuple(enrollment_ids))
            for course_id, enrollment_ids in by_course.items()
        ]

    def react(self, events: Sequence[EventRecord], uow: UnitOfWork) -> None:
        """Nothing beside the commands."""
