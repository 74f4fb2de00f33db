"""Judging an op where the truth is."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from app.domain import commands as c
from app.domain.actor import SYSTEM
from app.domain.commands import Command
from app.domain.entities import LessonBody
from app.domain.errors import BadInput, Rejected
from app.domain.outcomes import Outcome, RowOutcome
from app.ports.replica import EncodedCommand, SealedOp
from app.sync.folding import body_sha256
from app.sync.judging import Verdict, judge, keep_sent_bodies
from app.sync.sealing import seal
from app.sync.touches import JOURNAL, RowName
from tests.support.memory import make_bus
from tests.support.sync import sealed_op, waiting

ADD = c.AddModule(module_id=7, course_id=3, title="x")


def _judge(
    op: SealedOp,
    outcome: Outcome | Rejected | None = None,
    lost: dict[RowName, str] | None = None,
    there: Collection[RowName] = (),
) -> Verdict:
    def execute(command: Command, op: SealedOp) -> tuple[Outcome, tuple[()]]:
        if isinstance(outcome, Rejected):
            raise outcome
        return outcome or Outcome(), ()

    return judge(op, lost or {}, execute, lambda names: [one for one in names if one in there])


def test_an_accepted_command_answers_with_its_outcome() -> None:
    outcome = Outcome(data={"id": 7})
    verdict = _judge(sealed_op(ADD), outcome, there=[("ext.modules", 7)])
    assert (verdict.ack.kind, verdict.ack.outcome, verdict.lost) == ("applied", outcome, {})


def test_a_refused_command_answers_with_its_reason_and_loses_what_it_would_have_made() -> None:
    verdict = _judge(sealed_op(ADD), Rejected("course.deleted", course_id=3))
    ack = verdict.ack
    assert (ack.kind, ack.reason, ack.data) == ("rejected", "course.deleted", {"course_id": 3})
    assert verdict.lost == {("ext.modules", 7): "a", (JOURNAL, "a"): "a"}


def test_what_depends_on_a_refused_command_names_the_root() -> None:
    lesson = sealed_op(c.AddLesson(lesson_id=9, module_id=7, title="x"), command_id="b")
    verdict = _judge(lesson, lost={("ext.modules", 7): "root"})
    assert verdict.ack.reason == "sync.depends_on"
    assert verdict.ack.data == {"command_id": "root", "table": "ext.modules"}
    assert verdict.lost == {("ext.lessons", 9): "root", (JOURNAL, "b"): "root"}


def test_taking_back_a_refused_command_depends_on_it() -> None:
    refused = _judge(sealed_op(ADD), Rejected("course.deleted", course_id=3))
    undo = sealed_op(c.Revert(command_id="a"), command_id="b")
    verdict = _judge(undo, Rejected("journal.missing", key="a"), lost=refused.lost)
    assert verdict.ack.reason == "sync.depends_on"
    assert verdict.ack.data == {"command_id": "a", "table": JOURNAL}


def test_rows_of_a_set_that_depend_on_a_refused_one_say_so() -> None:
    rows = tuple(c.EnrollRow(enrollment_id=n, student_id=n, course_id=5) for n in (1, 2, 3))
    refused = [
        RowOutcome(position=n, kind="rejected", reason="enrollment.student_missing") for n in (1, 2)
    ]
    more = RowOutcome(position=9, kind="rejected", reason="of.no.row")
    outcome = Outcome(rows=(RowOutcome(position=0, kind="applied"), *refused, more))
    verdict = _judge(
        sealed_op(c.EnrollStudents(rows=rows)),
        outcome,
        lost={("users", 2): "root"},
        there=[("enrollments", 1)],
    )
    told = [(row.reason, row.data) for row in verdict.ack.outcome.rows]
    assert told == [
        (None, {}),
        ("sync.depends_on", {"command_id": "root", "table": "users"}),
        ("enrollment.student_missing", {}),
        ("of.no.row", {}),
    ]
    assert verdict.lost == {("enrollments", 2): "root", ("enrollments", 3): "a"}


def test_a_command_that_makes_nothing_asks_for_nothing() -> None:
    verdict = _judge(sealed_op(c.DeleteModule(module_id=1)))
    assert verdict.lost == {}
    refused = _judge(sealed_op(c.DeleteModule(module_id=1)), Rejected("x"))
    assert refused.lost == {(JOURNAL, "a"): "a"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"protocol": 99}, "sync.protocol"),
        ({"command": EncodedCommand(type="x", version=1, body={})}, "sync.unknown_command"),
    ],
)
def test_an_op_that_cannot_be_read_is_refused_for_itself_alone(
    change: dict[str, int], reason: str
) -> None:
    verdict = _judge(replace(sealed_op(ADD), **change))  # type: ignore[arg-type]
    assert (verdict.ack.kind, verdict.ack.reason) == ("rejected", reason)
    assert verdict.lost == {(JOURNAL, "a"): "a"}


def _op_with(bodies: dict[str, str]) -> SealedOp:
    edit = c.EditLesson(lesson_id=1, body=c.BodyChange(base_sha256=next(iter(bodies)), text="new"))
    (op,) = seal([waiting(edit)], device="desk", chain=(0, ""), bodies=bodies)
    return op


def test_texts_that_travel_with_an_op_are_kept_once() -> None:
    bench = make_bus()
    op = _op_with({body_sha256("old"): "old"})
    for _ in range(2):
        with bench.store.unit_of_work(SYSTEM) as uow:
            keep_sent_bodies(uow, op)
            uow.commit(None)
    assert [row.body for row in bench.find(LessonBody)] == ["old"]


def test_a_text_under_a_false_name_is_refused() -> None:
    bench = make_bus()
    with bench.store.unit_of_work(SYSTEM) as uow, pytest.raises(BadInput, match=r"sync\.bad_body"):
        keep_sent_bodies(uow, _op_with({body_sha256("old"): "other"}))
