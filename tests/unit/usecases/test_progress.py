"""Recording progress: percentages, modules, completion."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commands import ProgressRow
from app.domain.entities import CourseSettings, Enrollment, EventRecord, Module, Progress
from tests.support.learning import (
    COURSE,
    LAST,
    QUIZ,
    TEXT,
    alter,
    answers,
    change,
    did,
    enroll,
    history,
    record,
    school,
    statuses,
    waiting,
)
from tests.support.memory import START, Bench, course, course_settings, enrollment, lesson, module

LATER = START + timedelta(days=1)


def learning(**columns: Any) -> Bench:
    """Student 101, active in course 1 under number 50."""
    bench = school(**columns)
    bench.put(enrollment(50, 101, COURSE))
    return bench


def progress_of(bench: Bench, enrollment_id: int = 50) -> Progress:
    """An enrollment's progress row."""
    rows: list[Progress] = bench.find(Progress, enrollment_id=enrollment_id)
    assert len(rows) == 1
    return rows[0]


def payloads(bench: Bench, event_type: str) -> list[Any]:
    """The payloads of the events of a type."""
    return [row.payload for row in bench.find(EventRecord, event_type=event_type)]


def test_a_first_lesson_makes_the_progress_row() -> None:
    bench = learning()
    outcome = record(bench, did(50, TEXT, minutes=15))
    row = progress_of(bench)
    assert outcome.rows[0].data == {"outcome": "added"}
    assert (row.completed_lessons, row.completed_modules) == ((TEXT,), ())
    assert (row.total_lessons, row.total_modules, row.time_spent_minutes) == (3, 2, 15)
    assert (row.current_module_id, row.current_lesson_id) == (1, TEXT)
    assert row.last_accessed_at == START


def test_the_enrollment_follows() -> None:
    bench = learning()
    bench.clock.advance(days=5)
    record(bench, did(50, TEXT, at=LATER))
    row = bench.get(Enrollment, 50)
    assert (str(row.completion_percentage), row.status) == ("33.33", "active")
    assert (row.started_at, row.last_accessed_at) == (LATER, LATER)
    assert history(bench, 50) == [("started", "active", "active")]
    record(bench, did(50, LAST, at=LATER + timedelta(days=2)))
    row = bench.get(Enrollment, 50)
    assert (row.started_at, row.last_accessed_at) == (LATER, LATER + timedelta(days=2))
    assert len(history(bench, 50)) == 1


def test_earlier_times_do_not_move_the_last_access_back() -> None:
    bench = learning()
    record(bench, did(50, TEXT, at=LATER))
    record(bench, did(50, LAST, at=START))
    assert bench.get(Enrollment, 50).last_accessed_at == LATER
    assert progress_of(bench).last_accessed_at == LATER
    assert progress_of(bench).current_lesson_id == TEXT


@pytest.mark.parametrize(("score", "completed"), [(39.99, ()), (40, (QUIZ,)), (100, (QUIZ,))])
def test_a_quiz_is_completed_from_the_pass_mark_on(score: float, completed: object) -> None:
    bench = learning()
    record(bench, did(50, QUIZ, score))
    row = progress_of(bench)
    assert row.quiz_scores == {str(QUIZ): score}
    assert (row.completed_lessons, row.completed_quizzes) == (completed, completed)


def test_the_course_s_own_pass_mark_counts() -> None:
    bench = learning()
    bench.put(course_settings(COURSE, pass_mark=80))
    record(bench, did(50, QUIZ, 79))
    assert progress_of(bench).completed_lessons == ()


def test_the_best_score_counts() -> None:
    bench = learning()
    outcomes = [record(bench, did(50, QUIZ, score)).rows[0] for score in (50, 30, 70)]
    assert answers(outcomes) == ["added", "updated", "updated"]
    assert progress_of(bench).quiz_scores == {str(QUIZ): 70.0}


def test_a_passed_quiz_stays_completed_when_the_pass_mark_rises() -> None:
    bench = learning()
    record(bench, did(50, QUIZ, 50))
    bench.put(course_settings(COURSE, pass_mark=90))
    record(bench, did(50, QUIZ, 20))
    assert progress_of(bench).completed_quizzes == (QUIZ,)


