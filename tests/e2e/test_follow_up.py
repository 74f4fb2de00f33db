"""What follows from a committed command: whatever hinders it, the command is told as done."""

from pathlib import Path

import pytest

from app.bootstrap.settling import Settling
from app.domain.errors import EnvironmentFault
from tests.e2e.conftest import write_people
from tests.support.command_line import CommandLine

FULL = EnvironmentFault("workspace.disk_full", path="school", cause="database or disk is full")


def _hindered(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def settle(_: Settling) -> bool:
        raise error

    monkeypatch.setattr(Settling, "settle", settle)


def _lines(tmp_path: Path) -> list[tuple[str, ...]]:
    progress = tmp_path / "progress.csv"
    progress.write_text("email,course,lesson\nana@example.org,tea,Boil\n", encoding="utf-8")
    return [
        ("edit", "course", "tea", "title=Green tea"),
        ("import", "users", str(write_people(tmp_path / "people.csv", 2))),
        ("enroll", "ana@example.org", "tea"),
        ("import", "progress", str(progress)),
        ("enrollment", "ana@example.org", "tea", "complete"),
        ("issue-certificates", "--course", "tea", "--out", str(tmp_path / "out")),
        ("undo",),
    ]


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (FULL, "There is no room left for school: database or disk is full."),
        (OSError(28, "No space left on device", "school"), "No space left on device."),
        (KeyboardInterrupt(), "It was stopped."),
    ],
)
def test_what_was_committed_is_told_as_done(
    school: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    cause: str,
) -> None:
    for line in _lines(tmp_path)[:-1]:
        with monkeypatch.context() as fault:
            _hindered(fault, error)
            ran = school.run(*line, "--json")
        assert (ran.code, bool(ran.json)) == (0, True), ran
        assert "waits for the next command" in ran.err
        assert cause in ran.err
        assert "repeat" not in ran.err.replace("do not repeat", "")
        assert {row["status"] for row in school.rows("events")} == {"completed"}


def test_an_undo_that_is_committed_is_told_as_done(
    school: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    school("enroll", "ana@example.org", "tea")
    with monkeypatch.context() as fault:
        _hindered(fault, FULL)
        school("enrollment", "ana@example.org", "tea", "drop")
        ran = school.run("undo", "--json")
    assert (ran.code, len(ran.json)) == (0, 1)
    assert school.row("enrollments")["status"] == "active"


def test_what_waits_hinders_no_later_command(
    school: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as fault:
        _hindered(fault, FULL)
        school("enroll", "ana@example.org", "tea")
        ran = school.run("rows", "enrollments", "--json")
        assert (ran.code, len(ran.json)) == (0, 1)
        assert "waits for the next command" in ran.err
    assert {row["status"] for row in school.rows("events")} == {"completed"}


def test_what_nobody_foresaw_afterwards_is_recorded(
    school: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with monkeypatch.context() as fault:
        _hindered(fault, ZeroDivisionError("by a handler"))
        ran = school.run("enroll", "ana@example.org", "tea", "--json")
    assert (ran.code, ran.json["outcome"]) == (0, "enrolled")
    [record] = tmp_path.rglob("incident-*.log")
    assert "by a handler" in record.read_text(encoding="utf-8")


def test_an_interrupt_before_the_command_stops_it(
    school: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as fault:
        _hindered(fault, FULL)
        school("enroll", "ana@example.org", "tea")
        _hindered(fault, KeyboardInterrupt())
        assert school.run("enroll", "ben@example.org", "tea").code == 130
    assert len(school.rows("enrollments")) == 1
