"""What differs between two times of a course's content."""

from dataclasses import replace

import pytest

from app.domain.entities import Lesson, Module
from app.queries.course_changes import LessonChange, ModuleChange, content_changes, moved
from app.queries.published import Content
from tests.support.memory import lesson, module

FIRST, SECOND = module(11, 10), module(12, 10)
LESSONS = (lesson(21, FIRST), lesson(22, FIRST), lesson(23, FIRST), lesson(24, SECOND))


def content(*rows: Module | Lesson) -> Content:
    return Content(
        modules={one.id: one for one in rows if isinstance(one, Module)},
        lessons={one.id: one for one in rows if isinstance(one, Lesson)},
        materials={},
    )


WAS = content(FIRST, SECOND, *LESSONS)


def told(now: Content) -> list[tuple[str, tuple[str, ...]]]:
    changes = content_changes(WAS, now)
    return [
        (one.title if isinstance(one, ModuleChange) else one.shown.title, one.marks)
        for one in changes
    ]


def with_lesson(key: int, **columns: object) -> Content:
    return content(
        FIRST,
        SECOND,
        *(replace(one, **columns) if one.id == key else one for one in LESSONS),  # type: ignore[arg-type]
    )


def test_nothing_changed() -> None:
    assert told(WAS) == []


@pytest.mark.parametrize(
    ("columns", "marks"),
    [
        ({"title": "New"}, ("renamed",)),
        ({"body_sha256": "0" * 64}, ("text",)),
        ({"quiz": {"questions": []}}, ("quiz",)),
        ({"duration_minutes": 99}, ("details",)),
        ({"is_preview": True}, ("details",)),
        ({"module_id": 12, "rank": "zz"}, ("moved",)),
        ({"rank": "zz"}, ("moved",)),
        ({"title": "New", "rank": "zz", "video": {"url": "x"}}, ("renamed", "moved", "details")),
        ({"updated_at": None, "source_path": "elsewhere"}, ()),
    ],
)
def test_each_column_of_a_lesson(columns: dict[str, object], marks: tuple[str, ...]) -> None:
    changes = content_changes(WAS, with_lesson(21, **columns))
    assert [one.marks for one in changes] == ([marks] if marks else [])


def test_a_lesson_in_another_module_names_both() -> None:
    (change,) = content_changes(WAS, with_lesson(21, module_id=12, rank="zz"))
    assert isinstance(change, LessonChange)
    assert (change.was_in, change.module) == (FIRST.title, SECOND.title)


@pytest.mark.parametrize(
    ("columns", "marks"),
    [
        ({"title": "New"}, ("renamed",)),
        ({"description": "Why"}, ("details",)),
        ({"is_published": False}, ("hidden",)),
        ({"rank": "zz"}, ("moved",)),
    ],
)
def test_each_column_of_a_module(columns: dict[str, object], marks: tuple[str, ...]) -> None:
    now = content(replace(FIRST, **columns), SECOND, *LESSONS)  # type: ignore[arg-type]
    (change,) = content_changes(WAS, now)
    assert change.marks == marks


def test_a_module_is_shown_again() -> None:
    hidden = content(replace(FIRST, is_published=False), SECOND, *LESSONS)
    (change,) = content_changes(hidden, WAS)
    assert change.marks == ("shown",)


def test_what_came_stands_in_its_place_and_what_went_comes_last() -> None:
    third, new = module(13, 10), lesson(25, FIRST)
    now = content(FIRST, third, *LESSONS[:3], new)
    assert told(now) == [
        (new.title, ("added",)),
        (third.title, ("added",)),
        (SECOND.title, ("removed",)),
        (LESSONS[3].title, ("removed",)),
    ]


def test_of_a_lesson_that_went_its_former_module_is_named() -> None:
    (change,) = content_changes(WAS, content(FIRST, SECOND, *LESSONS[1:]))
    assert isinstance(change, LessonChange)
    assert (change.module, change.was_in) == (FIRST.title, FIRST.title)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([1, 2, 3, 4], [1, 2, 3, 4], set()),
        ([1, 2, 3, 4], [2, 3, 4, 1], {1}),
        ([1, 2, 3, 4], [4, 1, 2, 3], {4}),
        ([1, 2, 3, 4], [1, 9, 3, 2, 4], {3}),
        ([1, 2, 3], [3, 2, 1], {3, 2}),
        ([], [1, 2], set()),
    ],
)
def test_only_what_has_to_is_said_to_have_moved(
    before: list[int], after: list[int], found: set[int]
) -> None:
    assert moved(before, after) == found
