"""What charts are drawn from: enrollments counted by day, course and status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.dataclass import dataclass

CourseIds = tuple[int, ...] | None
"""Which courses are counted; None: all that are not deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseName:
    """A course that is not deleted, and who teaches it."""

    id: int
    title: str
    status: str
    instructor_id: int
    instructor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseCount:
    """Live enrollments of one course: by status, and of those completed with both times how many
    and how many days they took together.
    """

    course_id: int
    statuses: Mapping[str, int]
    timed: int
    days: float

    @property
    def enrolled(self) -> int:
        """All of them, whatever their status."""
        return sum(self.statuses.values())


class Series(Protocol):
    """Counts live enrollments: those whose course and student are not deleted. Days are of UTC."""

    def courses(self, instructor_id: int | None) -> Sequence[CourseName]:
        """Courses in the order of their titles; an instructor's own where one is told."""
        ...

    def edges(self, courses: CourseIds) -> tuple[str, str] | None:
        """The first and the last day on which anybody enrolled."""
        ...

    def days(self, courses: CourseIds, first: str, last: str) -> Mapping[str, int]:
        """New enrollments by day, from *first* to *last*, both included, without the zeros."""
        ...

    def counts(self, courses: CourseIds) -> Sequence[CourseCount]:
        """Every course's enrollments of all times, from the running counts."""
        ...

    def counts_between(self, courses: CourseIds, first: str, last: str) -> Sequence[CourseCount]:
        """The same of those who enrolled from *first* to *last*, both included."""
        ...

    def counts_at(self, courses: CourseIds, day: str) -> tuple[int, int, float]:
        """As the day began: enrolled until then, completed until then, and their days together."""
        ...

    def learners(self, courses: CourseIds, before: str | None = None) -> int:
        """Students with an enrollment, at all or made before a day."""
        ...

    def students(self, before: str | None = None) -> int:
        """Active student accounts, all or those made before a day."""
        ...

    def instructors(self) -> int:
        """Active instructor accounts."""
        ...

    def failures(self, user_id: int | None) -> tuple[int, int]:
        """Failed workflow executions and failed events, of one user where told."""
        ...
