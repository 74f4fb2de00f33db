"""The outline's tree: whatever comes, rows are reconciled and Qt is told the truth."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.commands import FIRST, MoveLesson, MoveModule
from app.queries.courses_outline import OutlineLesson, OutlineModule, OutlineTree
from ui.models.outline import OutlineModel
from ui.models.outline_moves import Spot, kind_of, moves, nudged, shifted


def lesson(number: int, title: str = "") -> OutlineLesson:
    return OutlineLesson(number, title or f"L{number}", "text", 10, is_empty=False)


def module(number: int, lessons: Sequence[int], title: str = "") -> OutlineModule:
    made = tuple(lesson(one) for one in lessons)
    return OutlineModule(number, title or f"M{number}", True, made)


def tree(*modules: OutlineModule) -> OutlineTree:
    return OutlineTree(
        course_id=1,
        slug="c",
        title="C",
        status="draft",
        is_deleted=False,
        pass_mark=40,
        modules=modules,
    )


def shown(model: OutlineModel) -> list[tuple[str, list[str]]]:
    found = []
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        inside = [model.index(at, 0, index).data() for at in range(model.rowCount(index))]
        found.append((index.data(), inside))
    return found


def wanted(told: OutlineTree) -> list[tuple[str, list[str]]]:
    return [(one.title, [lesson.title for lesson in one.lessons]) for one in told.modules]


@st.composite
def trees(draw: st.DrawFn) -> OutlineTree:
    """Lessons 1 to 8 dealt to modules 1 to 4, some of either left out, titles changing."""
    numbers = draw(st.permutations(range(1, 9)))[: draw(st.integers(0, 8))]
    names = draw(st.permutations(range(1, 5)))[: draw(st.integers(1, 4))]
    homes = [draw(st.sampled_from(names)) for _ in numbers]
    mark = draw(st.sampled_from(["", "!"]))
    return tree(
        *(
            module(
                name,
                [one for one, home in zip(numbers, homes, strict=True) if home == name],
                f"M{name}{mark}",
            )
            for name in names
        )
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(trees(), min_size=2, max_size=5))
def test_any_outline_becomes_any_other(qapp: object, told: list[OutlineTree]) -> None:
    model = OutlineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for one in told:
        model.take(one)
        assert shown(model) == wanted(one)


def test_a_lesson_that_moves_stays_the_same_row(qapp: object) -> None:
    model = OutlineModel()
    model.take(tree(module(1, [1, 2]), module(2, [3])))
    kept = QPersistentModelIndex(model.find(lesson_id=2))
    model.take(tree(module(1, [1]), module(2, [2, 3])))
    assert kept.isValid()
    assert kept.data() == "L2"
    assert kept.parent().data() == "M2"


MODULES = (module(1, [1, 2, 3]), module(2, [4, 5]), module(3, []))


@pytest.mark.parametrize(
    ("chosen", "step", "spot"),
    [
        ([2], -1, Spot(1, FIRST)),
        ([2], 1, Spot(1, 3)),
        ([1], -1, None),
        ([3], 1, Spot(2, FIRST)),
        ([4], -1, Spot(1, 3)),
        ([5], 1, Spot(3, FIRST)),
    ],
)
def test_nudging_goes_on_into_the_next_module(
    chosen: list[int], step: int, spot: Spot | None
) -> None:
    assert nudged(MODULES, [lesson(one) for one in chosen], step) == spot


def test_modules_are_nudged_among_modules() -> None:
    assert nudged(MODULES, [MODULES[1]], -1) == Spot(None, FIRST)
    assert nudged(MODULES, [MODULES[0]], 1) == Spot(None, 2)
    assert nudged(MODULES, [MODULES[2]], 1) is None


def test_shifting_enters_from_the_near_end() -> None:
    assert shifted(MODULES, [lesson(4)], -1) == Spot(1, 3)
    assert shifted(MODULES, [lesson(1)], 1) == Spot(2, FIRST)
    assert shifted(MODULES, [lesson(1)], -1) is None
    assert shifted(MODULES, [MODULES[0]], 1) is None


def test_several_go_together_in_their_order() -> None:
    made = moves(MODULES, [lesson(5), lesson(1)], Spot(1, 2))
    assert made == [
        MoveLesson(lesson_id=1, module_id=1, after_id=2),
        MoveLesson(lesson_id=5, module_id=1, after_id=1),
    ]


def test_what_stands_there_already_is_not_moved() -> None:
    assert moves(MODULES, [lesson(2)], Spot(1, 1)) == []
    assert moves(MODULES, [lesson(2)], Spot(1, 2)) == []
    assert moves(MODULES, [MODULES[1]], Spot(None, 1)) == []
    assert moves(MODULES, [MODULES[2]], Spot(None, FIRST)) == [
        MoveModule(module_id=3, after_id=FIRST)
    ]


def test_a_module_swallows_its_own_lessons_and_no_others() -> None:
    assert kind_of([MODULES[0], lesson(2)]) is OutlineModule
    assert kind_of([MODULES[0], lesson(4)]) is None
    assert kind_of([]) is None
