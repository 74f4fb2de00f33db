"""What one command does to enrollments, gathered so that it is saved in one go."""

from __future__ import annotations

from collections import Counter

from app.domain.entities import Enrollment, EnrollmentHistory, Entity, HistoryAction
from app.domain.events import DomainEvent
from app.ports.storage import UnitOfWork
from app.usecases.people_profiles import ENROLLED, count_students


class EnrollmentChanges:
    """New states of enrollments with their history rows and events.

    The last state of an enrollment counts; every recorded change of status has its history row.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._states: dict[int, Enrollment] = {}
        self._log: list[tuple[Enrollment | None, Enrollment, HistoryAction, str | None]] = []
        self._beside: list[Entity] = []
        self._events: list[DomainEvent] = []

    def put(self, after: Enrollment) -> None:
        """Save *after*, which has the status it had."""
        self._states[after.id] = after

    def record(
        self,
        before: Enrollment | None,
        after: Enrollment,
        action: HistoryAction,
        reason: str | None = None,
    ) -> None:
        """Save *after* and a history row that tells how it came from *before*."""
        self._states[after.id] = after
        self._log.append((before, after, action, reason))

    def beside(self, row: Entity) -> None:
        """Save a row that hangs on an enrollment, after it."""
        self._beside.append(row)

    def tell(self, event: DomainEvent) -> None:
        """Raise an event with the rest."""
        self._events.append(event)

    def save(self) -> None:
        """Hand everything to the unit of work."""
        uow = self._uow
        history: list[Entity] = []
        if self._log:
            by, now = uow.actor.user_id, uow.now
            ids = uow.take_ids(EnrollmentHistory, len(self._log))
            for number, (before, after, action, reason) in zip(ids, self._log, strict=True):
                history.append(
                    EnrollmentHistory(
                        id=number,
                        enrollment_id=after.id,
                        action=action,
                        previous_status=None if before is None else before.status,
                        new_status=after.status,
                        reason=reason,
                        performed_by=by,
                        created_at=now,
                    )
                )
        uow.save_all([*self._states.values(), *self._beside, *history])
        count_students(uow, self._joined())
        for event in self._events:
            uow.raise_event(event)

    def _joined(self) -> Counter[int]:
        """By course, how many more students count for its instructor than before."""
        joined: Counter[int] = Counter()
        for before, after, _, _ in self._log:
            counted = before is not None and before.status in ENROLLED
            joined[after.course_id] += (after.status in ENROLLED) - counted
        return joined
