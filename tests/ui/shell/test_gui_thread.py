"""The watch over the GUI thread finds what it is there for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.entities import User
from tests.support.gui_thread import MEASURES, Watch
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.shell.logbook import Logbook


def test_what_the_window_reads_by_itself_is_found(desktop: Desktop, watched: Watch) -> None:
    context = desktop.operations.context
    settle(desktop)
    watched.take()
    read = "def read(self, store):\n  with store.reading() as rows: return rows"
    planted(read)["Slot"]().read(context.store)
    (first, *_) = watched.take()
    assert "planted.py" in first
    assert "read" in first


@pytest.mark.parametrize("look", ["exists", "is_dir", "is_file", "is_symlink", "stat"])
def test_a_look_whether_something_is_there_is_found(
    watched: Watch, tmp_path: Path, look: str
) -> None:
    watched.take()
    planted(f"def look(self, path):\n  path.{look}()")["Slot"]().look(tmp_path)
    (found,) = watched.take()
    assert found.startswith(("os.stat", "os.lstat"))
    assert "planted.py" in found


@pytest.mark.parametrize("tool", MEASURES)
def test_a_look_of_what_traces_the_tests_is_no_fault(
    watched: Watch, tmp_path: Path, tool: str
) -> None:
    watched.take()
    traced: dict[str, Any] = {}
    exec(compile("def trace(path): path.exists()", f"{tool}planted.py", "exec"), traced)  # noqa: S102
    planted("def look(self, trace, path):\n  trace(path)")["Slot"]().look(traced["trace"], tmp_path)
    assert watched.take() == []


def planted(method: str) -> dict[str, type]:
    """A slot of the window with a method, as if it stood there."""
    place = Path(desktop_file()).with_name("planted.py")
    made: dict[str, type] = {}
    exec(compile(f"class Slot:\n {method}", str(place), "exec"), made)  # noqa: S102
    return made


def test_a_tests_own_look_is_no_fault(desktop: Desktop, watched: Watch) -> None:
    settle(desktop)
    watched.take()
    with desktop.operations.context.store.reading() as rows:
        assert rows.count(User)
    assert watched.take() == []


def desktop_file() -> str:
    """A file of the window's code."""
    return Logbook.__init__.__code__.co_filename
