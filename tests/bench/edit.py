"""Saving one lesson of a thousand, beside a bare commit of one row; and a command, start to exit.

The floor is `limits_sqlite.py`: one row with one index, WAL, FULL. Ours writes the lesson, its text
by hash and the journal, through the bus.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.bootstrap import create_workspace, open_workspace
from app.context import Context
from app.domain.actor import Actor
from app.domain.commands import AddLesson, AddModule, BodyChange, CreateCourse, EditLesson
from app.domain.entities import Course, Lesson, Module
from tests.bench.pairs import PAIRS, Figure, compare, figure, script
from tests.support.command_line import PROGRAM

LESSONS = 1_000
EDITS = 1_000
COMMITS = 2_000
ADMIN = Actor(1, "admin")
P50, P99, EXIT_SECONDS = 3.0, 4.0, 0.5

Percentiles = tuple[float, float]
"""Milliseconds at p50 and p99."""


def run() -> dict[str, Any]:
    """The figures; raises `Absent` without the floor's script."""
    script("limits_sqlite.py")
    with tempfile.TemporaryDirectory(prefix="smartcourse-") as scratch:
        folder = Path(scratch) / "workspace"
        create_workspace(folder, "office@example.org", "correct horse battery staple")
        context = open_workspace(folder)
        try:
            saves = saving(Path(scratch), context, _course(context))
        finally:
            context.close()
        exits = compare(
            "rows courses --limit 1, start to exit, beside half a second",
            lambda: _exit(folder),
            lambda: EXIT_SECONDS,
            unit="s",
            target=1.0,
            better="less",
        )
    return {"name": "edit", "figures": [one.told() for one in (*saves, exits)]}


def saving(folder: Path, context: Context, texts: dict[int, str]) -> list[Figure]:
    """What saving one of these lessons takes, beside a commit of one row in *folder*."""
    lessons = _for_ever(texts)
    pairs = [(_commits(folder), _edits(context, lessons)) for _ in range(PAIRS)]
    return [
        figure(
            f"one lesson of {len(texts):,} saved, {name}, beside a commit of one row",
            [(floor[place], own[place]) for floor, own in pairs],
            unit="ms",
            target=target,
            better="less",
        )
        for place, (name, target) in enumerate((("p50", P50), ("p99", P99)))
    ]


def _course(context: Context) -> dict[int, str]:
    """Lessons to edit: the id, and the text as it stands."""
    store, bus = context.store, context.bus
    course, module = store.allocate_ids(Course, 1)[0], store.allocate_ids(Module, 1)[0]
    bus.execute(CreateCourse(course_id=course, title="Long", instructor_id=1), ADMIN)
    bus.execute(AddModule(module_id=module, course_id=course, title="All"), ADMIN)
    texts: dict[int, str] = {}
    last: int | None = None
    for lesson in store.allocate_ids(Lesson, LESSONS):
        texts[lesson] = f"Lesson {lesson}.\n\n" + "A line of some length to read.\n" * 40
        bus.execute(
            AddLesson(
                lesson_id=lesson,
                module_id=module,
                title=f"Lesson {lesson}",
                body=texts[lesson],
                after_id=last,
            ),
            ADMIN,
        )
        last = lesson
    return texts


def _for_ever(texts: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Each lesson with its text as it stands, round and round."""
    while True:
        for lesson, text in texts.items():
            yield lesson, text
            texts[lesson] = _edited(text)


def _edited(text: str) -> str:
    return text + "One more sentence.\n"


def _edits(context: Context, lessons: Iterator[tuple[int, str]]) -> Percentiles:
    taken: list[float] = []
    for _ in range(EDITS):
        lesson, text = next(lessons)
        change = BodyChange(base_sha256=sha256(text.encode()).hexdigest(), text=_edited(text))
        command = EditLesson(lesson_id=lesson, body=change)
        started = time.perf_counter()
        outcome = context.bus.execute(command, ADMIN).outcome
        taken.append(1e3 * (time.perf_counter() - started))
        if outcome.rows[0].kind != "applied":
            raise RuntimeError(f"lesson {lesson}: {outcome}")
    taken.sort()
    return taken[len(taken) // 2], taken[len(taken) * 99 // 100]


def _commits(folder: Path) -> Percentiles:
    path = script("limits_sqlite.py")
    ran = subprocess.run(
        [sys.executable, str(path), "--dir", folder, f"--rows={COMMITS}", f"--commits={COMMITS}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=path.parent,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    values: dict[str, float] = {one["key"]: one["value"] for one in told}
    return values["sqlite.commit.p50"], values["sqlite.commit.p99"]


def _exit(workspace: Path) -> float:
    command = [str(PROGRAM), "--workspace", str(workspace), "rows", "courses", "--limit", "1"]
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