def test_a_stored_score_passes_when_the_pass_mark_fell() -> None:
    bench = learning()
    bench.put(course_settings(COURSE, pass_mark=60))
    record(bench, did(50, QUIZ, 50))
    alter(bench, CourseSettings, COURSE, pass_mark=40)
    record(bench, did(50, QUIZ, 10))
    assert progress_of(bench).completed_quizzes == (QUIZ,)


def test_minutes_add_up_with_every_sitting() -> None:
    bench = learning()
    record(bench, did(50, TEXT, minutes=10), did(50, LAST, minutes=5))
    record(bench, did(50, TEXT, minutes=7))
    assert progress_of(bench).time_spent_minutes == 22


def test_the_last_lesson_completes_the_course() -> None:
    bench = learning()
    bench.clock.advance(days=5)
    record(bench, did(50, TEXT, at=START), did(50, LAST, at=LATER))
    outcome = record(bench, did(50, QUIZ, 90, at=LATER + timedelta(hours=1)))
    row = bench.get(Enrollment, 50)
    assert (row.status, row.completion_percentage) == ("completed", 100)
    assert row.completed_at == LATER + timedelta(hours=1)
    assert outcome.data["completed"] == [50]
    assert history(bench, 50)[-1] == ("completed", "active", "completed")


def test_events_tell_what_happened_in_order() -> None:
    bench = learning()
    record(bench, did(50, TEXT), did(50, QUIZ, 20))
    record(bench, did(50, LAST), did(50, QUIZ, 60))
    assert bench.events() == [
        ("progress.updated", 50),
        ("progress.updated", 50),
        ("progress.module_completed", 50),
        ("progress.module_completed", 50),
        ("enrollment.completed", 50),
    ]
    told = payloads(bench, "progress.updated")
    assert [row["lesson_ids"] for row in told] == [[TEXT, QUIZ], [QUIZ, LAST]]
    assert [row["completion_percentage"] for row in told] == [33.33, 100.0]
    assert [row["module_id"] for row in payloads(bench, "progress.module_completed")] == [1, 2]


def test_a_sitting_that_teaches_nothing_new_raises_no_event() -> None:
    bench = learning()
    record(bench, did(50, TEXT))
    before = bench.events()
    assert answers(record(bench, did(50, TEXT, minutes=5)).rows) == ["updated"]
    assert bench.events() == before


def test_completed_stays_completed() -> None:
    bench = learning()
    change(bench, "complete", 50)
    outcome = record(bench, did(50, TEXT), did(50, QUIZ, 0))
    row = bench.get(Enrollment, 50)
    assert answers(outcome.rows) == ["added", "added"]
    assert (row.status, row.completion_percentage, row.completed_at) == ("completed", 100, START)


def test_completing_by_learning_frees_the_seat() -> None:
    bench = school(max_students=1)
    number = int(str(enroll(bench, 101, 102).rows[0].key))
    outcome = record(bench, did(number, TEXT), did(number, LAST), did(number, QUIZ, 80))
    assert statuses(bench) == {101: "completed", 102: "active"}
    assert [row["student_id"] for row in outcome.data["promoted"]] == [102]
    assert waiting(bench) == []


@pytest.mark.parametrize("status", ["dropped", "suspended"])
def test_nothing_is_recorded_for_who_left(status: str) -> None:
    bench = learning()
    alter(bench, Enrollment, 50, status=status)
    outcome = record(bench, did(50, TEXT))
    assert answers(outcome.rows) == ["progress.not_open"]
    assert outcome.rows[0].data == {"status": status}
    assert bench.find(Progress) == []


def test_bad_rows_do_not_keep_good_ones_out() -> None:
    bench = learning()
    other = module(9, 2)
    bench.put(course(2, 1), other, lesson(91, other))
    outcome = record(
        bench,
        did(50, QUIZ),
        did(50, QUIZ, 100.5),
        did(50, QUIZ, -0.01),
        did(50, 91),
        did(50, 999),
        did(77, TEXT),
        did(50, TEXT, minutes=-1),
        did(50, TEXT),
    )
    assert answers(outcome.rows) == [
        "progress.score_needed",
        "progress.score_out_of_range",
        "progress.score_out_of_range",
        "progress.lesson_elsewhere",
        "progress.lesson_elsewhere",
        "row.missing",
        "progress.minutes_out_of_range",
        "added",
    ]
    assert [row.position for row in outcome.rows] == list(range(8))
    assert progress_of(bench).completed_lessons == (TEXT,)


