"""Settling, and the steps that lead to it."""

from dataclasses import replace
from functools import partial

import pytest

from app.domain import commands as c
from app.domain.canonical import image
from app.domain.entities import AuditRecord, Course, CourseSettings, Entity, LessonBody, User
from app.domain.errors import EnvironmentFault
from app.domain.outcomes import Conflict, Outcome
from app.ports.replica import Ack, Page, ServerRow
from app.sync import rounds
from app.sync.rebase import settle
from app.sync.rounds import advance
from app.sync.sealing import arrange
from tests.support.memory import (
    course,
    course_settings,
    empty_body,
    instructor,
    lesson,
    module,
    person,
)
from tests.support.sync import Desk, Script, make_desk, waiting

OFFICE = person(1, role="admin", username="office")
TEACHER = instructor(2, email="t@example.org", username="teacher")
COURSE = course(1, 2, title="Algebra")


def _row(entity: Entity) -> ServerRow:
    return ServerRow(entity.TABLE, entity.key, image(entity))


def _retitle(base: str, value: str) -> c.EditCourse:
    return c.EditCourse(course_id=1, changes=(c.Change("title", base, value),))


def _advance(desk: Desk, link: Script, until: rounds.Step) -> None:
    for _ in range(20):
        if advance(desk.replica, link, desk.run, device="desk") == until:
            return
    pytest.fail(f"never {until}")


@pytest.fixture
def desk() -> Desk:
    return make_desk(OFFICE, TEACHER, COURSE, course_settings(1))


def test_a_refused_command_leaves_no_trace(desk: Desk) -> None:
    desk.do(c.CreateCourse(course_id=9, title="Botany", instructor_id=2), "a")
    desk.do(c.ArchiveCourse(course_id=1), "b")
    link = Script()
    _advance(desk, link, "pushed")
    link.say(
        acks=[
            Ack(op_no=1, command_id="a", kind="rejected", reason="course.bad_instructor"),
            Ack(op_no=2, command_id="b", kind="rejected", reason="course.wrong_status"),
        ]
    )
    _advance(desk, link, "settled")
    assert desk.bench.find(Course) == [COURSE]
    assert [row.course_id for row in desk.bench.find(CourseSettings)] == [1]
    assert desk.bench.find(AuditRecord) == []
    assert desk.replica.pending() == []
    assert desk.replica.sealed() == []
    assert [entry.state for entry in desk.bench.store.journal()] == ["rejected", "rejected"]


def test_what_waits_is_put_on_top_of_the_servers_rows(desk: Desk) -> None:
    desk.do(_retitle("Algebra", "Mine"), "a")
    link = Script()
    link.say(_row(replace(COURSE, category="Maths")))
    desk.replica.stage(link.pages[0])
    settle(desk.replica, desk.run)
    merged = desk.bench.get(Course, 1)
    assert (merged.title, merged.category) == ("Mine", "Maths")
    assert desk.replica.pending() == [waiting(_retitle("Algebra", "Mine"), "a")]


def test_a_command_that_cannot_run_now_keeps_its_place_and_is_sent(desk: Desk) -> None:
    desk.do(c.AddModule(module_id=5, course_id=1, title="One"), "a")
    desk.do(_retitle("Algebra", "Mine"), "b")
    link = Script()
    link.say(_row(replace(COURSE, is_deleted=True)))
    _advance(desk, link, "pushed")
    assert [op.command_id for op in link.ops] == ["a", "b"]
    link.say(acks=[Ack(op_no=1, command_id="a", kind="rejected", reason="course.deleted")])
    desk.do(c.AddModule(module_id=6, course_id=1, title="Two"), "c")
    link.say(acks=[Ack(op_no=2, command_id="b", kind="rejected", reason="course.deleted")])
    _advance(desk, link, "settled")
    (left,) = desk.replica.pending()
    assert (left.command_id, left.refusal and left.refusal.reason) == ("c", "course.deleted")


def test_a_refusal_is_lifted_once_the_command_runs_again(desk: Desk) -> None:
    desk.do(_retitle("Algebra", "Mine"), "a")
    for deleted in (True, False):
        row = replace(COURSE, is_deleted=deleted)
        cursor = desk.replica.cursor()
        desk.replica.stage(Page(after=cursor, cursor=cursor + 1, rows=(_row(row),)))
        settle(desk.replica, desk.run)
        (entry,) = desk.replica.pending()
        assert (entry.refusal is not None) is deleted
    assert desk.bench.get(Course, 1).title == "Mine"


def test_pages_wait_until_the_last_op_of_the_round_is_answered(desk: Desk) -> None:
    desk.do(_retitle("Algebra", "Mine"), "a")
    link = Script()
    _advance(desk, link, "pushed")
    link.say(_row(replace(COURSE, category="Maths")))
    assert advance(desk.replica, link, desk.run, device="desk") == "pulled"
    assert advance(desk.replica, link, desk.run, device="desk") == "waiting"
    assert desk.bench.get(Course, 1).category is None
    lost = Conflict(
        table="courses", key=1, column="title", base="Algebra", mine="Mine", theirs="Theirs"
    )
    theirs = replace(COURSE, title="Theirs", category="Maths")
    answer = Ack(op_no=1, command_id="a", kind="conflict", outcome=Outcome(conflicts=(lost,)))
    link.say(_row(theirs), acks=[answer])
    _advance(desk, link, "settled")
    assert desk.bench.get(Course, 1) == theirs
    assert desk.bench.store.conflicts() == [lost]
    assert desk.replica.answers() == {"a": answer}
    assert advance(desk.replica, link, desk.run, device="desk") == "idle"


