"""The tour: it goes through the main job in every theme, and it can fail."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage

from app.main import doors
from ui.theme.tokens import THEMES
from ui.tour.chapters.certificates import KEPT
from ui.tour.report import Missed
from ui.tour.run import run_tour, walk
from ui.tour.tour import Tour


@pytest.fixture(autouse=True)
def own_locale() -> Iterator[None]:
    """The tour speaks the same everywhere, and what comes after it as before."""
    former = QLocale()
    yield
    QLocale.setDefault(former)


def test_the_main_job_goes_well_in_every_theme(tmp_path: Path, qapp: object) -> None:
    report = walk(tmp_path, doors(), alternates=True)
    assert [f"{one.name}: {one.reason}" for one in report.steps if not one.ok] == []
    pictures = [name for one in report.steps for name in one.pictures]
    for theme in THEMES:
        assert sum(name.endswith(f"-{theme}.png") for name in pictures) > 10
    for name in pictures:
        assert QImage(str(tmp_path / name)).width() >= 1280
    assert len(list(tmp_path.glob("SC-*.pdf"))) >= KEPT


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chapter with one step that goes well and three that do not."""

    def steps(tour: Tour) -> None:
        with tour.step("Well"):
            tour.check(True, "it holds")
        with tour.step("Missing"):
            tour.check(tour.shows("No such button"), "there is a button")
        with tour.step("Broken"):
            raise ValueError("planted")
        with tour.step("Warned"):
            tour.troubles.add(RuntimeError("beside the step"))
        raise Missed("between steps")

    module = ModuleType("ui.tour.chapters.planted")
    module.walk = steps  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr("ui.tour.run.CHAPTERS", ("planted",))
    monkeypatch.setattr(walk, "__kwdefaults__", {**walk.__kwdefaults__, "chapters": ("planted",)})


@pytest.mark.usefixtures("planted", "qapp")
def test_what_goes_wrong_is_told_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run_tour(out, doors()) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 4 failed"
    told = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert (told["passed"], told["failed"]) == (1, 4)
    assert [one["ok"] for one in told["steps"]] == [True, False, False, False, False]
    assert set(told["steps"][0]) == {"name", "ok", "seconds", "pictures"}
    reasons = [one.get("reason", "") for one in told["steps"]]
    assert reasons[1] == "there is a button"
    assert reasons[2].startswith("ValueError at test_tour.py:")
    assert reasons[3] == "RuntimeError: beside the step"
    assert reasons[4] == "between steps"
