"""The watch over the GUI thread finds what it is there for."""

from __future__ import annotations

from pathlib import Path

from app.domain.entities import User
from tests.support.gui_thread import Watch
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.shell.logbook import Logbook


def test_what_the_window_reads_by_itself_is_found(desktop: Desktop, watched: Watch) -> None:
    context = desktop.operations.context
    settle(desktop)
    watched.take()
    code = compile(
        "class Slot:\n def read(self, store):\n  with store.reading() as rows: return rows",
        str(Path(desktop_file()).with_name("planted.py")),
        "exec",
    )
    planted: dict[str, type] = {}
    exec(code, planted)  # noqa: S102 - a slot of the window, as if it stood there
    planted["Slot"]().read(context.store)
    (first, *_) = watched.take()
    assert "planted.py" in first
    assert "read" in first


def test_a_tests_own_look_is_no_fault(desktop: Desktop, watched: Watch) -> None:
    settle(desktop)
    watched.take()
    with desktop.operations.context.store.reading() as rows:
        assert rows.count(User)
    assert watched.take() == []


def desktop_file() -> str:
    """A file of the window's code."""
    return Logbook.__init__.__code__.co_filename