def test_commands_for_the_server_alone_wait_through_a_settling(desk: Desk) -> None:
    entry = waiting(c.ChangeEmail(user_id=2, base="t@example.org", email="n@example.org"))
    desk.replica.add_pending(entry)
    settle(desk.replica, desk.run)
    assert desk.replica.pending() == [entry]
    assert desk.bench.get(User, 2).email == "t@example.org"


def test_with_very_many_waiting_the_rest_is_sent_before_anything_settles(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "RUN_AGAIN_MOST", 2)
    link = Script()
    link.say(_row(person(3)))
    _advance(desk, link, "pulled")
    for number in range(3):
        desk.do(c.AddModule(module_id=5 + number, course_id=1, title="x"), f"c{number}")
    assert advance(desk.replica, link, desk.run, device="desk") == "sealed"
    assert advance(desk.replica, link, desk.run, device="desk") == "pushed"
    assert len(link.ops) == 3


def test_further_pages_are_fetched_before_settling(desk: Desk) -> None:
    link = Script()
    link.say(_row(replace(COURSE, title="Half")), more=True)
    link.say(_row(replace(COURSE, title="Whole")))
    steps = [advance(desk.replica, link, desk.run, device="desk") for _ in range(4)]
    assert steps == ["pulled", "pulled", "settled", "idle"]
    assert desk.bench.get(Course, 1).title == "Whole"


def test_a_page_that_is_said_to_follow_and_does_not_come_holds_nothing_up(desk: Desk) -> None:
    link = Script()
    link.say(_row(replace(COURSE, title="Half")), more=True)
    steps = [advance(desk.replica, link, desk.run, device="desk") for _ in range(3)]
    assert steps == ["pulled", "settled", "idle"]


def test_sealing_folds_and_shows_the_same_rows() -> None:
    chapter = module(1, 1)
    desk = make_desk(TEACHER, COURSE, chapter, empty_body(), lesson(1, chapter))
    empty = lesson(1, chapter).body_sha256
    first = c.EditLesson(lesson_id=1, body=c.BodyChange(base_sha256=empty, text="One."))
    name = str(desk.do(first, "a").data["body_sha256"])
    second = c.EditLesson(lesson_id=1, body=c.BodyChange(base_sha256=name, text="One. Two."))
    desk.do(second, "b")
    before = desk.bench.get(type(lesson(1, chapter)), 1)
    rounds.cut(desk.replica, desk.run, device="desk")
    (op,) = desk.replica.sealed()
    assert (op.command_id, op.command.body["body"]["base_sha256"]) == ("b", empty)
    assert desk.bench.get(type(before), 1) == before
    assert [entry.op_no for entry in desk.replica.pending()] == [1]


def test_a_text_that_is_only_here_travels_until_the_server_has_it() -> None:
    chapter = module(1, 1)
    desk = make_desk(TEACHER, COURSE, chapter, empty_body(), lesson(1, chapter))
    edit = c.EditLesson(
        lesson_id=1,
        body=c.BodyChange(base_sha256=lesson(1, chapter).body_sha256, text="One."),
    )
    name = str(desk.do(edit, "a").data["body_sha256"])
    assert desk.replica.unknown_bodies({name, "nowhere"}) == {name: "One."}
    settle(desk.replica, desk.run)
    body = desk.bench.get(LessonBody, name)
    assert desk.replica.unknown_bodies({name}) == {name: "One."}
    desk.replica.write_rows([_row(body)])
    assert desk.replica.unknown_bodies({name}) == {}


def test_a_lost_server_changes_nothing(desk: Desk) -> None:
    class Gone(Script):
        def received(self) -> int:
            raise EnvironmentFault("sync.lost")

    desk.do(_retitle("Algebra", "Mine"), "a")
    assert advance(desk.replica, Gone(), desk.run, device="desk") == "sealed"
    sealed = desk.replica.sealed()
    with pytest.raises(EnvironmentFault):
        advance(desk.replica, Gone(), desk.run, device="desk")
    assert desk.replica.sealed() == sealed


def test_a_command_too_large_to_send_is_kept_marked_and_stops_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(_retitle("Algebra", "M" * 200), "a")
    desk.do(c.ArchiveCourse(course_id=1), "b")
    monkeypatch.setattr(rounds, "arrange", partial(arrange, limit=150))
    link = Script()
    _advance(desk, link, "pushed")
    assert [op.command_id for op in link.ops] == ["b"]
    large, _ = desk.replica.pending()
    assert large.refusal is not None
    assert large.refusal.reason == "sync.too_large"
    assert desk.bench.get(Course, 1).title == "Algebra"
