"""Kills a writer at random moments and looks at what is left; run as a program.

    python crashing.py FOLDER ROUNDS SEED [early]

Each round forks a child that opens the workspace and edits it as fast as it can, one command at a
time and in batches, telling each finished one through a pipe. The parent reads some of these
acknowledgements, kills the child with SIGKILL, opens the workspace as the program would, and looks
for every acknowledged edit. ``early`` plants the fault that this must find: an edit acknowledged
before it is committed. Prints the counts of `main` as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import BinaryIO

from app.domain.actor import SYSTEM
from app.domain.commands import AddModule
from app.domain.entities import Module
from app.usecases.batches import recover_batches, run_batch
from services.storage.workspace import open_workspace
from tests.support.memory import FixedClock
from tests.support.workspaces import bus_over, found_faults, opened

BATCH = 5


def write_for_ever(folder: Path, tell: int, first: int, *, early: bool) -> None:
    """Edit until killed; each title is told when it is safe (or, planted, before)."""
    workspace = open_workspace(folder, FixedClock(), patience=60)
    bus, store = bus_over(workspace.store), workspace.store

    def add(title: str) -> AddModule:
        (module_id,) = store.allocate_ids(Module)
        return AddModule(module_id=module_id, course_id=1, title=title)

    number = first
    while True:
        titles = [f"m{number}"] if number % 4 else [f"b{number}-{n}" for n in range(BATCH)]
        number += 1
        if early:
            os.write(tell, f"{json.dumps(titles)}\n".encode())
        if len(titles) == 1:
            bus.execute(add(titles[0]), SYSTEM)
        else:
            run_batch(bus, store, "batch", map(add, titles), SYSTEM)
        if not early:
            os.write(tell, f"{json.dumps(titles)}\n".encode())


def killed_writer(folder: Path, chance: random.Random, first: int, *, early: bool) -> list[str]:
    """Run a writer, kill it in the midst of some edit; all that it acknowledged."""
    acknowledgements, pause = chance.randrange(1, 25), chance.random() * 0.003
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        write_for_ever(folder, tell, first, early=early)
    os.close(tell)
    with os.fdopen(hear, "rb") as stream:
        told = [title for _ in range(acknowledgements) for title in _titles(stream)]
        time.sleep(pause)
        os.kill(child, signal.SIGKILL)
        told += [title for line in stream if line.endswith(b"\n") for title in json.loads(line)]
    os.waitpid(child, 0)
    return told


def _titles(stream: BinaryIO) -> list[str]:
    found: list[str] = json.loads(stream.readline())
    return found


def look(folder: Path, acknowledged: set[str], result: dict[str, int]) -> None:
    """Open what the kill left, as the program does, and count what is wrong."""
    with opened(folder) as workspace:
        unfinished = recover_batches(bus_over(workspace.store), workspace.store)
        result["recovered"] += len(unfinished)
        with workspace.store.reading() as rows:
            titles = {row.title for row in rows.find(Module)}
        batches: dict[str, int] = {}
        for title in titles:
            if title.startswith("b"):
                name = title.partition("-")[0]
                batches[name] = batches.get(name, 0) + 1
        result["lost"] += len(acknowledged - titles)
        result["half"] += sum(count != BATCH for count in batches.values())
        result["faults"] += len(found_faults(workspace))


def main(folder: Path, rounds: int, seed: int, *, early: bool) -> dict[str, int]:
    """How many edits were acknowledged and lost, batches recovered and left half, faults found."""
    chance = random.Random(seed)
    result = {
        "rounds": rounds,
        "acknowledged": 0,
        "recovered": 0,
        "lost": 0,
        "half": 0,
        "faults": 0,
    }
    acknowledged: set[str] = set()
    for number in range(rounds):
        first = (number + 1) * 100_000
        told = killed_writer(folder, chance, first, early=early)
        acknowledged.update(told)
        look(folder, acknowledged, result)
    result["acknowledged"] = len(acknowledged)
    return result


if __name__ == "__main__":
    counts = main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), early="early" in sys.argv)
    print(json.dumps(counts))
