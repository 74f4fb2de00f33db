"""Redo: what was undone comes back in turn, until something else is done."""

from __future__ import annotations

import pytest

from app.domain.commands import Command, EditCourse
from app.domain.entities import Course
from app.domain.errors import Rejected
from app.usecases import redo as redoing
from app.usecases.batches import run_batch, undo
from app.usecases.redo import Top, redo, top
from tests.support.authoring import ADMIN, COURSE, TEACHER, academy, retitle
from tests.support.memory import Bench

FIRST = "Course 10"
"""The title in the beginning."""


@pytest.fixture
def bench() -> Bench:
    return academy()


def titled(bench: Bench, *titles: str) -> None:
    """Give the course one title after another."""
    for title in titles:
        bench.bus.execute(retitle(title_of(bench), title), ADMIN)


def title_of(bench: Bench) -> str:
    return bench.get(Course, COURSE).title


def back(bench: Bench, count: int = 1) -> str:
    undo(bench.bus, bench.store, ADMIN, count)
    return title_of(bench)


def again(bench: Bench) -> str:
    redo(bench.bus, bench.store, ADMIN)
    return title_of(bench)


def asked(bench: Bench) -> Top:
    return top(bench.store, ADMIN)


def test_what_was_undone_comes_back_step_by_step(bench: Bench) -> None:
    titled(bench, "A", "B", "C")
    assert [back(bench) for _ in range(3)] == ["B", "A", FIRST]
    assert [again(bench) for _ in range(3)] == ["A", "B", "C"]
    with pytest.raises(Rejected, match=r"redo\.nothing"):
        again(bench)


def test_there_and_back_at_any_depth(bench: Bench) -> None:
    titled(bench, "A", "B")
    assert [back(bench), again(bench), back(bench), back(bench)] == ["A", "B", "A", FIRST]
    assert [again(bench), back(bench), again(bench), again(bench)] == ["A", FIRST, "A", "B"]
    assert [back(bench), back(bench)] == ["A", FIRST]


def test_something_new_ends_it(bench: Bench) -> None:
    titled(bench, "A", "B")
    back(bench)
    titled(bench, "Other")
    assert asked(bench).redo is None
    with pytest.raises(Rejected, match=r"redo\.nothing"):
        again(bench)
    assert [back(bench), back(bench)] == ["A", FIRST]
    assert [again(bench), again(bench)] == ["A", "Other"]


def test_work_of_others_does_not_end_it(bench: Bench) -> None:
    titled(bench, "A")
    back(bench)
    bench.bus.execute(EditCourse(course_id=COURSE, changes=()), TEACHER)
    assert again(bench) == "A"


def test_a_batch_comes_back_as_one(bench: Bench) -> None:
    steps: list[Command] = [retitle(FIRST, "A"), retitle("A", "B")]
    run_batch(bench.bus, bench.store, "two titles", steps, ADMIN)
    assert asked(bench) == Top(undo="two titles", redo=None)
    assert back(bench) == FIRST
    assert asked(bench) == Top(undo=None, redo="two titles")
    assert redo(bench.bus, bench.store, ADMIN) == len(steps)
    assert title_of(bench) == "B"
    assert back(bench) == FIRST


def test_several_undone_at_once_come_back_at_once(bench: Bench) -> None:
    titled(bench, "A", "B", "C")
    assert back(bench, 2) == "A"
    assert again(bench) == "C"


def test_a_refused_one_changes_nothing(bench: Bench) -> None:
    titled(bench, "A", "B")
    back(bench, 2)
    bench.bus.execute(retitle(FIRST, "Theirs"), TEACHER)
    with pytest.raises(Rejected, match=r"undo\.changed_since"):
        again(bench)
    assert title_of(bench) == "Theirs"


def test_many_undos_are_found_page_by_page(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redoing, "PAGE", 2)
    titled(bench, "A", "B", "C", "D", "E")
    for _ in range(5):
        back(bench)
    assert [again(bench) for _ in range(5)] == list("ABCDE")


def test_it_is_told_what_would_be_done(bench: Bench) -> None:
    assert asked(bench) == Top(undo=None, redo=None)
    titled(bench, "A")
    told = asked(bench)
    assert told.undo is not None
    assert told.redo is None
    back(bench)
    assert asked(bench) == Top(undo=None, redo=told.undo)
    again(bench)
    assert asked(bench) == told
