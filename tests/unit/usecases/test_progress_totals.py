"""Bringing totals up to date after content changed."""

from typing import Any

from app.domain.commands import RefreshTotals
from app.domain.entities import Enrollment, Lesson, Module, Progress
from app.domain.outcomes import Outcome
from tests.support.learning import (
    COURSE,
    LAST,
    QUIZ,
    TEXT,
    alter,
    answers,
    bring_in,
    did,
    enroll,
    enrollment_of,
    record,
    school,
    statuses,
)
from tests.support.memory import START, Bench, course, enrollment, lesson


def refresh(bench: Bench, *enrollment_ids: int) -> Outcome:
    return bench.outcome(RefreshTotals(enrollment_ids=enrollment_ids))


def learning(**columns: Any) -> Bench:
    """Students 101 and 102, active in course 1 under 50 and 51."""
    bench = school(**columns)
    bench.put(enrollment(50, 101, COURSE), enrollment(51, 102, COURSE))
    return bench


def drop_module(bench: Bench, number: int) -> None:
    alter(bench, Module, number, is_published=False)


def test_a_missing_progress_row_is_made_and_the_enrollment_left_alone() -> None:
    bench = learning()
    before = bench.find(Enrollment)
    assert answers(refresh(bench, 50, 51).rows) == ["added", "added"]
    rows = bench.find(Progress)
    assert [(row.enrollment_id, row.total_modules, row.total_lessons) for row in rows] == [
        (50, 2, 3),
        (51, 2, 3),
    ]
    assert bench.find(Enrollment) == before


def test_what_is_up_to_date_is_not_written() -> None:
    bench = learning()
    refresh(bench, 50)
    before = bench.find(Progress)
    bench.clock.advance(days=1)
    assert answers(refresh(bench, 50, 50).rows) == ["unchanged", "unchanged"]
    assert bench.find(Progress) == before


def test_new_lessons_lower_the_percentage() -> None:
    bench = learning()
    record(bench, did(50, TEXT))
    bench.put(lesson(22, bench.get(Module, 2)))
    assert answers(refresh(bench, 50).rows) == ["updated"]
    assert bench.find(Progress)[0].total_lessons == 4
    assert str(bench.get(Enrollment, 50).completion_percentage) == "25.00"


def test_a_swapped_lesson_counts_though_the_totals_are_the_same() -> None:
    bench = learning()
    record(bench, did(50, TEXT))
    alter(bench, Lesson, TEXT, module_id=2)
    drop_module(bench, 2)
    bench.put(lesson(13, bench.get(Module, 1)), lesson(14, bench.get(Module, 1)))
    alter(bench, Progress, 1, total_modules=1)
    assert answers(refresh(bench, 50).rows) == ["updated"]
    assert bench.get(Enrollment, 50).completion_percentage == 0


def test_whoever_has_done_all_that_is_left_completes() -> None:
    bench = learning(max_students=2)
    record(bench, did(50, TEXT), did(50, QUIZ, 70))
    enroll(bench, 103)
    drop_module(bench, 2)
    outcome = refresh(bench, 50, 51)
    assert answers(outcome.rows) == ["updated", "added"]
    assert statuses(bench) == {101: "completed", 102: "active", 103: "active"}
    assert [row["student_id"] for row in outcome.data["promoted"]] == [103]
    assert ("enrollment.completed", 50) in bench.events()


def test_completed_stays_completed_when_lessons_are_added() -> None:
    bench = learning()
    record(bench, did(50, TEXT), did(50, QUIZ, 70), did(50, LAST))
    bench.put(lesson(22, bench.get(Module, 2)))
    refresh(bench, 50)
    row = bench.get(Enrollment, 50)
    assert (row.status, row.completion_percentage) == ("completed", 100)
    assert bench.find(Progress)[0].total_lessons == 4


def test_an_imported_status_stands() -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": "active"})
    number = enrollment_of(bench, 101).id
    record(bench, did(number, TEXT), did(number, QUIZ, 70), imported=True)
    drop_module(bench, 2)
    refresh(bench, number)
    row = enrollment_of(bench, 101)
    assert (row.status, row.completion_percentage) == ("active", 100)


def test_each_enrollment_gets_the_totals_of_its_own_course() -> None:
    bench = learning()
    bench.put(course(2, 1), enrollment(60, 101, 2, enrolled_at=START))
    assert answers(refresh(bench, 60, 99, 50).rows) == ["added", "row.missing", "added"]
    totals = {row.enrollment_id: row.total_lessons for row in bench.find(Progress)}
    assert totals[60] == 0
    assert totals[50] > 0


def test_an_empty_course_gives_empty_totals() -> None:
    bench = learning()
    drop_module(bench, 1)
    drop_module(bench, 2)
    refresh(bench, 50)
    row = bench.find(Progress)[0]
    assert (row.total_modules, row.total_lessons) == (0, 0)
    assert statuses(bench) == {101: "active", 102: "active"}
