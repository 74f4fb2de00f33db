"""Killed at any moment: nothing that was acknowledged is lost, nothing is half there."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import open_workspace
from app.domain.entities import (
    Course,
    Enrollment,
    EnrollmentHistory,
    EventRecord,
    Notification,
    Progress,
)
from app.queries.content import content_document
from tests.e2e.conftest import write_people
from tests.support.command_line import CommandLine
from tests.support.killable import Death, Job, Killer, killer

ANA, BEN = "ana@example.org", "ben@example.org"
LONG_TEXT = "A cup of tea takes its time. " * 2000
KILLED = -9


@pytest.fixture(scope="module")
def kill() -> Iterator[Killer]:
    with killer() as one:
        yield one


def _copy(cli: CommandLine, folder: Path) -> CommandLine:
    return CommandLine(Path(shutil.copytree(cli.workspace, folder)))


def _strata(total: int, count: int) -> list[int]:
    """One random tick of each of *count* equal stretches of a run of *total* ticks."""
    edges = [1 + index * total // count for index in range(count + 1)]
    return [random.randrange(low, max(high, low + 1)) for low, high in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class State:
    """All that the lines below change, without ids and times; what was told; the two logs."""

    facts: dict[str, Any]
    told: list[tuple[str, str]]
    history: list[str]
    events: list[tuple[str, str]]

    def fits(self, reference: "State") -> bool:
        """Whether it is *reference*. The logs may go on: a step of an undo was taken back."""
        return (
            (self.facts, self.told) == (reference.facts, reference.told)
            and self.history[: len(reference.history)] == reference.history
            and self.events[: len(reference.events)] == reference.events
            and {status for _, status in self.events} == {"completed"}
        )


def _state(cli: CommandLine) -> State:
    context = open_workspace(cli.workspace)
    try:
        context.settle()
        with context.store.reading() as rows:
            [course] = rows.find(Course, is_deleted=False)
            modules = content_document(rows, course)["modules"]
            return State(
                facts={
                    "course": (course.title, course.level, course.status),
                    "content": [
                        (one["title"], [(x["title"], x["content"]) for x in one["lessons"]])
                        for one in modules
                    ],
                    "enrollments": [
                        (row.status, row.completion_percentage) for row in rows.find(Enrollment)
                    ],
                    "progress": [row.completed_lessons for row in rows.find(Progress)],
                },
                told=[(row.type, row.title) for row in rows.find(Notification)],
                history=[row.action for row in rows.find(EnrollmentHistory)],
                events=[(row.event_type, row.status) for row in rows.find(EventRecord)],
            )
    finally:
        context.close()


def _edits(text: Path) -> list[tuple[str, ...]]:
    return [
        ("edit", "course", "tea", "title=Green tea", "level=beginner"),
        ("add", "module", "tea", "Milk", "--at", "1"),
        ("edit", "lesson", "2", "--body", str(text)),
        ("enroll", ANA, "tea"),
        ("progress", ANA, "tea", "Boil", "--minutes", "5"),
        ("move", "lesson", "2", "1", "1"),
        ("enroll", BEN, "tea"),
        ("delete", "lesson", "2"),
        ("enrollment", BEN, "tea", "drop"),
        ("undo", "2"),
        ("archive", "tea"),
    ]


class Editing:
    """The edits above, and the state that each of them leads to."""

    def __init__(self, school: CommandLine, folder: Path) -> None:
        self._school, self._folder = school, folder
        self._count = 0
        text = folder / "text.md"
        text.write_text(LONG_TEXT, encoding="utf-8")
        self.lines = _edits(text)
        steps = _copy(school, folder / "steps")
        self.states = [_state(steps)]
        for line in self.lines:
            steps(*line)
            self.states.append(_state(steps))

    def job(self, **when: Any) -> tuple[CommandLine, Job]:
        """A fresh school, and the edits on it to be ended *when*."""
        self._count += 1
        cli = _copy(self._school, self._folder / f"run-{self._count}")
        return cli, Job(self.lines, cli.environment, **when)

    def assert_nothing_lost(self, cli: CommandLine, death: Death, when: object) -> None:
        """What was acknowledged is there, and of what came next all or nothing."""
        assert cli.run("check").out == "No fault was found.\n", when
        possible = self.states[death.acknowledged : death.acknowledged + 2]
        state = _state(cli)
        assert any(map(state.fits, possible)), f"killed at {when} after {death.acknowledged} edits"
        shutil.rmtree(cli.workspace)


@pytest.fixture
def editing(school: CommandLine, tmp_path: Path) -> Editing:
    return Editing(school, tmp_path)


def test_no_acknowledged_edit_is_lost(kill: Killer, editing: Editing) -> None:
    _, job = editing.job()
    whole = kill.run(job)
    assert (whole.acknowledged, whole.error) == (len(editing.lines), "")
    assert whole.ticks is not None
    for tick in _strata(whole.ticks, 30):
        cli, job = editing.job(at_tick=tick)
        death = kill.run(job)
        assert death.status == KILLED
        editing.assert_nothing_lost(cli, death, f"tick {tick}")


def test_no_acknowledged_edit_is_lost_to_a_kill_from_outside(
    kill: Killer, editing: Editing
) -> None:
    for _ in range(12):
        cli, job = editing.job(after_seconds=random.uniform(0.01, 0.6))
        death = kill.run(job)
        editing.assert_nothing_lost(cli, death, f"{job.after_seconds} s")


PEOPLE = 1200
"""More than one command of an import takes."""


def _assert_all_or_none(cli: CommandLine, death: Death, when: object) -> None:
    there = len(cli.rows("users", is_deleted="false"))
    assert there == 8 + PEOPLE or (not death.acknowledged and there == 8), when
    [undone] = cli("undo")
    label = "Import of many.csv" if there > 8 else undone["label"]
    assert undone["label"] == label, when
    assert len(cli.rows("users", is_deleted="false")) == 8, when
    assert {row["status"] for row in cli.rows("events")} == {"completed"}, when
    assert cli.run("check").out == "No fault was found.\n", when


def test_an_import_is_whole_or_not_there(kill: Killer, school: CommandLine, tmp_path: Path) -> None:
    line = ("import", "users", str(write_people(tmp_path / "many.csv", PEOPLE)))
    cli = _copy(school, tmp_path / "whole")
    whole = kill.run(Job([line], cli.environment))
    assert (whole.acknowledged, whole.error) == (1, "")
    assert whole.ticks is not None
    for tick in _strata(whole.ticks, 12):
        cli = _copy(school, tmp_path / f"run-{tick}")
        death = kill.run(Job([line], cli.environment, at_tick=tick))
        assert death.status == KILLED
        _assert_all_or_none(cli, death, f"tick {tick}")
        shutil.rmtree(cli.workspace)


def test_a_course_folder_is_whole_or_not_there(
    kill: Killer, empty: CommandLine, demo: Path, tmp_path: Path
) -> None:
    line = ("import-course", str(demo / "courses" / "first-aid"))
    cli = _copy(empty, tmp_path / "whole")
    whole = kill.run(Job([line], cli.environment))
    assert whole.ticks is not None
    expected = _titles(cli)
    for tick in _strata(whole.ticks, 10):
        cli = _copy(empty, tmp_path / f"run-{tick}")
        assert kill.run(Job([line], cli.environment, at_tick=tick)).status == KILLED
        assert cli.rows("courses", is_deleted="false") == [] or _titles(cli) == expected, tick
        cli(*line)
        assert _titles(cli) == expected
        assert cli.run("check").out == "No fault was found.\n", tick
        shutil.rmtree(cli.workspace)


def _titles(cli: CommandLine) -> list[tuple[str, list[str]]]:
    return [
        (module["title"], [lesson["title"] for lesson in module["lessons"]])
        for module in cli("content", "first-aid")["modules"]
    ]


def test_certificates_are_whole_and_issued_once(
    kill: Killer, school: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "enrollments.csv"
    learners = [f"{name}@example.org" for name in ("ana", "ben", "chi", "dua", "eve")]
    file.write_text(
        "email,course,status\n" + "".join(f"{one},tea,completed\n" for one in learners),
        encoding="utf-8",
    )
    school("import", "enrollments", file)
    line = ("issue-certificates", "--course", "tea", "--out", str(tmp_path / "out"))
    cli = _copy(school, tmp_path / "whole")
    whole = kill.run(Job([line], cli.environment))
    assert whole.ticks is not None
    for tick in _strata(whole.ticks, 8):
        cli = _copy(school, tmp_path / f"run-{tick}")
        assert kill.run(Job([line], cli.environment, at_tick=tick)).status == KILLED
        assert cli.run("check").out == "No fault was found.\n", tick
        before = {row["certificate_number"] for row in cli.rows("certificates")}
        answer = cli("issue-certificates", "--course", "tea", "--out", tmp_path / f"out-{tick}")
        assert sorted(one["email"] for one in answer) == learners, tick
        assert {one["certificate_number"] for one in answer if not one["new"]} == before
        assert all(cli("verify", one["file"])["verdict"] == "genuine" for one in answer)
        told = cli.rows("notifications", title="Certificate issued")
        assert len(told) == len(learners), tick
        shutil.rmtree(cli.workspace)
