"""The rows behind a figure: filters under which a list holds exactly those that it counts."""

from __future__ import annotations

from app.ports.grid import Filter
from app.queries.analytics import Board
from app.queries.analytics_spans import Span


def enrollments(
    board: Board,
    *,
    span: Span | None = None,
    status: str | None = None,
    course_id: int | None = None,
    ever: bool = False,
) -> tuple[Filter, ...]:
    """Of the list of enrollments: those of the board's period and courses, narrowed further.

    *ever* leaves the period out, for figures that are of all times.
    """
    made = list(_courses(board, course_id))
    if status is not None:
        made.append(Filter("status", "is", (status,)))
    chosen = span or (None if ever else board.asked.span)
    if chosen is not None:
        made.append(Filter("enrolled", "at_least", (chosen.first.isoformat(),)))
        made.append(Filter("enrolled", "at_most", (chosen.last.isoformat(),)))
    return tuple(made)


def _courses(board: Board, course_id: int | None) -> tuple[Filter, ...]:
    wanted = board.asked.courses if course_id is None else (course_id,)
    titles = tuple(dict.fromkeys(one.title for one in board.choices if one.id in wanted))
    return (Filter("course", "is", titles),) if titles else ()
