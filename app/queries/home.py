"""The first screen: how things stand, what needs somebody, what was worked on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from app.domain.actor import Actor
from app.domain.dataclass import dataclass
from app.domain.metrics import utc_day
from app.ports.home import CourseState, Edited, HomeReader, Machine
from app.queries.analytics_spans import ratio

RECENT = 6
BUSIEST = 5

Task = Literal[
    "drafts",
    "failed_events",
    "failed_workflows",
    "waiting",
    "without_lessons",
    "ready",
    "certify",
]
"""Drafts and people to certify are added by the screen: they are not read with the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """Something that waits for somebody: how many, and of which course where it is one alone."""

    task: Task
    count: int
    course_id: int | None = None
    course: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the first screen shows. `rate` is a percentage, None without enrollments.

    `learners` is None where `read_later` tells it. `recent` and `week_before` are new enrollments
    of the last seven days and of the seven before; `busiest` are courses with most learners.
    """

    name: str
    role: str
    courses: int
    published: int
    people: int
    learners: int | None
    enrolled: int
    completed: int
    rate: float | None
    recent: int
    week_before: int
    to_do: tuple[ToDo, ...]
    busiest: tuple[CourseState, ...]
    edited: tuple[Edited, ...]
    machine: Machine

    @property
    def empty(self) -> bool:
        """Whether nothing has been made yet: no course, and nobody but the first admin."""
        return self.courses == 0 and self.enrolled == 0 and self.people <= 1


def read_home(reader: HomeReader, machine: Machine, actor: Actor, at: datetime) -> Home:
    """The first screen for *actor*; instructors see their own courses."""
    own = own_courses(actor)
    courses = reader.courses(own)
    enrolled = sum(one.learners for one in courses)
    completed = sum(one.completed for one in courses)
    today = utc_day(at)
    days = [(today - timedelta(days=back)).isoformat() for back in (0, 6, 7, 13)]
    return Home(
        name=reader.name(actor.user_id),
        role=actor.role,
        courses=len(courses),
        published=sum(one.status == "published" for one in courses),
        people=reader.people(),
        learners=reader.students() if own is None else None,
        enrolled=enrolled,
        completed=completed,
        rate=ratio(100 * completed, enrolled),
        recent=reader.enrolled(own, days[1], days[0]),
        week_before=reader.enrolled(own, days[3], days[2]),
        to_do=tuple(_to_do(courses, reader.failures(own))),
        busiest=tuple(sorted(courses, key=lambda one: -one.learners)[:BUSIEST]),
        edited=tuple(reader.edited(own, RECENT)),
        machine=machine,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What takes longer to count, and is shown once it is there."""

    learners: int
    to_certify: int


def read_later(reader: HomeReader, actor: Actor) -> Later:
    """What `read_home` leaves out so that the screen is there at once."""
    own = own_courses(actor)
    return Later(
        learners=reader.students() if own is None else reader.learners(own),
        to_certify=reader.to_certify(own),
    )


def own_courses(actor: Actor) -> int | None:
    """The instructor whose courses alone are seen; None for those who see all."""
    return actor.user_id if actor.role == "instructor" else None


def _to_do(courses: Sequence[CourseState], failures: tuple[int, int]) -> list[ToDo]:
    """What waits, most pressing first; people to certify are counted apart."""
    workflows, events = failures
    made: list[ToDo] = []
    if events:
        made.append(ToDo(task="failed_events", count=events))
    if workflows:
        made.append(ToDo(task="failed_workflows", count=workflows))
    made += [_of_course("waiting", one, one.waiting) for one in courses if one.waiting]
    open_courses = [one for one in courses if one.status != "archived"]
    made += _of_courses("without_lessons", [one for one in open_courses if not one.lessons])
    ready = [one for one in courses if one.status == "draft" and one.lessons]
    return made + _of_courses("ready", ready)


def _of_course(task: Task, course: CourseState, count: int) -> ToDo:
    return ToDo(task=task, count=count, course_id=course.id, course=course.title)


def _of_courses(task: Task, courses: Sequence[CourseState]) -> list[ToDo]:
    """One line a course while there are few of them, else one for all."""
    if len(courses) <= 2:
        return [_of_course(task, one, 1) for one in courses]
    return [ToDo(task=task, count=len(courses))]
