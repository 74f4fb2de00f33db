"""Finding whom to remind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.domain.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleLearner:
    """An active enrollment that has not been opened since `since`."""

    enrollment_id: int
    student_id: int
    course_id: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IdlePage:
    """The idle ones among some enrollments, by id, and the last id that was looked at.

    `last_id` is None where there was nothing more to look at.
    """

    idle: Sequence[IdleLearner] = ()
    last_id: int | None = None


class Attention(Protocol):
    """Finds what has been left lying."""

    def idle_learners(self, before: datetime, after_id: int, count: int) -> IdlePage:
        """Active enrollments last opened (or, never opened, begun) before *before*.

        Of published, undeleted courses and active, undeleted students; without those reminded
        since they were last opened. Looks at the next *count* enrollments above *after_id*.
        """
        ...
