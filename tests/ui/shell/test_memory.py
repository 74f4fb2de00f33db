"""What the window remembers is shared by every window, and none takes another's away."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.domain.errors import EnvironmentFault
from tests.support.window import copy_demo, open_desktop, settle
from ui.shell.application import Desktop
from ui.shell.memory import FileMemory
from ui.views.people.page import PeoplePage

WRITERS, TIMES = 3, 10
pytestmark = pytest.mark.lane_work


def test_each_window_writes_only_what_it_changed(tmp_path: Path) -> None:
    first = FileMemory(tmp_path / "memory.json")
    first.put("rail.compact", True)
    first.put("people.columns", ["email"])
    first.save()
    one, other = FileMemory(tmp_path / "memory.json"), FileMemory(tmp_path / "memory.json")
    one.put("course.mode", "text")
    other.put("people.columns", ["email", "role"])
    one.save()
    other.save()
    one.put("course.mode", "both")
    one.save()
    stored = FileMemory(tmp_path / "memory.json")
    assert stored.get("course.mode") == "both"
    assert stored.get("people.columns") == ["email", "role"]
    assert stored.get("rail.compact") is True


def test_a_forgotten_layout_is_forgotten_in_the_file_and_another_s_is_not(tmp_path: Path) -> None:
    one = FileMemory(tmp_path / "memory.json")
    one.put("people.columns", ["email"])
    one.put("preference.theme", "dark")
    one.save()
    other = FileMemory(tmp_path / "memory.json")
    other.put("analytics.preset", "week")
    other.save()
    one.forget_layout()
    one.save()
    stored = json.loads((tmp_path / "memory.json").read_text())["values"]
    assert stored == {"preference.theme": "dark", "analytics.preset": "week"}


def test_what_could_not_be_written_is_written_later_as_it_is_then(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.write_text("in the way")
    memory = FileMemory(folder / "memory.json")
    memory.put("people.staged./w", [[1, "role"]])
    with pytest.raises(EnvironmentFault):
        memory.keep()
    memory.put("people.staged./w", [[2, "role"]])
    folder.unlink()
    memory.save()
    assert FileMemory(folder / "memory.json").get("people.staged./w") == [[2, "role"]]


def test_windows_that_write_at_the_same_moment_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"

    def write(number: int) -> None:
        memory = FileMemory(path)
        for turn in range(TIMES):
            memory.put(f"window{number}.{turn}", turn)
            memory.save()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    stored = FileMemory(path)
    found = [stored.get(f"window{one}.{turn}") for one in range(WRITERS) for turn in range(TIMES)]
    assert found == list(range(TIMES)) * WRITERS
    assert [one.name for one in tmp_path.iterdir()] == ["memory.json"]


def test_two_windows_on_two_workspaces_keep_their_layouts(
    desktop: Desktop, demo_source: Path, tmp_path: Path
) -> None:
    workspace = copy_demo(demo_source, tmp_path / "other")
    with open_desktop(workspace, tmp_path / "memory.json", place="people") as other:
        page = other.window.page
        assert isinstance(page, PeoplePage)
        other.memory.put("people.columns", [["email", 200]])
        desktop.window.toggle_rail()
        settle(desktop)
    desktop.end()
    stored = FileMemory(tmp_path / "memory.json")
    assert stored.get("people.columns") == [["email", 200]]
    assert stored.get("rail.compact") is not None
    opened = [Path(one).name for one in stored.get("workspace.recent")]
    assert sorted(opened) == ["other", "workspace"]


NAMES = (
    *("workspace.recent", "workspace.last", "window.geometry", "rail.compact"),
    *("course.mode", "course.outline", "course.questions", "course.review_sides"),
    *("certificates.preview", "certificates.folder", "analytics.preset"),
    *("people.columns", "people.views", "preference.theme", "preference.text_scale"),
)


@pytest.mark.parametrize("bad", [5, -1.5, "x", [1], {"a": 1}, True, [None]], ids=repr)
def test_values_that_cannot_be_cost_a_default_and_no_more(
    demo_workspace: Path, tmp_path: Path, qapp: object, bad: object
) -> None:
    memory = tmp_path / "memory.json"
    values = dict.fromkeys((*NAMES, f"user.{demo_workspace}"), bad)
    memory.write_text(json.dumps({"version": 1, "values": values}))
    with open_desktop(demo_workspace, memory, place="people") as desktop:
        for place, params in (("course", {"course_id": 1, "lesson_id": 2}), ("certificates", {})):
            desktop.window.go(place, params)
            settle(desktop)
        desktop.actions._choose()
        assert desktop.workspaces.recent() == [demo_workspace]
        assert desktop.workspaces.last() == demo_workspace


@pytest.mark.parametrize("values", [5, "x", [1], None])
def test_a_file_with_no_values_is_an_empty_one(tmp_path: Path, values: object) -> None:
    path = tmp_path / "memory.json"
    path.write_text(json.dumps({"version": 1, "values": values}))
    assert FileMemory(path).get("rail.compact") is None
