"""Seats: how many of a course are free while a command takes and frees them."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.entities import Course, Enrollment
from app.domain.entities.enrollments import HOLDS_A_SEAT
from app.ports.storage import UnitOfWork


class Seats:
    """The seats of *courses*; a course without a limit always has one."""

    def __init__(self, uow: UnitOfWork, courses: Iterable[Course]) -> None:
        self._free = {course.id: free_seats(uow, course) for course in courses}
        self.freed: set[int] = set()
        """Courses with a limit in which a seat was freed since."""

    def any(self, course_id: int) -> bool:
        """Whether the course has a free seat."""
        free = self._free[course_id]
        return free is None or free > 0

    def moved(self, course_id: int, before: str | None, after: str) -> None:
        """Count an enrollment's move from one status (None: it was not there) to another."""
        free = self._free[course_id]
        change = (before in HOLDS_A_SEAT) - (after in HOLDS_A_SEAT)
        if free is None or change == 0:
            return
        self._free[course_id] = free + change
        if change > 0:
            self.freed.add(course_id)


def free_seats(uow: UnitOfWork, course: Course) -> int | None:
    """How many seats are free; None without a limit, below 0 where an import exceeded it."""
    if course.max_students is None:
        return None
    held = uow.count(Enrollment, course_id=course.id, status=sorted(HOLDS_A_SEAT))
    return course.max_students - held
