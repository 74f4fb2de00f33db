"""Progress from files: importing again, and what an imported status forbids."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.entities import ALL_ENTITIES, Certificate, CourseSettings, Enrollment, Progress
from tests.support.learning import (
    COURSE,
    LAST,
    QUIZ,
    TEXT,
    alter,
    answers,
    bring_in,
    change,
    did,
    enroll,
    enrollment_of,
    record,
    school,
)
from tests.support.memory import START, Bench, course_settings

ALL_DONE = [(TEXT, None), (QUIZ, 90), (LAST, None)]


def snapshot(bench: Bench) -> dict[str, list[Any]]:
    """Every stored row."""
    return {kind.TABLE: bench.find(kind) for kind in ALL_ENTITIES}


def test_rows_with_times_can_be_told_again_without_effect() -> None:
    bench = school()
    bench.clock.advance(days=5)
    number = int(str(enroll(bench, 101).rows[0].key))
    rows = [
        did(number, TEXT, minutes=10, at=START),
        did(number, QUIZ, 30, minutes=5, at=START + timedelta(days=2)),
        did(number, LAST, minutes=20, at=START + timedelta(days=1)),
    ]
    assert answers(record(bench, *rows).rows) == ["added"] * 3
    before = snapshot(bench)
    bench.clock.advance(hours=1)
    assert answers(record(bench, *rows).rows) == ["unchanged"] * 3
    assert snapshot(bench) == before


def test_rows_without_times_add_nothing_again_only_when_imported() -> None:
    bench = school()
    number = int(str(enroll(bench, 101).rows[0].key))
    row = did(number, TEXT, minutes=10)
    record(bench, row, imported=True)
    assert answers(record(bench, row, imported=True).rows) == ["unchanged"]
    assert bench.find(Progress)[0].time_spent_minutes == 10
    assert answers(record(bench, row).rows) == ["updated"]
    assert bench.find(Progress)[0].time_spent_minutes == 20


def test_a_later_sitting_or_a_better_score_is_news() -> None:
    bench = school()
    number = int(str(enroll(bench, 101).rows[0].key))
    record(bench, did(number, QUIZ, 50, minutes=5, at=START), imported=True)
    better = did(number, QUIZ, 60, at=START)
    later = did(number, QUIZ, 60, minutes=3, at=START + timedelta(days=1))
    assert answers(record(bench, better, imported=True).rows) == ["updated"]
    assert answers(record(bench, later, imported=True).rows) == ["updated"]
    assert bench.find(Progress)[0].time_spent_minutes == 8


def test_a_score_told_again_is_judged_by_the_pass_mark_of_now() -> None:
    bench = school()
    bench.put(course_settings(COURSE, pass_mark=80))
    number = int(str(enroll(bench, 101).rows[0].key))
    row = did(number, QUIZ, 50, minutes=5, at=START)
    record(bench, row, imported=True)
    alter(bench, CourseSettings, COURSE, pass_mark=40)
    assert answers(record(bench, row, imported=True).rows) == ["updated"]
    [progress] = bench.find(Progress)
    assert (progress.completed_quizzes, progress.time_spent_minutes) == ((QUIZ,), 5)
    assert answers(record(bench, row, imported=True).rows) == ["unchanged"]
    alter(bench, CourseSettings, COURSE, pass_mark=80)
    assert answers(record(bench, row, imported=True).rows) == ["unchanged"]
    assert bench.find(Progress) == [progress]


def test_what_was_recorded_before_someone_left_is_unchanged_not_refused() -> None:
    bench = school()
    number = int(str(enroll(bench, 101).rows[0].key))
    row = did(number, TEXT, at=START)
    record(bench, row)
    change(bench, "drop", number)
    assert answers(record(bench, row, imported=True).rows) == ["unchanged"]
    new = did(number, LAST, at=START)
    assert answers(record(bench, new, imported=True).rows) == ["progress.not_open"]


@pytest.mark.parametrize("status", ["active", "suspended", "dropped", "completed"])
def test_an_imported_status_and_its_dates_stand_whatever_is_imported(status: str) -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": status})
    before = enrollment_of(bench, 101)
    rows = [did(before.id, lesson, score, 10) for lesson, score in ALL_DONE]
    assert answers(record(bench, *rows, imported=True).rows) == ["added"] * 3
    after = enrollment_of(bench, 101)
    for column in ("status", "enrolled_at", "started_at", "completed_at", "dropped_at"):
        assert getattr(after, column) == getattr(before, column)
    assert after.last_accessed_at is None
    assert after.completion_percentage == 100
    assert bench.find(Progress)[0].time_spent_minutes == 30
    assert "enrollment.completed" not in [name for name, _ in bench.events()]


def test_whoever_learns_here_completes_here_though_the_status_was_imported() -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": "active"})
    number = enrollment_of(bench, 101).id
    record(bench, *(did(number, lesson, score) for lesson, score in ALL_DONE))
    assert enrollment_of(bench, 101).status == "completed"


def test_a_status_that_changed_since_stands_no_longer() -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": "active"})
    number = enrollment_of(bench, 101).id
    change(bench, "drop", number)
    assert answers(record(bench, did(number, TEXT), imported=True).rows) == ["progress.not_open"]


def test_an_import_completes_whose_status_was_not_imported() -> None:
    bench = school()
    number = int(str(enroll(bench, 101).rows[0].key))
    late = START - timedelta(days=1)
    record(bench, *(did(number, le, s, at=late) for le, s in ALL_DONE), imported=True)
    row = bench.get(Enrollment, number)
    assert (row.status, row.completed_at, row.started_at) == ("completed", START, late)


STATUS = st.sampled_from(["active", "suspended", "dropped", "completed"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from([TEXT, QUIZ, LAST]),
        st.integers(0, 100),
        st.integers(0, 30),
        st.none() | st.integers(-5, 5),
    ),
    max_size=8,
    unique_by=lambda row: row[0],
)


@given(STATUS, st.lists(ROWS, min_size=1, max_size=3))
def test_importing_progress_never_touches_an_imported_status(
    status: str, files: list[list[tuple[int, int, int, int | None]]]
) -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": status})
    bench.clock.advance(days=5)
    before = enrollment_of(bench, 101)
    for file in files:
        rows = [
            did(
                before.id,
                lesson,
                score if lesson == QUIZ else None,
                minutes,
                None if day is None else START + timedelta(days=day),
            )
            for lesson, score, minutes, day in file
        ]
        record(bench, *rows, imported=True)
        stored = snapshot(bench)
        again = record(bench, *rows, imported=True)
        assert answers(again.rows) == ["unchanged"] * len(rows)
        assert snapshot(bench) == stored
    after = enrollment_of(bench, 101)
    assert after.status == before.status
    assert after.completed_at == before.completed_at
    assert after.dropped_at == before.dropped_at
    assert after.enrolled_at == before.enrolled_at
    assert after.started_at == before.started_at
    assert 0 <= after.completion_percentage <= 100
    assert bench.find(Certificate) == []


def test_a_standing_status_is_the_one_stored_with_the_mark() -> None:
    bench = school()
    bring_in(bench, {"student_id": 101, "status": "dropped"})
    number = enrollment_of(bench, 101).id
    alter(bench, Enrollment, number, status="suspended")
    assert answers(record(bench, did(number, TEXT), imported=True).rows) == ["progress.not_open"]
