"""The Progress group: sees that an enrolled student's progress can be recorded."""

from __future__ import annotations

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
        """One command for all rows that are missing."""
        enrolled = ids(events, "entity_id")
        present = {row.enrollment_id for row in rows.find(Progress, enrollment_id=enrolled)}
        missing = [key for key in enrolled if key not in present]
        held = rows.get_many(Enrollment, missing)
        lacking = tuple(key for key in missing if key in held)
        return [RefreshTotals(enrollment_ids=lacking)] if lacking else []

    def react(self, events: Sequence[EventRecord], uow: UnitOfWork) -> None:
        """Nothing beside the commands."""