def test_a_score_on_a_lesson_that_is_no_quiz_is_left_out_and_told() -> None:
    bench = learning()
    outcome = record(bench, did(50, TEXT, 80))
    assert outcome.rows[0].data == {"outcome": "added", "score_ignored": True}
    assert progress_of(bench).quiz_scores == {}


def test_a_time_before_the_enrollment_is_told() -> None:
    bench = learning()
    enrolled_at = bench.get(Enrollment, 50).enrolled_at
    early, in_time = enrolled_at - timedelta(days=3), enrolled_at
    outcome = record(bench, did(50, TEXT, at=early), did(50, TEXT, at=in_time))
    told = [row.data.get("before_enrolled", False) for row in outcome.rows]
    assert told == [True, False]


def test_a_time_in_the_future_is_refused() -> None:
    bench = learning()
    tomorrow = bench.clock.now() + timedelta(days=1)
    late = tomorrow + timedelta(seconds=1)
    outcome = record(bench, did(50, TEXT, at=late), did(50, TEXT, at=tomorrow))
    assert answers(outcome.rows) == ["progress.in_the_future", "added"]
    assert progress_of(bench).last_accessed_at == tomorrow


def test_lessons_of_unpublished_modules_are_kept_but_do_not_count() -> None:
    bench = learning()
    alter(bench, Module, 2, is_published=False)
    record(bench, did(50, TEXT), did(50, LAST))
    assert progress_of(bench).completed_lessons == (TEXT, LAST)
    assert str(bench.get(Enrollment, 50).completion_percentage) == "50.00"


def test_totals_stand_still_while_lessons_are_added() -> None:
    bench = learning()
    record(bench, did(50, TEXT))
    bench.put(lesson(22, bench.get(Module, 2)))
    record(bench, did(50, LAST))
    assert progress_of(bench).total_lessons == 3
    assert str(bench.get(Enrollment, 50).completion_percentage) == "66.67"


def test_many_learners_are_recorded_at_once() -> None:
    bench = learning()
    bench.put(enrollment(51, 102, COURSE))
    record(bench, did(50, TEXT), did(51, LAST), did(50, LAST), did(51, QUIZ, 10))
    assert progress_of(bench, 50).completed_lessons == (TEXT, LAST)
    assert progress_of(bench, 51).completed_lessons == (LAST,)


ROWS = st.lists(
    st.builds(
        lambda lesson_id, score, minutes, day: did(
            50,
            lesson_id,
            score if lesson_id == QUIZ else None,
            minutes,
            None if day is None else START + timedelta(days=day),
        ),
        st.sampled_from([TEXT, QUIZ, LAST]),
        st.integers(0, 100),
        st.integers(0, 60),
        st.none() | st.integers(-3, 3),
    ),
    max_size=8,
)


@given(st.lists(ROWS, max_size=4))
def test_progress_only_grows_and_completed_stays_completed(
    commands: list[list[ProgressRow]],
) -> None:
    bench = learning()
    bench.clock.advance(days=5)
    before = bench.get(Enrollment, 50)
    done: set[int] = set()
    best: dict[str, float] = {}
    for rows in commands:
        bench.clock.advance(hours=1)
        record(bench, *rows)
        after = bench.get(Enrollment, 50)
        assert 0 <= before.completion_percentage <= after.completion_percentage <= 100
        assert before.status in ("active", after.status)
        assert (after.status == "completed") == (after.completion_percentage == 100)
        for row in bench.find(Progress):
            assert done <= set(row.completed_lessons)
            assert all(row.quiz_scores[name] >= score for name, score in best.items())
            done, best = set(row.completed_lessons), dict(row.quiz_scores)
        before = after
    sent = [row for rows in commands for row in rows if row.score is not None]
    assert best.get(str(QUIZ)) == max((float(row.score or 0) for row in sent), default=None)
