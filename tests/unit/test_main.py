"""The desktop program's entry, as far as it goes without a window."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

from app import main
from app.queries import machine


def test_the_version_is_told_without_a_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--version"]) == 0
    assert capsys.readouterr().out == f"SmartCourse {version('smartcourse')}\n"


def test_what_is_missing_is_told_instead_of_an_abort(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "window_fault", lambda environment: "no library")
    assert main.main([]) == 1
    assert capsys.readouterr().err == "smartcourse: no library\n"


def test_the_tour_gets_its_folder_and_the_ways_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[tuple[Path, object]] = []

    def run_tour(out: Path, doors: object) -> int:
        asked.append((out, doors))
        return 7

    stand_in = ModuleType("ui.tour.run")
    stand_in.run_tour = run_tour  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ui.tour.run", stand_in)
    monkeypatch.setattr(machine, "window_fault", lambda environment: None)
    assert main.main(["--tour", str(tmp_path)]) == 7
    assert asked[0][0] == tmp_path


@pytest.mark.parametrize(
    ("words", "named", "wanted"),
    [
        ([], None, (None, False, False)),
        (["--demo"], None, (None, True, False)),
        (["--workspace", "school", "--safe"], None, (Path("school"), False, True)),
        ([], "kept", (Path("kept"), False, False)),
    ],
)
def test_wishes_reach_the_window(
    words: list[str],
    named: str | None,
    wanted: tuple[Path | None, bool, bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[object] = []

    def run(wishes: object, doors: object) -> tuple[int, bool]:
        seen.append(wishes)
        return 3, True

    monkeypatch.delenv("SMARTCOURSE_WORKSPACE", raising=False)
    if named:
        monkeypatch.setenv("SMARTCOURSE_WORKSPACE", named)
    monkeypatch.setattr(machine, "window_fault", lambda environment: None)
    monkeypatch.setattr("ui.shell.start.run", run)
    monkeypatch.setattr("gc.disable", lambda: None)
    assert main.main(words) == 3
    (wishes,) = seen
    assert (wishes.workspace, wishes.demo, wishes.safe) == wanted  # type: ignore[attr-defined]


def test_what_will_not_end_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr(machine, "window_fault", lambda environment: None)
    monkeypatch.setattr("ui.shell.start.run", lambda wishes, doors: (0, False))
    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.setattr("os._exit", left.append)
    main.main([])
    assert left == [0]
