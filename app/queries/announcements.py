"""What writing an announcement needs to know."""

from __future__ import annotations

from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.domain.entities import Announcement, Course, Enrollment
from app.ports.storage import Rows
from app.queries.home import own_courses


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A course that may be told something, and how many active learners that reaches."""

    course_id: int
    title: str
    learners: int


def audiences(rows: Rows, actor: Actor) -> tuple[Audience, ...]:
    """The courses that *actor* may announce in, by title; archived ones come last."""
    own = own_courses(actor)
    equal = {} if own is None else {"instructor_id": own}
    courses = rows.find(Course, is_deleted=False, **equal)
    courses.sort(key=lambda one: (one.status == "archived", one.title.casefold()))
    return tuple(
        Audience(
            course_id=one.id,
            title=one.title,
            learners=rows.count(Enrollment, course_id=one.id, status="active"),
        )
        for one in courses
    )


def announcement(rows: Rows, announcement_id: int) -> tuple[Announcement, str]:
    """An announcement and its course's title; raises `NotFound`."""
    row = rows.get(Announcement, announcement_id)
    return row, rows.get(Course, row.course_id).title
