"""Taking a user's command before the server has seen it."""

import pytest

from app.domain import commands as c
from app.domain.entities import Course, User
from app.domain.errors import Rejected
from app.sync.submitting import require_sendable, submit
from tests.support.memory import instructor, person
from tests.support.sync import make_desk, waiting


def test_an_optimistic_command_runs_at_once_and_waits_for_its_answer() -> None:
    desk = make_desk(instructor(2))
    entry = waiting(c.CreateCourse(course_id=5, title="Algebra", instructor_id=2))
    outcome = submit(desk.replica, desk.run, entry)
    assert outcome is not None
    assert desk.bench.get(Course, 5).title == "Algebra"
    assert desk.replica.pending() == [entry]


def test_a_command_for_the_server_alone_waits_without_a_trace() -> None:
    desk = make_desk(person(3, email="old@example.org"))
    entry = waiting(c.ChangeEmail(user_id=3, base="old@example.org", email="new@example.org"))
    assert submit(desk.replica, desk.run, entry) is None
    assert desk.bench.get(User, 3).email == "old@example.org"
    assert desk.replica.pending() == [entry]


def test_a_row_that_is_only_a_consequence_here_cannot_be_worked_on() -> None:
    desk = make_desk()
    entry = waiting(c.ChangeEnrollmentStatus(enrollment_ids=(-4,), action="drop"))
    with pytest.raises(Rejected) as caught:
        submit(desk.replica, desk.run, entry)
    assert caught.value.data == {"table": "enrollments", "key": -4}
    assert caught.value.reason == "sync.unconfirmed"
    assert desk.replica.pending() == []


def test_what_could_never_be_sent_is_refused_before_it_is_done() -> None:
    command = c.AddLesson(lesson_id=1, module_id=2, title="x", body="y" * 500)
    with pytest.raises(Rejected, match=r"sync\.too_large"):
        require_sendable(command, limit=300)
    require_sendable(command)
    require_sendable(c.DeletePeople(user_ids=tuple(range(500))), limit=300)
