"""Screens are loaded before they are wanted, off the GUI thread."""

from __future__ import annotations

import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest

from ui.operations.operations import Operations
from ui.shell.places import PLACES
from ui.shell.warming import MODULES


def test_every_screen_but_the_first_is_loaded_beforehand() -> None:
    later = {f"ui.views.{place.id}.page" for place in PLACES if place.id != "home"}
    assert later <= set(MODULES)
    assert all(find_spec(name) is not None for name in MODULES)


def test_code_is_loaded_in_a_thread_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    (tmp_path / "warmed_up.py").write_text("import threading\nBY = threading.current_thread()\n")
    monkeypatch.syspath_prepend(tmp_path)
    operations = Operations()
    operations.load(["warmed_up_nowhere", "warmed_up"])
    assert operations.idle
    operations._loader.shutdown(wait=True)
    assert sys.modules.pop("warmed_up").BY is not threading.main_thread()
    assert operations.close()
    operations.load(["warmed_up"])
    assert "warmed_up" not in sys.modules
