"""Finding whom to remind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleLearner:
    """An active enrollment that has not been opened since `since`."""

    enrollment_id: int
    student_id: int
    course_id: int
    since: datetime


class Attention(Protocol):
    """Finds what has been left lying."""

    def idle_learners(self, before: datetime, after_id: int, limit: int) -> Sequence[IdleLearner]:
        """Active enrollments last opened (or, never opened, begun) before *before*.

        Of published, undeleted courses and active, undeleted students; without those reminded
        since they were last opened. By enrollment id, above *after_id*, at most *limit*.
        """
        ...
