"""Bringing in enrollments that another system or a file knows."""

from __future__ import annotations

from decimal import Decimal

from app.domain.commands import EnrollmentRecord, ImportEnrollments
from app.domain.completion import NOTHING_DONE
from app.domain.enrollment_records import IMPORTED_STATUS, new_enrollment, revised
from app.domain.entities import Enrollment, RowState
from app.domain.entities.enrollments import HOLDS_A_SEAT
from app.domain.errors import Rejected
from app.domain.events import EnrollmentCreated
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.storage import UnitOfWork
from app.usecases.completion import percentages_done
from app.usecases.enrollments_admission import Admission, Pair, with_promotions
from app.usecases.enrollments_values import value_refusal
from app.usecases.row_outcomes import applied, refused


class _Import:
    """One command's walk over its records."""

    def __init__(self, command: ImportEnrollments, uow: UnitOfWork) -> None:
        self._uow = uow
        self._admission = Admission(uow, ((row.student_id, row.course_id) for row in command.rows))
        self._found = {row.id for row in self._admission.current.values()}
        self._reopened = self._percentages_if_reopened(command)
        self._marks: list[RowState] = []
        self._seen: set[Pair] = set()

    def take(self, position: int, record: EnrollmentRecord) -> RowOutcome:
        """Add or update one enrollment, or say why not."""
        pair = (record.student_id, record.course_id)
        if pair in self._seen:
            return refused(position, Rejected("enrollment.repeated"))
        self._seen.add(pair)
        refusal = value_refusal(record.payment_amount, record.enrollment_source)
        if refusal is not None:
            return refused(position, refusal)
        current = self._admission.current.get(pair)
        try:
            if current is not None:
                return self._update(position, record, current)
            if record.status is not None:
                return self._add(position, record)
            return self._enroll(position, record)
        except Rejected as error:
            return refused(position, error, None if current is None else current.id)

    def save(self) -> dict[Pair, Enrollment]:
        """Save everything, and seat those who waited for what was freed; whom it promoted."""
        if self._marks:
            # Read first: the unit of work updates what was read and inserts what was not. Marks
            # go with their row, so a new enrollment has none.
            found = [mark.key for mark in self._marks if mark.subject_id in self._found]
            self._uow.get_many(RowState, found)
            for mark in self._marks:
                self._admission.changes.beside(mark)
        return self._admission.save()

    def _add(self, position: int, record: EnrollmentRecord) -> RowOutcome:
        """Add a row whose status the record gives: it stands, whether there is a seat or not."""
        self._check_addable(record)
        row = new_enrollment(record, self._admission.now)
        self._admission.changes.record(None, row, "imported")
        self._admission.replaced(None, row)
        self._admission.waiting.remove(row.course_id, row.student_id)
        self._mark(row)
        self._tell(row)
        return applied(position, row.id, outcome="added")

    def _enroll(self, position: int, record: EnrollmentRecord) -> RowOutcome:
        """Add a row without a status: active if there is a seat, else on the waiting list."""
        admission, course_id = self._admission, record.course_id
        self._check_addable(record)
        row = new_enrollment(record, admission.now)
        if not admission.has_seat(course_id):
            known = admission.waiting.waits(course_id, record.student_id)
            outcome = "unchanged" if known else "added"
            place = admission.queue(row)
            return applied(position, None, outcome=outcome, waiting=True, place=place)
        admission.changes.record(None, row, "imported")
        admission.replaced(None, row)
        self._tell(row)
        return applied(position, row.id, outcome="added")

    def _update(self, position: int, record: EnrollmentRecord, current: Enrollment) -> RowOutcome:
        admission = self._admission
        reopened = self._reopened.get(current.id, NOTHING_DONE)
        row = revised(current, record, admission.now, reopened)
        if row is current:
            return applied(position, current.id, outcome="unchanged")
        if row.status == current.status:
            admission.changes.put(row)
        else:
            admission.changes.record(current, row, "imported")
            admission.waiting.remove(row.course_id, row.student_id)
        admission.replaced(current, row)
        if record.status is not None:
            self._mark(row)
        return applied(position, row.id, outcome="updated")

    def _check_addable(self, record: EnrollmentRecord) -> None:
        """Raise where the student cannot enter the course.

        A record of the past (completed, dropped) only needs both to exist: archived courses and
        people who left have a history too.
        """
        past = record.status is not None and record.status not in HOLDS_A_SEAT
        for refusal in self._admission.refusals(record.student_id, record.course_id):
            if not (past and refusal.reason in _NO_MATTER_FOR_THE_PAST):
                raise refusal

    def _mark(self, row: Enrollment) -> None:
        self._marks.append(
            RowState(
                subject_table=Enrollment.TABLE,
                subject_id=row.id,
                name=IMPORTED_STATUS,
                value=row.status,
            )
        )

    def _tell(self, row: Enrollment) -> None:
        self._admission.changes.tell(
            EnrollmentCreated(
                entity_id=row.id,
                student_id=row.student_id,
                course_id=row.course_id,
                status=row.status,
            )
        )

    def _percentages_if_reopened(self, command: ImportEnrollments) -> dict[int, Decimal]:
        """What completed enrollments that the command gives another status have really done."""
        current = self._admission.current
        ids = [
            row.id
            for record in command.rows
            if record.status not in (None, "completed")
            and (row := current.get((record.student_id, record.course_id))) is not None
            and row.status == "completed"
        ]
        return percentages_done(self._uow, ids)


_NO_MATTER_FOR_THE_PAST = frozenset({"enrollment.course_archived", "enrollment.student_inactive"})


def import_enrollments(command: ImportEnrollments, uow: UnitOfWork) -> Outcome:
    """Add or update an enrollment a record.

    A row's data: ``{"outcome": "added" | "updated" | "unchanged"}``, with ``"waiting": True,
    "place": n`` where a record without a status met a full course. A record without a status
    leaves the status of an existing enrollment alone. A record that changes nothing writes
    nothing.
    """
    work = _Import(command, uow)
    rows = [work.take(position, record) for position, record in enumerate(command.rows)]
    pairs = [(record.student_id, record.course_id) for record in command.rows]
    return Outcome(rows=with_promotions(rows, pairs, work.save(), "added"))
