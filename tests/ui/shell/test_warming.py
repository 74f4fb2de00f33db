"""Screens are loaded before they are wanted: what knows the toolkit in the window's own thread."""

from __future__ import annotations

import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.operations import drafts
from ui.operations.operations import Operations
from ui.shell import warming
from ui.shell.places import PLACES
from ui.shell.warming import PURE, SCREENS, Warming, in_order

WHERE = "import threading\nBY = threading.current_thread()\n"


def test_every_screen_but_the_first_is_loaded_beforehand() -> None:
    later = {f"ui.views.{place.id}.page" for place in PLACES if place.id != "home"}
    assert later <= set(SCREENS)
    names = in_order()
    assert set(SCREENS) <= set(names)
    assert all(find_spec(name) is not None for name in (*PURE, *names))
    assert names.index("ui.widgets.grid.grid") < names.index("ui.views.courses.page")


def test_what_another_thread_loads_knows_no_toolkit_and_no_screen_draws_charts() -> None:
    code = (
        "import sys\nfrom importlib import import_module\n"
        f"for name in {PURE!r}: import_module(name)\n"
        "print(sorted(one for one in sys.modules if one in ('PySide6', 'shiboken6', 'ui')))\n"
        "from ui.shell.warming import in_order\n"
        "for name in in_order(): import_module(name)\n"
        "print('pyqtgraph' in sys.modules)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["[]", "False"]


def test_code_is_loaded_in_a_thread_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    (tmp_path / "warmed_up.py").write_text(WHERE)
    monkeypatch.syspath_prepend(tmp_path)
    operations = Operations()
    operations.load(["warmed_up_nowhere", "warmed_up"])
    assert operations.idle
    operations._loader.shutdown(wait=True)
    assert sys.modules.pop("warmed_up").BY is not threading.main_thread()
    assert operations.close()
    operations.load(["warmed_up"])
    assert "warmed_up" not in sys.modules


def test_modules_of_the_window_are_loaded_in_its_thread_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for name in ("warmed_first", "warmed_second"):
        (tmp_path / f"{name}.py").write_text(WHERE)
    monkeypatch.syspath_prepend(tmp_path)
    names = ["warmed_first", "warmed_nowhere", "warmed_second"]
    monkeypatch.setattr(warming, "in_order", lambda: names)
    operations = Operations()
    made = Warming(operations, operations)
    made.begin()
    qtbot.waitUntil(lambda: "warmed_first" in sys.modules)
    assert "warmed_second" not in sys.modules
    qtbot.waitUntil(lambda: "warmed_second" in sys.modules)
    qtbot.waitUntil(lambda: not made._timer.isActive())
    for name in ("warmed_first", "warmed_second"):
        assert sys.modules.pop(name).BY is threading.main_thread()
    assert operations.close()


def test_nothing_is_loaded_between_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "warmed_later.py").write_text(WHERE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(warming, "in_order", lambda: ["warmed_later"])
    # However slow the machine is, it is a moment ago.
    monkeypatch.setattr(drafts, "PAUSE_MS", 3_600_000)
    monkeypatch.setattr(drafts, "LONGEST_MS", 3_600_000)
    operations = Operations()
    made = Warming(operations, operations)
    looks: list[None] = []
    made._timer.timeout.connect(lambda: looks.append(None))
    operations.drafts.keep("lesson", "1", "", "a word")
    made.begin()
    qtbot.waitUntil(lambda: len(looks) > 2)
    assert "warmed_later" not in sys.modules
    operations.drafts.flush()
    qtbot.waitUntil(lambda: "warmed_later" in sys.modules)
    del sys.modules["warmed_later"]
    assert operations.close()
