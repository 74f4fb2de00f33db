"""Replicas that have synchronised are equal, whatever happened on the way.

SMARTCOURSE_SYNC_HISTORIES runs more histories than a normal run, SMARTCOURSE_SYNC_SEED others.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext

import pytest

from app.domain.errors import SmartCourseError
from app.ports.replica import Page, Pending, Replica, SealedOp, ServerRow
from app.sync import rebase, rounds
from app.sync.submitting import Run
from services.storage.memory_replica import MemoryReplica
from tests.support.uncounted import Uncounted
from tests.sync.history import History
from tests.sync.naive import HoldBack

FIRST_SEED = int(os.environ.get("SMARTCOURSE_SYNC_SEED", "0"))
HISTORIES = int(os.environ.get("SMARTCOURSE_SYNC_HISTORIES", "1000"))
PARTS = 10
LENGTH = 60


@pytest.mark.parametrize("part", range(PARTS))
def test_replicas_converge_and_nothing_is_lost(part: int) -> None:
    seeds = range(FIRST_SEED + part, FIRST_SEED + HISTORIES, PARTS)
    # The first hundred run through whatever the others do.
    with Uncounted() if part else nullcontext():
        faults = {seed: found for seed in seeds if (found := History(seed, LENGTH).run())}
    assert not faults, f"{len(faults)} of {len(seeds)} histories; by seed: {_first(faults)}"


def test_long_histories_converge() -> None:
    with Uncounted():
        faults = {seed: found for seed in range(5) if (found := History(seed, 600).run())}
    assert not faults, _first(faults)


def test_the_histories_meet_what_they_are_for() -> None:
    met: Counter[str] = Counter()
    for seed in range(60):
        history = History(seed, LENGTH)
        with Uncounted():
            history.run()
        met += history.met
        for device in history.devices:
            met["folded"] += len(device.folded)
            for ack in device.replica.answers().values():
                met.update([ack.kind, ack.reason or "accepted", f"op of {ack.outcome.kind}"])
                met.update(str(row.data.get("outcome")) for row in ack.outcome.rows)
                met["promoted"] += len(ack.outcome.data.get("promoted", ()))
    wanted = {
        *("applied", "merged", "conflict", "rejected", "waiting", "promoted", "folded", "crash"),
        *("issued", "exists", "completed", "dropped"),
        *("sync.depends_on", "sync.ids_exhausted", "row.missing", "undo.changed_since"),
    }
    assert {one for one in wanted if not met[one]} == set()


def test_holding_back_touched_rows_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def settle(replica: MemoryReplica, run: Run) -> None:
        HoldBack(replica.state).settle(replica, run)

    monkeypatch.setattr(rounds, "settle", settle)
    assert _broken(60, ("diverged", "dangling")) > 30


def _skip_rewind(replica: MemoryReplica) -> None:
    """Base images are not restored."""
    for entry in replica.pending():
        del replica.state.entries[entry.command_id]


def _forget_tombstones(replica: MemoryReplica, rows: list[ServerRow]) -> None:
    """Deletions are not taken."""
    _WRITE(replica, [row for row in rows if row.image is not None])


def _take_any_page(replica: MemoryReplica, page: Page) -> None:
    """A page that was missed is not missed."""
    if page.rows and len(page.rows) % 5 == 0:
        page = Page(after=page.after, cursor=page.cursor, rows=page.rows[1:], acks=page.acks)
    _STAGE(replica, page)


def _seal_some(replica: MemoryReplica, ops: list[SealedOp]) -> None:
    """An op is numbered and then forgotten."""
    _SEAL(replica, [op for op in ops if op.op_no % 7])


def _drop_refused(replica: Replica, run: Run, entries: list[Pending]) -> None:
    """A command that fails when it runs again does not keep its place."""
    with replica.transaction():
        _RUN_AGAIN(replica, run, entries)
        refused = [entry.command_id for entry in replica.pending() if entry.refusal]
        for command_id in refused:
            del replica.state.entries[command_id]  # type: ignore[attr-defined]


_WRITE, _STAGE, _SEAL = MemoryReplica.write_rows, MemoryReplica.stage, MemoryReplica.seal
_RUN_AGAIN = rebase._run_again


@pytest.mark.parametrize(
    ("place", "name", "fault"),
    [
        pytest.param(MemoryReplica, "rewind", _skip_rewind, id="bases are not restored"),
        pytest.param(MemoryReplica, "write_rows", _forget_tombstones, id="deletions are not taken"),
        pytest.param(MemoryReplica, "stage", _take_any_page, id="a page is not whole"),
        pytest.param(MemoryReplica, "seal", _seal_some, id="an op is forgotten"),
        pytest.param(rebase, "_run_again", _drop_refused, id="a refused command is dropped"),
    ],
)
def test_a_fault_in_the_engine_is_found(
    monkeypatch: pytest.MonkeyPatch, place: object, name: str, fault: Callable[..., None]
) -> None:
    monkeypatch.setattr(place, name, fault)
    assert _broken(15) > 0


def _broken(histories: int, kinds: tuple[str, ...] = ("",)) -> int:
    """How many histories end in faults that begin so, or in rows that cannot stand at all."""
    return sum(1 for seed in range(histories) if _is_broken(seed, kinds))


def _is_broken(seed: int, kinds: tuple[str, ...]) -> bool:
    try:
        with Uncounted():
            return any(fault.startswith(kinds) for fault in History(seed, LENGTH).run())
    except (RuntimeError, KeyError, SmartCourseError):
        return True


def _first(faults: dict[int, list[str]]) -> str:
    return "; ".join(f"{seed}: {found[:3]}" for seed, found in list(faults.items())[:5])
