"""Batches: whole or not at all, recovered after a crash, undone as one."""

from collections.abc import Iterator

import pytest

from app.domain import commands as c
from app.domain.actor import SYSTEM
from app.domain.entities import Module
from app.domain.errors import Rejected
from app.domain.outcomes import Outcome
from app.usecases import batches
from app.usecases.batches import recover_batches, roll_back, run_batch, undo
from tests.support.authoring import ADMIN, COURSE, TEACHER, academy, edit, refused
from tests.support.memory import Bench


@pytest.fixture(params=[2, 500])
def bench(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """An academy whose journal is read in small and in large pages."""
    monkeypatch.setattr(batches, "PAGE", request.param)
    return academy(judged=True)


def add(*ids: int) -> list[c.Command]:
    return [c.AddModule(module_id=key, course_id=COURSE, title=f"M{key}") for key in ids]


def rename(key: int, old: str, new: str) -> c.EditModule:
    return c.EditModule(module_id=key, changes=edit("title", old, new))


def modules(bench: Bench) -> list[int]:
    return [row.id for row in bench.find(Module) if row.id > 12]


def run(bench: Bench, *commands: c.Command) -> None:
    run_batch(bench.bus, bench.store, "work", list(commands), ADMIN)


def states(bench: Bench) -> list[str]:
    return [
        state
        for state in ("running", "done", "rolled_back")
        for _ in bench.store.batches(state)  # type: ignore[arg-type]
    ]


# running


def test_a_batch_runs_all_its_commands_and_tells_how_far_it_is(bench: Bench) -> None:
    told: list[tuple[int, int | None]] = []
    done = run_batch(
        bench.bus,
        bench.store,
        "work",
        add(70, 71),
        ADMIN,
        on_progress=lambda so_far, total: told.append((so_far, total)),
        cancelled=lambda: False,
    )
    assert [one.outcome.data["id"] for one in done] == [70, 71]
    assert told == [(1, 2), (2, 2)]
    assert modules(bench) == [70, 71]
    assert states(bench) == ["done"]
    (batch_id, label) = bench.store.batches()[0]
    assert label == "work"
    assert len(bench.store.journal(batch_id=batch_id)) == 2


def test_how_many_there_will_be_may_be_unknown(bench: Bench) -> None:
    told: list[int | None] = []
    run_batch(
        bench.bus,
        bench.store,
        "work",
        iter(add(70)),
        ADMIN,
        on_progress=lambda so_far, total: told.append(total),
    )
    assert told == [None]


def test_a_batch_that_fails_leaves_nothing(bench: Bench) -> None:
    with refused("row.missing"):
        run(bench, *add(70, 71, 72), rename(999, "a", "b"))
    assert modules(bench) == []
    assert states(bench) == ["rolled_back"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_whatever_stops_a_batch_takes_it_back(bench: Bench, error: type[BaseException]) -> None:
    def commands() -> Iterator[c.Command]:
        yield from add(70, 71)
        raise error

    with pytest.raises(error):
        run_batch(bench.bus, bench.store, "work", commands(), ADMIN)
    assert modules(bench) == []
    assert states(bench) == ["rolled_back"]


def test_a_cancelled_batch_leaves_nothing_and_says_so(bench: Bench) -> None:
    asked = iter([False, False, True])
    with refused("batch.cancelled", label="work"):
        run_batch(
            bench.bus, bench.store, "work", add(70, 71, 72), ADMIN, cancelled=lambda: next(asked)
        )
    assert modules(bench) == []


def test_a_step_that_somebody_built_on_stays_and_is_told(bench: Bench) -> None:
    def commands() -> Iterator[c.Command]:
        yield from add(70, 71)
        bench.run(rename(70, "M70", "Mine"), TEACHER)
        raise OSError

    with refused("batch.incomplete", label="work", count=1):
        run_batch(bench.bus, bench.store, "work", commands(), ADMIN)
    assert modules(bench) == [70]
    assert states(bench) == ["rolled_back"]


def test_what_cannot_be_undone_by_nature_stays(bench: Bench) -> None:
    bench.bus._use_cases[c.RevokeCertificate] = lambda command, uow: Outcome()
    bench.bus._authorize = lambda command, uow: None
    revoke = c.RevokeCertificate(certificate_number="n", reason="r")
    with refused("row.missing"):
        run(bench, *add(70), revoke, rename(999, "a", "b"))
    assert modules(bench) == []


# after a crash


def test_a_batch_that_a_crash_left_running_is_rolled_back_at_the_next_open(bench: Bench) -> None:
    for batch_id, label in (("b1", "first"), ("b2", "second")):
        bench.store.open_batch(batch_id, label, ADMIN)
    for command in add(70, 71, 72):
        bench.run(command, ADMIN, batch_id="b1")
    bench.run(add(73)[0], ADMIN)
    newest = bench.store.journal(batch_id="b1")[0]
    bench.run(c.Revert(command_id=newest.command_id), SYSTEM)
    assert recover_batches(bench.bus, bench.store) == [("first", []), ("second", [])]
    assert modules(bench) == [73]
    assert states(bench) == ["rolled_back"] * 2
    assert recover_batches(bench.bus, bench.store) == []


def test_rolling_back_twice_does_nothing_more(bench: Bench) -> None:
    run(bench, *add(70, 71))
    (batch_id, _) = bench.store.batches()[0]
    roll_back(bench.bus, bench.store, batch_id)
    entries = len(bench.store.journal())
    roll_back(bench.bus, bench.store, batch_id)
    assert len(bench.store.journal()) == entries


# undoing


def test_the_last_commands_go_newest_first(bench: Bench) -> None:
    for command in (*add(70), rename(70, "M70", "A"), rename(70, "A", "B")):
        bench.run(command, ADMIN)
    (one,) = undo(bench.bus, bench.store, ADMIN)
    assert (one.command_type, one.label) == ("module.edit", "edit a module of this course")
    assert one.at_text == "2026-02-10T09:00:00.000000Z"
    assert bench.get(Module, 70).title == "A"
    assert [one.command_type for one in undo(bench.bus, bench.store, ADMIN, 2)] == [
        "module.edit",
        "module.add",
    ]
    assert modules(bench) == []


def test_a_batch_is_one(bench: Bench) -> None:
    bench.run(add(69)[0], ADMIN)
    run(bench, *add(70, 71, 72))
    (one,) = undo(bench.bus, bench.store, ADMIN)
    assert one.label == "work"
    assert modules(bench) == [69]
    undo(bench.bus, bench.store, ADMIN)
    assert modules(bench) == []


def test_work_of_others_and_undo_itself_do_not_count(bench: Bench) -> None:
    bench.run(add(70)[0], ADMIN)
    bench.run(add(71)[0], TEACHER)
    bench.run(rename(70, "M70", "A"), ADMIN)
    undo(bench.bus, bench.store, ADMIN)
    undo(bench.bus, bench.store, ADMIN)
    assert modules(bench) == [71]
    with refused("undo.nothing"):
        undo(bench.bus, bench.store, ADMIN)
    undo(bench.bus, bench.store, TEACHER, 9)
    assert modules(bench) == []


def test_an_undo_that_was_undone_leaves_its_command_to_be_undone(bench: Bench) -> None:
    bench.run(add(70)[0], ADMIN)
    undo(bench.bus, bench.store, ADMIN)
    back = bench.store.journal(limit=1)[0]
    bench.run(c.Revert(command_id=back.command_id), ADMIN)
    assert modules(bench) == [70]
    undo(bench.bus, bench.store, ADMIN)
    assert modules(bench) == []


def test_commands_that_changed_nothing_do_not_count(bench: Bench) -> None:
    bench.run(add(70)[0], ADMIN)
    bench.run(c.AddPeople(rows=()), ADMIN)
    bench.run(c.MarkNotificationsRead(notification_ids=()), ADMIN)
    undo(bench.bus, bench.store, ADMIN)
    assert modules(bench) == []


def test_what_cannot_be_undone_refuses_the_whole(bench: Bench) -> None:
    bench.bus._use_cases[c.RevokeCertificate] = lambda command, uow: Outcome()
    bench.bus._authorize = lambda command, uow: None
    bench.run(add(70)[0], ADMIN)
    bench.run(c.RevokeCertificate(certificate_number="n", reason="r"), ADMIN)
    bench.run(add(71)[0], ADMIN)
    entries = len(bench.store.journal())
    with refused("undo.not_undoable"):
        undo(bench.bus, bench.store, ADMIN, 3)
    assert modules(bench) == [70, 71]
    assert len(bench.store.journal()) == entries
    undo(bench.bus, bench.store, ADMIN)
    assert modules(bench) == [70]


def test_an_undo_that_fails_halfway_is_taken_back(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in add(70, 71, 72):
        bench.run(command, ADMIN)
    execute, left = bench.bus.execute, iter([True, True])

    def fails(command: c.Command, actor: object, **options: object) -> object:
        if actor is ADMIN and not next(left, False):
            raise InterruptedError
        return execute(command, actor, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(bench.bus, "execute", fails)
    with pytest.raises(InterruptedError):
        undo(bench.bus, bench.store, ADMIN, 3)
    assert modules(bench) == [70, 71, 72]


@pytest.mark.parametrize(("actor", "count"), [(SYSTEM, 1), (ADMIN, 0), (ADMIN, -1)])
def test_nobody_and_none_undo_nothing(bench: Bench, actor: object, count: int) -> None:
    bench.run(add(70)[0], ADMIN)
    with pytest.raises(Rejected, match=r"undo\.nothing"):
        undo(bench.bus, bench.store, actor, count)  # type: ignore[arg-type]
