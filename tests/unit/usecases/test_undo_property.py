"""Undo over random histories: always exactly what was, or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.commands import EditCourse, Revert
from app.domain.entities import Course
from app.domain.errors import Rejected
from app.domain.journal import JournalEntry
from app.usecases import undo_plan
from app.usecases.batches import run_batch, undo
from tests.support.authoring import ADMIN, COURSE, TEACHER, edit
from tests.support.authoring_histories import Work, state

SEEDS = st.integers(0, 2**32)
EVERYTHING = 10_000


def standing(work: Work) -> list[JournalEntry]:
    """The actor's commands that changed something and are not undone, newest first."""
    store = work.bench.store
    entries = [one for one in store.journal(actor_id=1, limit=EVERYTHING) if not one.reverts]
    gone = store.reverted({one.command_id for one in entries})
    return [one for one in entries if one.command_id not in gone]


ENOUGH = 10
"""Commands that a history must have run to tell anything."""


def check_undo_and_redo(work: Work, steps: int) -> int:
    """Undo and redo after each of *steps* commands; how many were run.

    Some histories refuse most of what they try: these go on until `ENOUGH` were run.
    """
    done = tried = 0
    while tried < steps or (done <= ENOUGH and tried < 20 * steps):
        tried += 1
        before = state(work.bench)
        one = work.step()
        if one is None:
            assert state(work.bench) == before
            continue
        done += 1
        after = state(work.bench)
        work.bench.clock.advance(seconds=1)
        back = work.bench.run(Revert(command_id=one.command_id), ADMIN)
        assert state(work.bench) == before
        work.bench.clock.advance(seconds=1)
        work.bench.run(Revert(command_id=back.command_id), ADMIN)
        assert state(work.bench) == after
    return done


def check_undo_of_everything(work: Work, steps: int) -> int:
    """Undo all of *steps* commands; how many units that were."""
    start = state(work.bench)
    for _ in range(steps):
        work.step()
    units = undo(work.bench.bus, work.bench.store, ADMIN, EVERYTHING)
    assert state(work.bench) == start
    return len(units)


@given(SEEDS)
@settings(max_examples=25)
def test_any_command_undone_is_what_was_and_redone_what_it_was_then(seed: int) -> None:
    assert check_undo_and_redo(Work(seed), 60) > ENOUGH


@given(SEEDS)
@settings(max_examples=20)
def test_two_hundred_commands_undone_are_the_start(seed: int) -> None:
    assert check_undo_of_everything(Work(seed), 200) > 10


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """An undo that forgets what a command deleted."""
    monkeypatch.setattr(undo_plan, "_plan_deleted", lambda *rest: None)


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """An undo that leaves one column as it is."""
    whole = undo_plan._reverted

    def fault(kind: Any, one: Any, row: Any, uow: Any) -> Any:
        after = whole(kind, one, row, uow)
        return row if kind.__name__ == "Enrollment" else after

    monkeypatch.setattr(undo_plan, "_reverted", fault)


def test_the_history_that_catches_faults_has_none_of_its_own() -> None:
    assert check_undo_and_redo(Work(1), 300) > ENOUGH


@pytest.mark.usefixtures("forgetful")
def test_an_undo_that_forgets_rows_is_caught() -> None:
    with pytest.raises((AssertionError, Rejected)):
        check_undo_and_redo(Work(1), 300)


@pytest.mark.usefixtures("careless")
def test_an_undo_that_forgets_columns_is_caught() -> None:
    with pytest.raises((AssertionError, Rejected)):
        check_undo_and_redo(Work(1), 300)


@given(SEEDS, st.integers(1, 20))
@settings(max_examples=25)
def test_a_refused_undo_changes_nothing_at_all(seed: int, count: int) -> None:
    work = Work(seed)
    first = EditCourse(course_id=COURSE, changes=edit("category", None, "mine"))
    mine = work.bench.run(first, ADMIN)
    for _ in range(count):
        work.step()
    with work.bench.store.unit_of_work(TEACHER) as uow:
        uow.save_all([replace(uow.get(Course, COURSE), category="theirs")])
        uow.commit(first, command_id="theirs")
    before, journal = state(work.bench), len(work.bench.store.journal(limit=EVERYTHING))
    with pytest.raises(Rejected):
        undo(work.bench.bus, work.bench.store, ADMIN, EVERYTHING)
    assert state(work.bench) == before
    assert len(work.bench.store.journal(limit=EVERYTHING)) == journal
    assert mine.command_id in {one.command_id for one in standing(work)}


@given(SEEDS, st.integers(0, 25))
@settings(max_examples=25)
def test_a_batch_cancelled_anywhere_is_as_if_it_had_never_been(seed: int, stop: int) -> None:
    work = Work(seed)
    for _ in range(20):
        work.step()
    before = state(work.bench)
    asked = iter(range(1000))

    def commands() -> Iterator[Any]:
        for _ in range(40):
            try:
                yield work.command()
            except Rejected:
                continue
        raise Rejected("batch.cancelled", label="work")  # So few were possible: it ends here.

    with pytest.raises(Rejected):
        run_batch(
            work.bench.bus,
            work.bench.store,
            "work",
            commands(),
            ADMIN,
            cancelled=lambda: next(asked) >= stop,
        )
    assert state(work.bench) == before
    assert work.bench.store.batches("rolled_back")
