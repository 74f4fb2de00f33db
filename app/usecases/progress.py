"""Recording what learners have done, and the table of all use cases on progress."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.clock import format_time
from app.domain.commands import Command, ProgressRow, RecordProgress, RefreshTotals
from app.domain.entities import Enrollment, Entity, Progress
from app.domain.errors import Invalid, Rejected
from app.domain.events import ModuleCompleted, ProgressUpdated
from app.domain.outcomes import Outcome, RowOutcome
from app.domain.progress_tally import ProgressTally, row_refusal
from app.ports.storage import UnitOfWork
from app.usecases.bus import UseCase
from app.usecases.completion import Completions, accessed
from app.usecases.enrollments_status import promoted_data
from app.usecases.progress_courses import course_shapes
from app.usecases.progress_marks import with_imported_status
from app.usecases.progress_totals import refresh_totals
from app.usecases.row_outcomes import applied, missing, refused

Numbered = list[tuple[int, ProgressRow]]
"""Rows with their positions in the command."""

A_DAY = timedelta(days=1)

Span = tuple[datetime, datetime]
"""The first and last time that rows tell of."""


class _Recording:
    """One command's walk over its enrollments."""

    def __init__(self, uow: UnitOfWork, enrollment_ids: list[int], *, imported: bool) -> None:
        self._uow = uow
        self._imported = imported
        self._enrollments = uow.get_many(Enrollment, enrollment_ids)
        self._stored = {
            row.enrollment_id: row for row in uow.find(Progress, enrollment_id=enrollment_ids)
        }
        rows = self._enrollments.values()
        self._shapes = course_shapes(uow, {row.course_id for row in rows})
        self._standing = with_imported_status(uow, rows) if imported else set[int]()
        self._completions = Completions(uow)
        self._tallies: list[tuple[Enrollment, ProgressTally, Span]] = []
        self.outcomes: list[RowOutcome] = []

    def record(self, enrollment_id: int, rows: Numbered) -> None:
        """Record one enrollment's rows."""
        enrollment = self._enrollments.get(enrollment_id)
        if enrollment is None:
            self.outcomes.extend(
                missing(position, Enrollment.TABLE, enrollment_id) for position, _ in rows
            )
            return
        shape = self._shapes[enrollment.course_id]
        stored = self._stored.get(enrollment_id)
        tally = ProgressTally(shape, stored, imported=self._imported)
        for position, row in rows:
            self.outcomes.append(self._take(position, row, enrollment, tally))
        if tally.span is not None:
            self._tallies.append((enrollment, tally, tally.span))

    def _take(
        self, position: int, row: ProgressRow, enrollment: Enrollment, tally: ProgressTally
    ) -> RowOutcome:
        refusal = row_refusal(row, tally.shape)
        if refusal is None and tally.repeats(row):
            return applied(position, enrollment.id, outcome="unchanged")
        if refusal is None:
            refusal = self._too_late(row) or self._closed(enrollment)
        if refusal is not None:
            return refused(position, refusal, enrollment.id)
        notes: dict[str, bool] = {}
        if row.score is not None and row.lesson_id not in tally.shape.quizzes:
            notes["score_ignored"] = True
        if self._predates(row, enrollment):
            notes["before_enrolled"] = True
        change = tally.add(row, row.at or self._uow.now)
        return applied(position, enrollment.id, outcome=change, **notes)

    def _too_late(self, row: ProgressRow) -> Rejected | None:
        """Why a time cannot be; clocks and zones may be a day apart."""
        if row.at is None or row.at <= self._uow.now + A_DAY:
            return None
        return Invalid("progress.in_the_future", field="at", at=format_time(row.at))

    def _predates(self, row: ProgressRow, enrollment: Enrollment) -> bool:
        """Whether a row tells of a time at which its learner was not enrolled yet."""
        early = row.at is not None and row.at < enrollment.enrolled_at
        return early and enrollment.id not in self._standing

    def _closed(self, enrollment: Enrollment) -> Rejected | None:
        """Why nothing new is recorded; files may tell the past of whoever they said has left."""
        if enrollment.status in ("active", "completed") or enrollment.id in self._standing:
            return None
        return Rejected("progress.not_open", status=enrollment.status)

    def save(self) -> Outcome:
        """Save what the tallies come to, with events, completions and promotions."""
        uow, now = self._uow, self._uow.now
        new = sum(enrollment.id not in self._stored for enrollment, _, _ in self._tallies)
        ids = iter(uow.take_ids(Progress, new) if new else ())
        rows: list[Entity] = []
        for enrollment, tally, span in self._tallies:
            stored = self._stored.get(enrollment.id)
            if stored is None:
                row = tally.progress(next(ids), enrollment.id, now)
            else:
                row = tally.updated(stored, now)
            rows.append(row)
            self._settle(enrollment, tally, span, row.total_lessons)
        uow.save_all(rows)
        promoted = self._completions.save()
        self.outcomes.sort(key=lambda outcome: outcome.position)
        completed = [row.id for row in self._completions.completed]
        return Outcome(
            rows=tuple(self.outcomes), data={"completed": completed, **promoted_data(promoted)}
        )

    def _settle(self, enrollment: Enrollment, tally: ProgressTally, span: Span, total: int) -> None:
        completions = self._completions
        if enrollment.id in self._standing:
            after = completions.keep_status(enrollment, enrollment, tally.done, total)
        else:
            visited = accessed(enrollment, *span)
            after = completions.settle(enrollment, visited, tally.done, total)
        self._tell(after, tally)

    def _tell(self, enrollment: Enrollment, tally: ProgressTally) -> None:
        learned = tuple(sorted({*tally.newly, *tally.scored}))
        changes = self._completions.changes
        if learned:
            changes.tell(
                ProgressUpdated(
                    entity_id=enrollment.id,
                    student_id=enrollment.student_id,
                    course_id=enrollment.course_id,
                    lesson_ids=learned,
                    completion_percentage=float(enrollment.completion_percentage),
                )
            )
        for module_id in tally.new_modules():
            changes.tell(
                ModuleCompleted(
                    entity_id=enrollment.id,
                    student_id=enrollment.student_id,
                    course_id=enrollment.course_id,
                    module_id=module_id,
                )
            )


def record_progress(command: RecordProgress, uow: UnitOfWork) -> Outcome:
    """Record lessons as done, all rows of an enrollment at once.

    A row's data: ``{"outcome": "added" | "updated" | "unchanged"}`` (added: nothing was recorded
    of the lesson before); with ``"score_ignored": True`` for a score on a lesson that is no quiz,
    ``"before_enrolled": True`` for a time before the enrollment, before which nobody completes.
    The outcome's data: ``{"completed": [enrollment ids], "promoted": [...]}``.
    """
    groups: dict[int, Numbered] = {}
    for numbered in enumerate(command.rows):
        groups.setdefault(numbered[1].enrollment_id, []).append(numbered)
    recording = _Recording(uow, list(groups), imported=command.imported)
    for enrollment_id, rows in groups.items():
        recording.record(enrollment_id, rows)
    return recording.save()


USE_CASES: dict[type[Command], UseCase] = {
    RecordProgress: record_progress,
    RefreshTotals: refresh_totals,
}
