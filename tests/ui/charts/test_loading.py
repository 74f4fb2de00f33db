"""What draws charts is loaded in the window's thread, a little at a time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.charts import loading
from ui.charts.loading import in_pieces

PACKAGE = """\"\"\"A package.\"\"\"
from .part import one
TWO = one + 1
def three():
    return TWO + 1
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The package's; what was imported from there is forgotten."""
    monkeypatch.syspath_prepend(tmp_path)
    made = tmp_path / "pieced"
    made.mkdir()
    (made / "part.py").write_text("one = 1\n")
    yield made
    for name in ("pieced", "pieced.part"):
        sys.modules.pop(name, None)


def test_a_package_is_imported_a_statement_at_a_time(folder: Path) -> None:
    (folder / "__init__.py").write_text(PACKAGE)
    steps = in_pieces("pieced")
    next(steps)
    assert "pieced.part" not in sys.modules
    next(steps)
    assert "pieced.part" in sys.modules
    assert not hasattr(sys.modules["pieced"], "TWO")
    assert len(list(steps)) == 2
    import pieced  # type: ignore[import-not-found]

    assert pieced.three() == 3
    assert Path(pieced.__file__) == folder / "__init__.py"
    assert list(in_pieces("pieced")) == []
    assert sys.modules["pieced"] is pieced


def test_a_package_that_breaks_is_not_there_in_part(folder: Path) -> None:
    (folder / "__init__.py").write_text(PACKAGE + "raise LookupError('in the middle')\n")
    with pytest.raises(LookupError, match="in the middle"):
        list(in_pieces("pieced"))
    assert "pieced" not in sys.modules


PROGRAM = """
import sys, threading
from PySide6.QtWidgets import QApplication
by = {}
class Watch:
    def find_spec(self, name, path=None, target=None):
        by.setdefault(name.partition(".")[0], set()).add(threading.current_thread())
sys.meta_path.insert(0, Watch())
application = QApplication(["-platform", "offscreen"])
from ui.charts.loading import load_plots
from ui.operations.operations import Operations
operations, came, turns = Operations(), [], []
load_plots(operations, came.append)
load_plots(operations, came.append)
while not operations.idle:
    application.processEvents()
    turns.append("pyqtgraph" in sys.modules and "ui.charts.plots" not in sys.modules)
assert operations.close()
import ui.charts.plots, pyqtgraph
assert came == [ui.charts.plots] * 2, came
assert by["pyqtgraph"] == {threading.main_thread()}, by["pyqtgraph"]
print(sum(turns) > 5, sorted(vars(pyqtgraph)))
"""


def test_the_charts_are_loaded_in_turns_as_an_import_would() -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    plain = "import pyqtgraph; print(True, sorted({*vars(pyqtgraph), '__builtins__'}))"
    wanted = subprocess.run(
        [sys.executable, "-c", plain], capture_output=True, text=True, check=True
    )
    assert told.stdout == wanted.stdout


def test_a_module_that_a_system_lacks_is_passed_over() -> None:
    assert list(loading._names("nowhere_to_be_found")) == []
