"""Folding edits of one lesson."""

from dataclasses import replace

import pytest

from app.domain.commands import (
    BodyChange,
    Change,
    Command,
    DeleteModule,
    EditCourse,
    EditLesson,
    Revert,
)
from app.ports.replica import Pending, Refusal
from app.sync.folding import body_sha256, fold
from tests.support.sync import waiting


def _title(base: str, value: str, lesson_id: int = 1) -> EditLesson:
    return EditLesson(lesson_id=lesson_id, changes=(Change("title", base, value),))


def _body(base: str, text: str, **more: tuple[Change, ...]) -> EditLesson:
    change = BodyChange(base_sha256=body_sha256(base), text=text)
    return EditLesson(lesson_id=1, body=change, **more)


def _entries(*commands: Command) -> list[Pending]:
    return [waiting(command, f"c{number}") for number, command in enumerate(commands)]


def test_edits_that_follow_one_another_become_one_under_the_newest_id() -> None:
    minutes = (Change("duration_minutes", 1, 2),)
    folded = fold(
        _entries(
            _title("a", "b"),
            _body("one", "two", changes=minutes),
            _title("b", "c"),
            _body("two", "three"),
        )
    )
    assert folded == [
        waiting(
            EditLesson(
                lesson_id=1,
                changes=(Change("title", "a", "c"), *minutes),
                body=BodyChange(base_sha256=body_sha256("one"), text="three"),
            ),
            "c3",
        )
    ]


def test_edits_of_other_things_are_no_obstacle_and_stay() -> None:
    course = EditCourse(course_id=1, changes=(Change("title", "x", "y"),))
    entries = _entries(_title("a", "b"), course, _title("m", "n", lesson_id=2), _title("b", "c"))
    assert [entry.command_id for entry in fold(entries)] == ["c1", "c2", "c3"]
    assert fold(entries)[-1].command == _title("a", "c")


@pytest.mark.parametrize(
    "entries",
    [
        _entries(_title("a", "b"), DeleteModule(module_id=9), _title("b", "c")),
        _entries(_title("a", "b"), _title("x", "c")),
        _entries(_body("a", "b"), _body("x", "c")),
        _entries(_title("a", "b"), _title("b", "c"), Revert(command_id="c1")),
        _entries(_title("a", "b"), _title("b", "c"), _title("c", "a"), Revert(command_id="c1")),
        _entries(_title("a", "b"), _title("b", "a")),
        _entries(_body("a", "b"), _body("b", "a")),
    ],
    ids=[
        "a deletion between",
        "another base",
        "another text",
        "the later taken back",
        "one between taken back",
        "back to the title",
        "back to the text",
    ],
)
def test_edits_that_are_not_one_stay_apart(entries: list[Pending]) -> None:
    assert fold(entries) == entries


@pytest.mark.parametrize(
    "more",
    [
        {"actor_id": 2},
        {"batch_id": "b"},
        {"refusal": Refusal(reason="row.missing", data={})},
    ],
)
def test_edits_of_others_batches_and_refused_ones_stay_apart(more: dict[str, object]) -> None:
    first, second = _entries(_title("a", "b"), _title("b", "c"))
    entries = [first, replace(second, **more)]  # type: ignore[arg-type]
    assert fold(entries) == entries
    entries = [replace(first, **more), second]  # type: ignore[arg-type]
    assert fold(entries) == entries
