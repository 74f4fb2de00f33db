"""Undo of publishing: what the program refreshed for it goes back with it."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from app.domain import commands as c
from app.domain.entities import Certificate, Enrollment, Lesson, Progress
from app.usecases.batches import undo
from tests.support.authoring import ADMIN, COURSE, academy, did, enroll, undone
from tests.support.learning import enrollment_of, history, statuses, waiting
from tests.support.memory import START, Bench
from tests.support.reactions import following

Settle = Callable[[], None]


@pytest.fixture
def bench() -> Bench:
    return academy(max_students=1)


@pytest.fixture
def settle(bench: Bench) -> Settle:
    return following(bench)


def _learns(bench: Bench, settle: Settle, *lessons: int) -> tuple[Enrollment, str]:
    did(bench, enroll(bench, 101))
    settle()
    number = enrollment_of(bench, 101, COURSE).id
    rows = tuple(c.ProgressRow(enrollment_id=number, lesson_id=one) for one in lessons)
    learnt = did(bench, c.RecordProgress(rows=rows))
    settle()
    return enrollment_of(bench, 101, COURSE), learnt


def _republish(bench: Bench, settle: Settle, change: c.Command) -> str:
    did(bench, c.UnpublishCourse(course_id=COURSE))
    did(bench, change)
    published = did(bench, c.PublishCourse(course_id=COURSE))
    settle()
    return published


def _more(bench: Bench) -> c.AddLesson:
    return c.AddLesson(
        lesson_id=bench.store.allocate_ids(Lesson)[0], module_id=12, title="Five", type="text"
    )


def test_totals_go_back_with_the_publishing(bench: Bench, settle: Settle) -> None:
    before, _ = _learns(bench, settle, 21, 22)
    assert before.completion_percentage == 50
    published = _republish(bench, settle, _more(bench))
    assert enrollment_of(bench, 101, COURSE).completion_percentage == 40
    back = undone(bench, published)
    [progress] = bench.find(Progress)
    assert (progress.total_lessons, enrollment_of(bench, 101, COURSE)) == (4, before)
    undone(bench, back)
    [progress] = bench.find(Progress)
    assert progress.total_lessons == 5
    assert enrollment_of(bench, 101, COURSE).completion_percentage == 40


def test_a_publishing_before_in_the_same_instant_stays(bench: Bench, settle: Settle) -> None:
    _learns(bench, settle, 21, 22)
    _republish(bench, settle, _more(bench))
    bench.run(c.UnpublishCourse(course_id=COURSE), ADMIN)
    published = bench.run(c.PublishCourse(course_id=COURSE), ADMIN)
    undone(bench, published.command_id)
    [progress] = bench.find(Progress)
    assert progress.total_lessons == 5
    assert enrollment_of(bench, 101, COURSE).completion_percentage == 40


def test_what_was_learnt_before_a_publishing_can_be_undone_after_it(
    bench: Bench, settle: Settle
) -> None:
    _learns(bench, settle, 21, 22)
    _republish(bench, settle, _more(bench))
    assert len(undo(bench.bus, bench.store, ADMIN, 4)) == 4
    row = enrollment_of(bench, 101, COURSE)
    assert (row.status, row.completion_percentage) == ("active", 0)


def test_what_was_learnt_before_is_undone_beneath_a_publishing_that_stands(
    bench: Bench, settle: Settle
) -> None:
    _, learnt = _learns(bench, settle, 21, 22)
    _republish(bench, settle, _more(bench))
    back = undone(bench, learnt)
    assert enrollment_of(bench, 101, COURSE).completion_percentage == 0
    undone(bench, back)
    assert enrollment_of(bench, 101, COURSE).completion_percentage == Decimal("40.00")


def test_who_completed_by_a_publishing_is_as_before(bench: Bench, settle: Settle) -> None:
    before, _ = _learns(bench, settle, 21, 22, 23)
    did(bench, enroll(bench, 102))
    settle()
    published = _republish(bench, settle, c.DeleteLesson(lesson_id=24))
    assert statuses(bench, COURSE) == {101: "completed", 102: "active"}
    undone(bench, published)
    assert enrollment_of(bench, 101, COURSE) == before
    assert (statuses(bench, COURSE), waiting(bench, COURSE)) == ({101: "active"}, [102])
    assert history(bench, before.id)[-1] == ("reactivated", "completed", "active")


def test_who_has_a_certificate_by_a_publishing_keeps_it(bench: Bench, settle: Settle) -> None:
    before, _ = _learns(bench, settle, 21, 22, 23)
    published = _republish(bench, settle, c.DeleteLesson(lesson_id=24))
    bench.put(
        Certificate(
            id=1,
            enrollment_id=before.id,
            student_id=101,
            course_id=COURSE,
            certificate_number="SC-1",
            issue_date=START.date(),
            verification_code="v",
            created_at=START,
        )
    )
    undone(bench, published)
    after = enrollment_of(bench, 101, COURSE)
    assert (after.status, after.completion_percentage) == ("completed", 100)
