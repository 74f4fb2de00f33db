"""What the first screen asks of a workspace, in a few quick questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from app.domain.dataclass import dataclass

MOST_TO_CERTIFY = 1_000
"""People to certify are counted so far: it is a list to work off, not a statistic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseState:
    """A course that is not deleted, as far as it may need somebody. `waiting` are for a seat."""

    id: int
    title: str
    status: str
    lessons: int
    learners: int
    completed: int
    waiting: int
    places_left: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A course or lesson that was changed lately."""

    kind: Literal["course", "lesson"]
    id: int
    course_id: int
    title: str
    course: str
    lesson_type: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The workspace on this computer: its folder, bytes used, when it was copied last."""

    folder: Path
    database_bytes: int
    backup_at: datetime | None
    backups: int


class HomeReader(Protocol):
    """Reads what the first screen shows. *own* is an instructor whose courses alone count."""

    def name(self, user_id: int | None) -> str:
        """What to call a person: the first name, else the username."""
        ...

    def courses(self, own: int | None) -> Sequence[CourseState]:
        """Every course, in the order of their titles."""
        ...

    def students(self) -> int:
        """Active student accounts."""
        ...

    def learners(self, own: int) -> int:
        """Students enrolled in an instructor's courses; not quick where there are many."""
        ...

    def people(self) -> int:
        """Active accounts of any role."""
        ...

    def enrolled(self, own: int | None, first: str, last: str) -> int:
        """New enrollments on the days from *first* to *last*, both included."""
        ...

    def edited(self, own: int | None, limit: int) -> Sequence[Edited]:
        """What was changed last, newest first."""
        ...

    def failures(self, own: int | None) -> tuple[int, int]:
        """Failed workflow executions and failed events."""
        ...

    def to_certify(self, own: int | None) -> int:
        """Completed enrollments without a certificate, up to `MOST_TO_CERTIFY`; not quick."""
        ...
