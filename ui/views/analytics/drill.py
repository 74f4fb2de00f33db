"""Where a figure's rows are: a screen, and what the way there carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import timedelta
from typing import Any

from app.domain.dataclass import dataclass
from app.domain.metrics import utc_day
from app.ports.grid import Filter
from app.queries.analytics import Board
from app.queries.analytics_rows import enrollments
from app.queries.grid_search import line


@dataclass(frozen=True, slots=True)
class Way:
    """A screen with its filters."""

    place: str
    params: Mapping[str, Any] = field(default_factory=dict[str, Any])


def way(place: str, *filters: Filter, **more: Any) -> Way:
    """A way to a list of a screen, with the filters as the line that one would type there."""
    return Way(place, {"search": line(filters, ()), **more})


def behind_metric(name: str, board: Board) -> Way:
    """The rows behind one of the twelve, which are of all times."""
    at = utc_day(board.at)
    monday = at - timedelta(days=at.weekday())
    ways = {
        "total_students": _learners(board),
        "total_instructors": way(
            "people", Filter("role", "is", ("instructor",)), Filter("state", "is", ("active",))
        ),
        "total_courses_published": way("courses", Filter("status", "is", ("published",))),
        "new_enrollments_daily": _since(board, at.isoformat()),
        "new_enrollments_weekly": _since(board, monday.isoformat()),
        "new_enrollments_monthly": _since(board, at.replace(day=1).isoformat()),
        "course_completion_rate": way(
            "enrollments", *enrollments(board, status="completed", ever=True)
        ),
        "avg_time_to_complete": way(
            "enrollments", *enrollments(board, status="completed", ever=True)
        ),
        "popular_courses": way("courses"),
        "avg_courses_per_student": way("enrollments", *enrollments(board, ever=True)),
        "failed_workflows": way("activity", Filter("status", "is", ("failed",)), tab="workflows"),
        "failed_events": way("activity", Filter("status", "is", ("failed",)), tab="events"),
    }
    return ways[name]


def _learners(board: Board) -> Way:
    """Student accounts; of chosen courses, who is enrolled there."""
    if board.asked.courses:
        return way("enrollments", *enrollments(board, ever=True))
    return way("people", Filter("role", "is", ("student",)), Filter("state", "is", ("active",)))


def _since(board: Board, day: str) -> Way:
    return way(
        "enrollments", *enrollments(board, ever=True), Filter("enrolled", "at_least", (day,))
    )
