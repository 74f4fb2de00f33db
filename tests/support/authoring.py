"""An academy to author in: people of every role, one course with two modules of two lessons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from string import Formatter
from typing import Any

import pytest

from app.domain.actor import Actor
from app.domain.commands import (
    AttachMaterial,
    Change,
    ChangeEnrollmentStatus,
    Command,
    EditCourse,
    EnrollRow,
    EnrollStudents,
    PersonRow,
    Revert,
)
from app.domain.entities import Enrollment
from app.domain.errors import Rejected
from app.domain.messages import CATALOGUE
from app.usecases import (
    announcements,
    content,
    courses,
    enrollments,
    people,
    progress,
    undo,
)
from app.usecases.permissions import authorize
from tests.support.learning import enrollment_of
from tests.support.memory import (
    Bench,
    course,
    course_settings,
    empty_body,
    instructor,
    lesson,
    make_bus,
    module,
    person,
)
from tests.support.memory import anyone as everyone_may

ADMIN = Actor(1, "admin")
TEACHER = Actor(2, "instructor")
OTHER = Actor(3, "instructor")
COURSE = 10
STUDENTS = (101, 102, 103, 104, 105)

parse = Formatter().parse

TABLES = (
    people.USE_CASES,
    courses.USE_CASES,
    content.USE_CASES,
    announcements.USE_CASES,
    enrollments.USE_CASES,
    progress.USE_CASES,
    undo.USE_CASES,
)


def academy(*, judged: bool = False, bench: Bench | None = None, **columns: Any) -> Bench:
    """A bench with an admin, two instructors, five students and a published course.

    `judged` lets the permissions count; `columns` are the course's; `bench` is one to fill.
    """
    bench = bench or make_bus(*TABLES, authorize=authorize if judged else everyone_may)
    bench.put(
        person(1, role="admin", email="admin@example.org", username="admin"),
        instructor(2, email="teacher@example.org", username="teacher"),
        instructor(3, email="other@example.org", username="other"),
        *(
            person(key, email=f"student{key}@example.org", username=f"student{key}")
            for key in STUDENTS
        ),
    )
    first, second = module(11, COURSE), module(12, COURSE)
    bench.put(
        course(COURSE, 2, **{"slug": "course", **columns}),
        course_settings(COURSE),
        first,
        second,
        empty_body(),
        lesson(21, first),
        lesson(22, first),
        lesson(23, second),
        lesson(24, second),
    )
    return bench


def undone(bench: Bench, command_id: str, actor: Actor = ADMIN) -> str:
    """Revert a command; the revert's own id."""
    return bench.run(Revert(command_id=command_id), actor).command_id


@contextmanager
def refused(reason: str, **data: Any) -> Iterator[None]:
    """Expect a `Rejected` of this reason whose data holds *data* and fills its sentence."""
    with pytest.raises(Rejected) as caught:
        yield
    assert caught.value.reason == reason
    assert {name: caught.value.data.get(name) for name in data} == data
    message = CATALOGUE[reason]
    words = {name for part in (message.problem, message.remedy) for _, name, _, _ in parse(part)}
    assert words - {None} <= caught.value.data.keys()


def edit(column: str, base: Any, value: Any) -> tuple[Change, ...]:
    """One column's change."""
    return (Change(column, base, value),)


def reasons(bench: Bench, command: Command, actor: Actor = ADMIN) -> list[str]:
    """The reason, or the kind where there is none, of each row of a set-wise command."""
    return [row.reason or row.kind for row in bench.outcome(command, actor).rows]


def did(bench: Bench, command: Command, **options: Any) -> str:
    """Run a command a second later; its id."""
    bench.clock.advance(seconds=1)
    return bench.run(command, ADMIN, **options).command_id


def retitle(old: str, new: str) -> EditCourse:
    return EditCourse(course_id=COURSE, changes=edit("title", old, new))


def enroll(bench: Bench, *student_ids: int, course_id: int = COURSE) -> EnrollStudents:
    ids = bench.store.allocate_ids(Enrollment, len(student_ids))
    return EnrollStudents(
        rows=tuple(
            EnrollRow(enrollment_id=number, student_id=student, course_id=course_id)
            for number, student in zip(ids, student_ids, strict=True)
        )
    )


def drop(bench: Bench, student_id: int) -> ChangeEnrollmentStatus:
    return ChangeEnrollmentStatus(
        enrollment_ids=(enrollment_of(bench, student_id, COURSE).id,), action="drop"
    )


def person_row(key: int, role: Any = "student") -> PersonRow:
    return PersonRow(user_id=key, email=f"p{key}@x.org", username=f"p{key}", role=role)


def attach(key: int, **given: Any) -> AttachMaterial:
    return AttachMaterial(
        **{
            "material_id": key,
            "course_id": COURSE,
            "file_name": "a",
            "file_type": "t",
            "file_size_bytes": 1,
            "sha256": "0" * 64,
            **given,
        }
    )
