"""Waiting for a seat, and getting one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from app.domain.enrollment_states import student_refusal
from app.domain.entities import Course, Enrollment, User, WaitingEntry
from app.ports.storage import UnitOfWork
from app.usecases.enrollments_changes import EnrollmentChanges
from app.usecases.enrollments_entry import enter, return_to
from app.usecases.enrollments_seats import free_seats

_TICK = timedelta(microseconds=1)
FROM_THE_LIST = "from the waiting list"
"""The reason in the history of those who were promoted."""


class WaitingLists:
    """The waiting lists of *course_ids*, as a command reads and changes them."""

    def __init__(self, uow: UnitOfWork, course_ids: Collection[int]) -> None:
        self._uow = uow
        self._lists: dict[int, dict[int, WaitingEntry]] = {}
        self._new: list[WaitingEntry] = []
        self._gone: list[tuple[int, int]] = []
        for entry in _in_order(uow.find(WaitingEntry, course_id=sorted(course_ids))):
            self._lists.setdefault(entry.course_id, {})[entry.student_id] = entry

    def waits(self, course_id: int, student_id: int) -> bool:
        """Whether the student waits for the course."""
        return student_id in self._lists.get(course_id, ())

    def any(self, course_id: int) -> bool:
        """Whether anyone waits for the course."""
        return bool(self._lists.get(course_id))

    def place(self, course_id: int, student_id: int) -> int:
        """The student's place on the list, from 1."""
        return list(self._lists[course_id]).index(student_id) + 1

    def append(self, course_id: int, student_id: int) -> int:
        """Put a student at the end of the list; their place.

        Those who ask at the same time are told apart by a microsecond, so that the order in which
        they were asked for stands.
        """
        waiting = self._lists.setdefault(course_id, {})
        asked_at = self._uow.now
        if waiting:
            asked_at = max(asked_at, next(reversed(waiting.values())).asked_at + _TICK)
        entry = WaitingEntry(course_id=course_id, student_id=student_id, asked_at=asked_at)
        waiting[student_id] = entry
        self._new.append(entry)
        return len(waiting)

    def remove(self, course_id: int, student_id: int) -> None:
        """Take a student off the list, who may not be on it."""
        if self._lists.get(course_id, {}).pop(student_id, None) is not None:
            self._gone.append((course_id, student_id))

    def save(self) -> None:
        """Hand the changes to the unit of work."""
        if self._gone:
            self._uow.delete_all(WaitingEntry, self._gone)
        if self._new:
            self._uow.save_all(self._new)


def promote_waiting(
    uow: UnitOfWork, course: Course, asked: Mapping[int, Enrollment] | None = None
) -> list[Enrollment]:
    """Give *course*'s free seats to those who wait, the earliest first; those enrollments.

    To be called in the transaction that freed a seat or raised the limit, after it was saved;
    *course* is the row as saved. Nobody is promoted in an archived or deleted course; someone who
    is not an active student at the moment keeps their place. *asked* are the rows, by student, that
    the same command would have made had there been a seat: who was never in the course gets them.
    """
    if course.is_deleted or course.status == "archived":
        return []
    waiting = _in_order(uow.find(WaitingEntry, course_id=course.id))
    if not waiting:
        return []
    free = free_seats(uow, course)
    if free is not None and free <= 0:
        return []
    student_ids = [entry.student_id for entry in waiting]
    students = uow.get_many(User, student_ids)
    rows = uow.find(Enrollment, course_id=course.id, student_id=student_ids)
    former = {row.student_id: row for row in rows}
    fit = [
        student_id
        for student_id in student_ids
        if student_refusal(students.get(student_id), student_id) is None
        and (student_id not in former or former[student_id].status == "dropped")
    ]
    chosen = fit if free is None else fit[:free]
    return _admit(uow, course, chosen, former, asked or {})


def promote_all(uow: UnitOfWork, courses: Iterable[Course]) -> list[Enrollment]:
    """`promote_waiting` for each of *courses*."""
    return [row for course in courses for row in promote_waiting(uow, course)]


def _admit(
    uow: UnitOfWork,
    course: Course,
    student_ids: list[int],
    former: Mapping[int, Enrollment],
    asked: Mapping[int, Enrollment],
) -> list[Enrollment]:
    if not student_ids:
        return []
    lacking = sum(one not in former and one not in asked for one in student_ids)
    ids = iter(uow.take_ids(Enrollment, lacking) if lacking else ())
    changes = EnrollmentChanges(uow)
    promoted: list[Enrollment] = []
    for student_id in student_ids:
        if student_id in former:
            row = return_to(changes, former[student_id], uow.now, FROM_THE_LIST)
        else:
            row = asked.get(student_id) or Enrollment(
                id=next(ids),
                student_id=student_id,
                course_id=course.id,
                enrolled_at=uow.now,
                created_at=uow.now,
            )
            enter(changes, row, FROM_THE_LIST)
        promoted.append(row)
    uow.delete_all(WaitingEntry, [(course.id, student_id) for student_id in student_ids])
    changes.save()
    return promoted


def _in_order(entries: list[WaitingEntry]) -> list[WaitingEntry]:
    return sorted(entries, key=lambda entry: (entry.asked_at, entry.student_id))
