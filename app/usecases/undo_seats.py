"""Seats hold after an undo: nobody gets one back that somebody else took meanwhile."""

from __future__ import annotations

from collections import Counter

from app.domain.entities import Course, Enrollment, EnrollmentHistory
from app.domain.entities.enrollments import HOLDS_A_SEAT
from app.domain.errors import Rejected
from app.domain.journal import JournalEntry
from app.ports.storage import UnitOfWork
from app.usecases.undo_plan import Plan


def check_seats(plan: Plan, entry: JournalEntry, uow: UnitOfWork) -> None:
    """Raise ``undo.course_full`` where the undo would overfill a course.

    To be called when the rows are saved. A course that an import had filled beyond its limit may
    be as full again as it was: what counts is whether anyone took a seat since *entry*.
    """
    pressed = _pressed(plan)
    if not pressed:
        return
    touched = {row.id for pair in plan.moves() for row in pair if isinstance(row, Enrollment)}
    for course in uow.get_many(Course, pressed).values():
        if course.max_students is None:
            continue
        held = uow.count(Enrollment, course_id=course.id, status=sorted(HOLDS_A_SEAT))
        if held > course.max_students and _taken_since(course, touched, entry, uow):
            raise Rejected("undo.course_full", key=course.id, held=held, limit=course.max_students)


def _pressed(plan: Plan) -> set[int]:
    """The courses in which the undo takes seats or lowers their number."""
    taken: Counter[int] = Counter()
    lowered: set[int] = set()
    for before, after in plan.moves():
        if isinstance(before, Enrollment):
            taken[before.course_id] -= before.status in HOLDS_A_SEAT
        if isinstance(after, Enrollment):
            taken[after.course_id] += after.status in HOLDS_A_SEAT
        if isinstance(before, Course) and isinstance(after, Course):
            limit = after.max_students
            if limit is not None and (before.max_students is None or limit < before.max_students):
                lowered.add(after.id)
    return lowered | {course_id for course_id, seats in taken.items() if seats > 0}


def _taken_since(course: Course, touched: set[int], entry: JournalEntry, uow: UnitOfWork) -> bool:
    """Whether an enrollment that the undo does not touch has a seat it did not have at *entry*.

    Its first change of status since tells what it was then. One that was undone and redone since
    was not there for a while (it came back with a history row without a previous status), so it
    counts as new.
    """
    seated = uow.find(Enrollment, course_id=course.id, status=sorted(HOLDS_A_SEAT))
    others = [row.id for row in seated if row.id not in touched]
    written = [one.key for one in entry.images if one.table == EnrollmentHistory.TABLE]
    newest = max((key for key in written if isinstance(key, int)), default=None)
    known: set[int] = set()
    for row in uow.find(EnrollmentHistory, enrollment_id=others):
        if row.created_at < entry.at if newest is None else row.id <= newest:
            continue
        first = row.enrollment_id not in known
        known.add(row.enrollment_id)
        if row.previous_status is None or (first and row.previous_status not in HOLDS_A_SEAT):
            return True
    return False
