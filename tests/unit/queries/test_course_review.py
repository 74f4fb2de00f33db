"""A course against its last publishing, and as its learners see it."""

from collections.abc import Callable

import pytest

from app.domain.commands import (
    AddLesson,
    AddModule,
    ArchiveCourse,
    BodyChange,
    Change,
    DeleteLesson,
    DeleteModule,
    EditCourse,
    EditLesson,
    EditModule,
    MoveLesson,
    MoveModule,
    PublishCourse,
    RefreshTotals,
    RemoveMaterial,
    UnpublishCourse,
)
from app.domain.entities import Enrollment, Lesson, Progress, User
from app.domain.errors import NotFound
from app.queries.course_review import CourseReview, course_review, stored_text
from app.queries.learner import LearnerCourse, learner_course
from app.queries.published import Content, content_now, content_of, last_version
from tests.support.authoring import (
    COURSE,
    TEACHER,
    academy,
    attach,
    did,
    edit,
    enroll,
    undone,
)
from tests.support.history import PlainHistory
from tests.support.memory import EMPTY_SHA256, Bench, course, lesson, module

LESSONS = 4


@pytest.fixture
def bench() -> Bench:
    """A draft of two modules with two lessons each."""
    return academy(status="draft", published_at=None)


def review(bench: Bench) -> CourseReview:
    with bench.store.reading() as rows:
        return course_review(rows, PlainHistory(bench.store), lambda _: True, COURSE)


def learner(bench: Bench, *, published: bool) -> LearnerCourse:
    with bench.store.reading() as rows:
        return learner_course(rows, PlainHistory(bench.store), COURSE, published=published)


def standing(bench: Bench) -> Content:
    with bench.store.reading() as rows:
        return content_now(rows, COURSE)


def published(bench: Bench) -> Content:
    history = PlainHistory(bench.store)
    version = last_version(history, COURSE)
    assert version is not None
    return content_of(history, version, COURSE, standing(bench))


def marks(found: CourseReview) -> list[tuple[str, ...]]:
    return [one.marks for one in found.changes]


def write(bench: Bench, key: int, text: str) -> str:
    base = bench.get(Lesson, key).body_sha256
    return did(bench, EditLesson(lesson_id=key, body=BodyChange(base_sha256=base, text=text)))


def test_before_the_first_publishing_all_is_new(bench: Bench) -> None:
    found = review(bench)
    assert found.last is None
    assert found.by == ""
    assert marks(found) == [("added",)] * (LESSONS + 2)
    assert (found.modules, found.lessons) == (2, LESSONS)


def test_what_was_published_before_the_journal_began_is_not_called_new() -> None:
    assert review(academy()).changes == ()


def test_a_publishing_is_what_the_next_is_compared_with(bench: Bench) -> None:
    bench.clock.advance(seconds=1)
    done = bench.run(PublishCourse(course_id=COURSE), TEACHER)
    found = review(bench)
    assert found.last is not None
    assert (found.last.number, found.last.by) == (1, TEACHER.user_id)
    assert found.last.command_id == done.command_id
    assert found.by == bench.get(User, TEACHER.user_id).full_name
    assert found.changes == ()
    write(bench, 21, "Other")
    assert marks(review(bench)) == [("text",)]
    did(bench, UnpublishCourse(course_id=COURSE))
    did(bench, PublishCourse(course_id=COURSE))
    again = review(bench)
    assert again.last is not None
    assert again.last.number == 2
    assert again.changes == ()


def test_a_publishing_that_was_undone_does_not_count(bench: Bench) -> None:
    first = did(bench, PublishCourse(course_id=COURSE))
    write(bench, 21, "Other")
    did(bench, UnpublishCourse(course_id=COURSE))
    second = did(bench, PublishCourse(course_id=COURSE))
    undone(bench, second)
    found = review(bench)
    assert found.last is not None
    assert (found.last.number, found.last.command_id) == (1, first)
    assert marks(found) == [("text",)]


