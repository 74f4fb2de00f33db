"""What is found in a course before it is published."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from app.domain.entities import Course, CourseSettings, Lesson, Material, Module
from app.domain.entities.content import MAX_BODY_BYTES
from app.domain.messages.sentence import sentences
from app.queries.course_findings import Finding, findings
from app.queries.published import Content
from tests.support.memory import START, course, course_settings, lesson, module

QUIZ = {"questions": [{"type": "true_false", "text": "?", "answer": True}]}
CHAPTER = module(11, 10)
PICTURE = Material(
    id=5,
    course_id=10,
    file_name="plan.png",
    file_type="image/png",
    file_size_bytes=1,
    sha256="a" * 64,
    created_at=START,
)


def named(text: str) -> str:
    return sha256(text.encode()).hexdigest()


class Case:
    """A course in which nothing is to be found, changed by each test."""

    def __init__(self) -> None:
        self.course: Course = replace(course(10, 2), description="What it is")
        self.settings: CourseSettings = course_settings(10)
        self.modules: list[Module] = [CHAPTER]
        self.materials = [PICTURE]
        self.texts = ["Text"]
        self.lessons: list[Lesson] = [self._lesson(21, "Text")]
        self.files = {PICTURE.sha256}

    def _lesson(self, key: int, text: str, **columns: Any) -> Lesson:
        made = {"duration_minutes": 5, "body_sha256": named(text), **columns}
        return replace(lesson(key, CHAPTER), **made)

    def lesson(self, text: str, **columns: Any) -> None:
        """Another text, and other columns, for its one lesson."""
        self.texts.append(text)
        self.lessons = [self._lesson(21, text, **columns)]

    def found(self) -> tuple[Finding, ...]:
        return findings(
            self.course,
            self.settings,
            Content(
                modules={one.id: one for one in self.modules},
                lessons={one.id: one for one in self.lessons},
                materials={one.id: one for one in self.materials},
            ),
            {named(one): one for one in self.texts},
            self.files.__contains__,
        )

    def reasons(self) -> list[tuple[str, bool]]:
        return [(one.error.reason, one.blocking) for one in self.found()]


@pytest.fixture
def case() -> Case:
    return Case()


def test_a_good_course_has_none(case: Case) -> None:
    assert case.found() == ()


def test_no_lessons(case: Case) -> None:
    case.lessons = []
    assert case.reasons() == [("course.no_lessons", True), ("review.empty_module", False)]


def test_every_module_hidden(case: Case) -> None:
    case.modules = [replace(CHAPTER, is_published=False)]
    assert case.reasons() == [("review.nothing_shown", True), ("review.hidden_module", False)]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({}, "review.no_text"),
        ({"type": "assignment"}, "review.no_text"),
        ({"type": "video"}, "review.no_video"),
        ({"type": "quiz"}, "quiz.no_questions"),
        ({"type": "quiz", "quiz": {"questions": [{"type": "short"}]}}, "quiz.no_text"),
    ],
)
def test_a_lesson_without_what_it_needs(case: Case, columns: Any, reason: str) -> None:
    case.lesson("  \n", **columns)
    (found,) = case.found()
    assert (found.error.reason, found.blocking) == (reason, True)
    assert (found.lesson_id, found.module_id, found.title) == (21, 11, case.lessons[0].title)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", {"type": "quiz", "quiz": QUIZ}),
        ("", {"type": "video", "video": {"url": "https://example.org/film"}}),
        ("See the film", {"type": "video"}),
    ],
)
def test_a_quiz_or_video_needs_no_text(case: Case, text: str, columns: Any) -> None:
    case.lesson(text, **columns)
    assert case.found() == ()


def test_a_text_that_is_too_long(case: Case) -> None:
    case.lesson("x" * (MAX_BODY_BYTES + 1))
    assert case.reasons() == [("lesson.too_long", True)]


def test_what_learners_do_not_see_never_blocks(case: Case) -> None:
    shown = module(12, 10)
    case.modules = [replace(CHAPTER, is_published=False), shown]
    case.lesson("")
    case.lessons.append(replace(case._lesson(22, "Text"), module_id=12))
    assert ("review.no_text", False) in case.reasons()
    assert not any(blocking for _, blocking in case.reasons())


RESOURCES = (
    {"name": "plan.png", "url": "material:5", "type": "png"},
    {"name": "old.png", "url": "material:6", "type": "png"},
    {"name": "next", "url": "lesson:21", "type": "lesson"},
    {"name": "gone", "url": "lesson:99", "type": "lesson"},
    {"name": "site", "url": "https://example.org", "type": ""},
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![Plan](fig/plan.png)", []),
        ("![Plan](material:5)", []),
        ("![Plan](material:plan.png)", []),
        ("![Plan](https://example.org/a.png)", []),
        ("![Plan](fig/old.png)", [("review.picture_missing", True)]),
        ("![Plan](fig/never.png)", [("review.picture_missing", True)]),
        ("![Plan](material:6)", [("review.picture_missing", True)]),
        ("![Plan](material:other.png)", [("review.picture_missing", True)]),
        ("![](fig/plan.png)", [("review.no_words", False)]),
        ("![](fig/plan.png){alt='A plan'}", []),
        ("[next](next), [top](#top), [web](https://example.org), [s](site)", []),
        ("[file](material:5)", []),
        ("[file](material:6)", [("review.file_missing", True)]),
        ("[lesson](lesson:21)", []),
        ("[lesson](lesson:99)", [("review.lesson_missing", True)]),
        ("[notes](notes/extra.md)", [("review.dead_link", False)]),
        ("`![](a.png)` and `[b](b.md)`", []),
        ("```\n![](a.png)\n[b](b.md)\n```", []),
    ],
)
def test_links_and_pictures(case: Case, text: str, expected: list[tuple[str, bool]]) -> None:
    case.lesson(text, resources=RESOURCES)
    assert case.reasons() == expected


def test_files_that_are_on_their_way_or_lost(case: Case) -> None:
    case.materials.append(replace(PICTURE, id=6, state="uploading", sha256="b" * 64))
    assert case.reasons() == [("course.files_missing", True)]
    case.files = set()
    assert case.reasons() == [("course.files_missing", True), ("course.bytes_missing", True)]


def test_what_may_be_meant_is_only_worth_a_look(case: Case) -> None:
    case.course = replace(case.course, description=None)
    case.settings = replace(case.settings, pass_mark=0, auto_certificate=True)
    case.lesson("", type="quiz", quiz=QUIZ, duration_minutes=0)
    assert case.reasons() == [
        ("review.no_description", False),
        ("review.no_pass_mark", False),
        ("review.no_signatory", False),
        ("review.no_duration", False),
    ]


def test_blocking_comes_first_and_each_has_a_remedy(case: Case) -> None:
    case.course = replace(case.course, description=None)
    case.lesson("")
    assert [one.blocking for one in case.found()] == [True, False]
    for one in case.found():
        problem, remedy = sentences(one.error)
        assert problem.endswith(".")
        assert remedy.endswith(".")
        assert "{" not in problem + remedy
