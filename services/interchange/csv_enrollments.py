"""Reading ``enrollments.csv``: email, course, and what another system knows of the enrollment."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from app.domain.commands import EnrollmentRecord, ImportEnrollments
from app.domain.enrollment_records import check_order
from app.domain.entities import Enrollment
from app.domain.errors import Rejected
from app.ports.storage import Rows
from app.usecases.enrollments_values import value_refusal
from services.interchange.csv_cells import Cells, amounts, choices, times
from services.interchange.csv_lookups import Courses, People
from services.interchange.csv_plan import Step, TablePlan
from services.interchange.csv_table import TableFile, TableForm
from services.interchange.matching import Allocate

ENROLLMENTS = TableForm(
    "enrollments",
    ("email", "course"),
    (
        "status",
        "enrolled_at",
        "started_at",
        "completed_at",
        "dropped_at",
        "payment_status",
        "payment_amount",
        "enrollment_source",
    ),
)
STATUSES = ("active", "completed", "dropped", "suspended")
PAYMENT_STATUSES = ("pending", "completed", "refunded")
_MOST = Decimal("99999999.99")
DATES = ENROLLMENTS.optional[1:5]


def plan_enrollments(file: TableFile, rows: Rows, allocate: Allocate) -> TablePlan:
    """Commands that add or update the enrollments of *file*, at most 1,000 a command."""
    reading = _Reading(rows, allocate)
    for numbers, records in file.chunks(reading.plan.reject):
        reading.take(numbers, [file.header.pick([*record, ""]) for record in records])
    return reading.plan


class _Reading:
    def __init__(self, rows: Rows, allocate: Allocate) -> None:
        self._allocate = allocate
        self._people = People(rows)
        self._courses = Courses(rows)
        self._first: dict[tuple[int, int], int] = {}
        self._cells: tuple[Cells[Any], ...] = (
            choices("status", STATUSES),
            *(times(column) for column in DATES),
            choices("payment_status", PAYMENT_STATUSES),
            amounts("payment_amount", f"an amount from 0 to {_MOST}", _MOST),
        )
        self.plan = TablePlan()

    def take(self, numbers: Sequence[int], records: Sequence[tuple[str, ...]]) -> None:
        """One chunk of records, with their numbers, cells in the form's order."""
        self._people.learn(record[0] for record in records)
        self._courses.learn(record[1] for record in records)
        ids = iter(self._allocate(Enrollment, len(records)) if records else ())
        made: list[EnrollmentRecord] = []
        made_of: list[int] = []
        for number, record in zip(numbers, records, strict=True):
            try:
                made.append(self._record(number, record, ids))
            except Rejected as fault:
                self.plan.reject(number, fault)
            else:
                made_of.append(number)
        if made:
            self.plan.steps.append(Step(ImportEnrollments(rows=tuple(made)), made_of))

    def _record(self, number: int, record: tuple[str, ...], ids: Any) -> EnrollmentRecord:
        email, course, status, enrolled, started, completed, dropped, paid, amount, source = record
        cells = self._cells
        made = EnrollmentRecord(
            enrollment_id=next(ids),
            student_id=self._people[email],
            course_id=self._courses[course],
            status=cells[0][status],
            enrolled_at=cells[1][enrolled],
            started_at=cells[2][started],
            completed_at=cells[3][completed],
            dropped_at=cells[4][dropped],
            payment_status=cells[5][paid],
            payment_amount=cells[6][amount],
            enrollment_source=source or None,
        )
        _check(made)
        # Last: a row that is bad for another reason says that, and stands in nobody's way.
        first = self._first.setdefault((made.student_id, made.course_id), number)
        if first != number:
            raise Rejected("row.repeated", first=first, what="person and course")
        return made


def _check(record: EnrollmentRecord) -> None:
    """Raise what its command would refuse the record for, whatever is stored."""
    refusal = value_refusal(record.payment_amount, record.enrollment_source)
    if refusal is not None:
        raise refusal
    if record.completed_at is not None and record.enrolled_at is not None:
        check_order(record.enrolled_at, record.completed_at)