CHANGES: dict[str, Callable[[Bench], object]] = {
    "text": lambda b: write(b, 21, "Other"),
    "add": lambda b: did(b, AddLesson(lesson_id=90, module_id=11, title="New")),
    "add_module": lambda b: did(b, AddModule(module_id=91, course_id=COURSE, title="New")),
    "delete": lambda b: did(b, DeleteLesson(lesson_id=22)),
    "delete_module": lambda b: did(b, DeleteModule(module_id=11)),
    "move": lambda b: did(b, MoveLesson(lesson_id=21, module_id=12, after_id=24)),
    "move_module": lambda b: did(b, MoveModule(module_id=11, after_id=12)),
    "hide": lambda b: did(
        b, EditModule(module_id=12, changes=edit("is_published", True, False))
    ),
    "attach": lambda b: did(b, attach(70)),
    "undone": lambda b: undone(b, write(b, 21, "Other")),
    "deleted_and_back": lambda b: undone(b, did(b, DeleteModule(module_id=11))),
    "twice": lambda b: (
        write(b, 21, "One"),
        write(b, 21, "Two"),
        did(b, DeleteLesson(lesson_id=21)),
    ),
    "not_content": lambda b: did(
        b, EditCourse(course_id=COURSE, changes=(Change("price", 0.0, 9.0),))
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_follows_what_was_published_is_known(bench: Bench, name: str) -> None:
    did(bench, attach(71))
    did(bench, PublishCourse(course_id=COURSE))
    then = standing(bench)
    CHANGES[name](bench)
    assert published(bench) == then


def test_every_change_together(bench: Bench) -> None:
    did(bench, attach(71))
    did(bench, PublishCourse(course_id=COURSE))
    then = standing(bench)
    for name in ("text", "add", "move", "attach", "undone", "delete_module"):
        CHANGES[name](bench)
    did(bench, RemoveMaterial(material_id=71))
    assert published(bench) == then
    assert published(bench) != standing(bench)


def test_another_course_is_none_of_its_business(bench: Bench) -> None:
    other = module(31, 20)
    bench.put(course(20, 2, slug="other"), other, lesson(41, other))
    did(bench, PublishCourse(course_id=COURSE))
    did(bench, DeleteModule(module_id=31))
    assert set(published(bench).lessons) == {21, 22, 23, 24}


def test_readers_and_whose_totals_become_others(bench: Bench) -> None:
    did(bench, enroll(bench, 101, 102))
    with bench.store.reading() as rows:
        ids = tuple(one.id for one in rows.find(Enrollment, course_id=COURSE))
    did(bench, RefreshTotals(enrollment_ids=ids))
    assert review(bench).readers.recounted == 0
    did(bench, DeleteLesson(lesson_id=21))
    found = review(bench)
    assert (found.readers.learning, found.readers.waiting, found.readers.recounted) == (2, 0, 2)
    with bench.store.reading() as rows:
        assert rows.count(Enrollment, course_id=COURSE) == 2
        assert {one.total_lessons for one in rows.find(Progress)} == {LESSONS}


def test_who_waits_is_counted() -> None:
    bench = academy(status="draft", published_at=None, max_students=1)
    did(bench, enroll(bench, 101))
    did(bench, enroll(bench, 102))
    assert review(bench).readers.waiting == 1


def test_findings_are_those_of_what_stands(bench: Bench) -> None:
    assert {one.error.reason for one in review(bench).blocking} == {"review.no_text"}
    for key in (21, 22, 23, 24):
        write(bench, key, "Text")
    assert review(bench).blocking == ()


def test_texts_of_what_is_gone_are_kept(bench: Bench) -> None:
    write(bench, 21, "Once")
    did(bench, PublishCourse(course_id=COURSE))
    did(bench, DeleteLesson(lesson_id=21))
    (change,) = review(bench).changes
    with bench.store.reading() as rows:
        assert change.before is not None
        assert stored_text(rows, change.before) == "Once"  # type: ignore[arg-type]
        assert stored_text(rows, None) == ""


def test_a_course_that_is_not_there(bench: Bench) -> None:
    with bench.store.reading() as rows, pytest.raises(NotFound):
        course_review(rows, PlainHistory(bench.store), lambda _: True, 4711)


def test_archiving_is_no_version(bench: Bench) -> None:
    did(bench, PublishCourse(course_id=COURSE))
    did(bench, ArchiveCourse(course_id=COURSE))
    found = review(bench)
    assert found.last is not None
    assert found.last.number == 1


# as learners see it


def test_learners_see_shown_modules_in_order(bench: Bench) -> None:
    did(bench, EditModule(module_id=11, changes=edit("is_published", True, False)))
    found = learner(bench, published=False)
    assert [one.id for one in found.chapters] == [12]
    assert [one.id for one in found.lessons] == [23, 24]
    assert found.hidden == 1
    assert not found.was_published


def test_learners_as_published_or_as_it_stands(bench: Bench) -> None:
    did(bench, PublishCourse(course_id=COURSE))
    write(bench, 21, "Other")
    did(bench, DeleteLesson(lesson_id=22))
    then, now = learner(bench, published=True), learner(bench, published=False)
    assert [one.id for one in then.lessons] == [21, 22, 23, 24]
    assert then.lessons[0].body_sha256 == EMPTY_SHA256
    assert (then.is_published, now.is_published, now.was_published) == (True, False, True)
    assert [one.id for one in now.lessons] == [21, 23, 24]
    assert now.lessons[0].body_sha256 != EMPTY_SHA256


def test_what_was_never_published_is_shown_as_it_stands(bench: Bench) -> None:
    assert not learner(bench, published=True).is_published


def test_files_of_a_lesson(bench: Bench) -> None:
    did(bench, attach(70, file_name="own.csv", lesson_id=21))
    did(bench, attach(71, file_name="linked.csv"))
    did(bench, attach(72, file_name="kept.csv", lesson_id=21, is_downloadable=False))
    did(bench, attach(73, file_name="own.csv", lesson_id=22))
    link = {"name": "linked.csv", "url": "material:71", "type": "csv"}
    did(bench, EditLesson(lesson_id=21, changes=edit("resources", [], [link])))
    found = learner(bench, published=False)
    first, second = found.lessons[:2]
    assert [one.id for one in found.files(first)] == [70, 71]
    assert found.names(first)["own.csv"] == 70
    assert found.names(second)["own.csv"] == 73
