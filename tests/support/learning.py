"""A course with students, and short ways to enroll them and to record what they do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from app.domain.actor import SYSTEM
from app.domain.commands import (
    ChangeEnrollmentStatus,
    EnrollmentRecord,
    EnrollRow,
    EnrollStudents,
    ImportEnrollments,
    ProgressRow,
    RecordProgress,
    StatusAction,
)
from app.domain.entities import Enrollment, EnrollmentHistory, Key, WaitingEntry
from app.domain.outcomes import Outcome, RowOutcome
from app.usecases.enrollments import USE_CASES as ENROLLMENTS
from app.usecases.progress import USE_CASES as PROGRESS
from tests.support import memory
from tests.support.memory import (
    Bench,
    course,
    empty_body,
    instructor,
    lesson,
    make_bus,
    module,
    person,
)

TEACHER, COURSE = 1, 1
TEXT, QUIZ, LAST = 11, 12, 21
"""Lessons: a text and a quiz in module 1, a text in module 2."""


def school(
    *, students: int = 5, max_students: int | None = None, use_cases: Any = None, **columns: Any
) -> Bench:
    """Course 1 with three lessons and students 101, 102, ..."""
    bench = make_bus(ENROLLMENTS, PROGRESS, use_cases or {})
    first, second = module(1, COURSE), module(2, COURSE)
    bench.put(
        instructor(TEACHER, first_name="Tess", last_name="Teacher"),
        *(person(101 + n) for n in range(students)),
        course(COURSE, TEACHER, max_students=max_students, **columns),
        first,
        second,
        empty_body(),
        lesson(TEXT, first),
        lesson(QUIZ, first, type="quiz"),
        lesson(LAST, second),
    )
    return bench


def enroll(bench: Bench, *student_ids: int, course_id: int = COURSE, **columns: Any) -> Outcome:
    """Enroll students, in order, with ids as the command line takes them."""
    ids = bench.store.allocate_ids(Enrollment, len(student_ids))
    rows = tuple(
        EnrollRow(enrollment_id=number, student_id=student_id, course_id=course_id, **columns)
        for number, student_id in zip(ids, student_ids, strict=True)
    )
    return bench.outcome(EnrollStudents(rows=rows))


def bring_in(bench: Bench, *records: dict[str, Any]) -> Outcome:
    """Import records of course 1: each the columns of an `EnrollmentRecord`."""
    ids = bench.store.allocate_ids(Enrollment, len(records))
    rows = tuple(
        EnrollmentRecord(**{"enrollment_id": number, "course_id": COURSE, **record})
        for number, record in zip(ids, records, strict=True)
    )
    return bench.outcome(ImportEnrollments(rows=rows))


def change(bench: Bench, action: StatusAction, *ids: int, reason: str | None = None) -> Outcome:
    """Change the status of enrollments."""
    return bench.outcome(ChangeEnrollmentStatus(enrollment_ids=ids, action=action, reason=reason))


def did(
    enrollment_id: int,
    lesson_id: int,
    score: float | None = None,
    minutes: int = 0,
    at: datetime | None = None,
) -> ProgressRow:
    """A row of progress."""
    return ProgressRow(
        enrollment_id=enrollment_id,
        lesson_id=lesson_id,
        score=None if score is None else Decimal(str(score)),
        minutes=minutes,
        at=at,
    )


def record(bench: Bench, *rows: ProgressRow, imported: bool = False) -> Outcome:
    """Record progress."""
    return bench.outcome(RecordProgress(rows=rows, imported=imported))


def alter(bench: Bench, kind: type[Any], key: Key, **columns: Any) -> None:
    """Give a stored row other values, past every rule of the use cases."""
    with bench.store.unit_of_work(SYSTEM) as uow:
        uow.save_all([replace(uow.get(kind, key), **columns)])
        uow.commit(memory._Seed())


def wait(bench: Bench, *student_ids: int, course_id: int = COURSE) -> None:
    """Put students on a waiting list, whether the course is full or not."""
    first = memory.START - timedelta(days=1)
    bench.put(
        *(
            WaitingEntry(
                course_id=course_id, student_id=student_id, asked_at=first + timedelta(seconds=n)
            )
            for n, student_id in enumerate(student_ids)
        )
    )


def answers(rows: Iterable[RowOutcome]) -> list[Any]:
    """What each row came to: its outcome, or the reason why it was rejected."""
    return [row.reason or row.data["outcome"] for row in rows]


def statuses(bench: Bench, course_id: int = COURSE) -> dict[int, str]:
    """Status by student, in the course."""
    return {row.student_id: row.status for row in bench.find(Enrollment, course_id=course_id)}


def enrollment_of(bench: Bench, student_id: int, course_id: int = COURSE) -> Enrollment:
    """A student's enrollment in the course."""
    rows = bench.find(Enrollment, student_id=student_id, course_id=course_id)
    assert len(rows) == 1
    found: Enrollment = rows[0]
    return found


def waiting(bench: Bench, course_id: int = COURSE) -> list[int]:
    """Who waits for the course, first to last."""
    entries = bench.find(WaitingEntry, course_id=course_id)
    return [entry.student_id for entry in sorted(entries, key=lambda entry: entry.asked_at)]


def history(bench: Bench, enrollment_id: int) -> list[tuple[str, str | None, str | None]]:
    """(action, previous status, new status) of an enrollment, oldest first."""
    return [
        (row.action, row.previous_status, row.new_status)
        for row in bench.find(EnrollmentHistory, enrollment_id=enrollment_id)
    ]
