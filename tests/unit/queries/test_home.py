"""What the first screen tells, from what a reader answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from app.domain.actor import Actor
from app.ports.home import CourseState, Edited, Machine
from app.queries.home import Home, read_home, read_later

AT = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
MACHINE = Machine(folder=Path("w"), database_bytes=1, backup_at=None, backups=0)
ADMIN, TEACHER = Actor(1, "admin"), Actor(7, "instructor")
COURSE = CourseState(
    id=1,
    title="Ethics",
    status="published",
    lessons=3,
    learners=8,
    completed=2,
    waiting=0,
    places_left=None,
)


@dataclass
class Answers:
    """A reader that answers what it was given, and notes whose courses were asked for."""

    states: Sequence[CourseState] = (COURSE,)
    failed: tuple[int, int] = (0, 0)
    members: int = 10
    asked_for: set[int | None] = field(default_factory=set)
    spans: list[tuple[str, str]] = field(default_factory=list)

    def name(self, user_id: int | None) -> str:
        return "Maya"

    def courses(self, own: int | None) -> Sequence[CourseState]:
        self.asked_for.add(own)
        return self.states

    def students(self) -> int:
        return 196

    def learners(self, own: int) -> int:
        self.asked_for.add(own)
        return 42

    def people(self) -> int:
        return self.members

    def enrolled(self, own: int | None, first: str, last: str) -> int:
        self.asked_for.add(own)
        self.spans.append((first, last))
        return len(self.spans)

    def edited(self, own: int | None, limit: int) -> Sequence[Edited]:
        self.asked_for.add(own)
        return ()

    def failures(self, own: int | None) -> tuple[int, int]:
        self.asked_for.add(own)
        return self.failed

    def to_certify(self, own: int | None) -> int:
        self.asked_for.add(own)
        return 5


def home(answers: Answers, actor: Actor = ADMIN) -> Home:
    return read_home(answers, MACHINE, actor, AT)


def tasks(found: Home) -> list[tuple[str, int, str]]:
    return [(one.task, one.count, one.course) for one in found.to_do]


def test_figures_are_sums_over_the_courses() -> None:
    draft = replace(COURSE, id=2, status="draft", learners=2, completed=2)
    found = home(Answers(states=(COURSE, draft)))
    assert (found.courses, found.published) == (2, 1)
    assert (found.enrolled, found.completed, found.rate) == (10, 4, 40.0)
    assert found.learners == 196


def test_seven_days_end_today_and_are_held_against_the_seven_before() -> None:
    answers = Answers()
    found = home(answers)
    assert answers.spans == [("2026-11-17", "2026-11-23"), ("2026-11-10", "2026-11-16")]
    assert (found.recent, found.week_before) == (1, 2)


def test_instructors_are_told_of_their_own_courses() -> None:
    answers = Answers()
    assert home(answers, TEACHER).learners is None
    assert read_later(answers, TEACHER).learners == 42
    assert answers.asked_for == {7}


def test_an_admin_is_told_of_all() -> None:
    answers = Answers()
    home(answers)
    assert read_later(answers, ADMIN).to_certify == 5
    assert answers.asked_for == {None}


def test_what_failed_comes_before_what_waits() -> None:
    waiting = replace(COURSE, waiting=3)
    found = home(Answers(states=(waiting,), failed=(1, 2)))
    assert tasks(found) == [
        ("failed_events", 2, ""),
        ("failed_workflows", 1, ""),
        ("waiting", 3, "Ethics"),
    ]


def test_drafts_with_lessons_are_ready_and_courses_without_are_unfinished() -> None:
    ready = replace(COURSE, id=2, title="Ready", status="draft")
    bare = replace(COURSE, id=3, title="Bare", status="draft", lessons=0)
    shelved = replace(COURSE, id=4, title="Shelved", status="archived", lessons=0)
    found = home(Answers(states=(ready, bare, shelved)))
    assert tasks(found) == [("without_lessons", 1, "Bare"), ("ready", 1, "Ready")]


def test_many_of_a_kind_are_one_line() -> None:
    bare = [replace(COURSE, id=place, lessons=0) for place in range(3)]
    found = home(Answers(states=bare))
    assert tasks(found) == [("without_lessons", 3, "")]


def test_the_busiest_courses_come_first() -> None:
    states = [replace(COURSE, id=place, learners=place) for place in range(8)]
    assert [one.id for one in home(Answers(states=states)).busiest] == [7, 6, 5, 4, 3]


def test_a_workspace_is_empty_until_something_is_made() -> None:
    assert home(Answers(states=(), members=1)).empty
    assert not home(Answers(states=(), members=2)).empty
    assert not home(Answers(members=1)).empty
    assert home(Answers(states=(), members=1)).rate is None
