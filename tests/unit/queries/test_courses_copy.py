"""A course a second time."""

from collections.abc import Sequence
from itertools import count

import pytest

from app.domain.commands import EditCourseSettings
from app.domain.entities import (
    Course,
    CourseSettings,
    Enrollment,
    Entity,
    Lesson,
    LessonBody,
    Material,
    Module,
)
from app.domain.errors import NotFound
from app.domain.rank import in_order
from app.queries.courses_copy import copy_commands
from tests.support.authoring import COURSE, academy, attach, edit, enroll
from tests.support.memory import START, Bench, course, lesson

LINKS = ("material:1", "lesson:22", "https://x.example", "lesson:77", "lesson:x")


@pytest.fixture
def bench() -> Bench:
    made = academy(level="advanced", category="Health", status="published")
    made.run(attach(1, module_id=11, lesson_id=21))
    made.run(attach(2, file_name="b"))
    resources = tuple({"name": url, "url": url, "type": "link"} for url in LINKS)
    made.put(
        LessonBody(sha256="t", body="Text", created_at=START),
        lesson(25, made.get(Module, 12), body_sha256="t", resources=resources),
    )
    changes = edit("pass_mark", 40, 55)
    made.run(EditCourseSettings(course_id=COURSE, changes=changes))
    made.run(enroll(made, 101))
    return made


def _copy(bench: Bench, course_id: int = COURSE) -> int:
    """Make the copy and answer its id; new ids count from 500."""
    numbers = count(500)

    def allocate(kind: type[Entity], many: int) -> Sequence[int]:
        del kind
        return [next(numbers) for _ in range(many)]

    with bench.store.reading() as rows:
        commands = copy_commands(rows, course_id, "Again", 3, allocate)
    for command in commands:
        bench.run(command)
    return 500


def test_a_copy_is_a_draft_of_its_own_with_the_same_columns_and_no_learners(bench: Bench) -> None:
    copy = bench.get(Course, _copy(bench))
    assert (copy.title, copy.status, copy.instructor_id) == ("Again", "draft", 3)
    assert (copy.level, copy.category, copy.published_at) == ("advanced", "Health", None)
    assert copy.slug != bench.get(Course, COURSE).slug
    assert bench.get(CourseSettings, copy.id).pass_mark == 55
    assert bench.find(Enrollment, course_id=copy.id) == []


def test_modules_lessons_and_files_keep_their_order_and_places(bench: Bench) -> None:
    number = _copy(bench)
    modules = in_order(bench.find(Module, course_id=number))
    assert [one.title for one in modules] == [
        one.title for one in in_order(bench.find(Module, course_id=COURSE))
    ]
    first = in_order(bench.find(Lesson, module_id=modules[0].id))
    assert [one.title for one in first] == ["Lesson 21", "Lesson 22"]
    last = in_order(bench.find(Lesson, module_id=modules[1].id))[-1]
    assert bench.get(LessonBody, last.body_sha256).body == "Text"
    placed, of_course = sorted(bench.find(Material, course_id=number), key=lambda one: one.id)
    assert (placed.module_id, placed.lesson_id) == (modules[0].id, first[0].id)
    assert (of_course.module_id, of_course.lesson_id) == (None, None)
    assert placed.sha256 == bench.get(Material, 1).sha256


def test_links_lead_to_the_copys_own_and_others_stay(bench: Bench) -> None:
    number = _copy(bench)
    [linking] = [one for one in bench.find(Lesson, course_id=number) if one.resources]
    [other] = bench.find(Lesson, course_id=number, title="Lesson 22")
    material = min(one.id for one in bench.find(Material, course_id=number))
    assert [one["url"] for one in linking.resources] == [
        f"material:{material}",
        f"lesson:{other.id}",
        *LINKS[2:],
    ]


def test_an_empty_course_is_copied_too(bench: Bench) -> None:
    bench.put(course(30, 2))
    number = _copy(bench, 30)
    assert bench.find(Module, course_id=number) == []
    assert bench.get(CourseSettings, number).pass_mark == 40


def test_what_is_not_there_is_not_copied(bench: Bench) -> None:
    with pytest.raises(NotFound):
        _copy(bench, 99)
