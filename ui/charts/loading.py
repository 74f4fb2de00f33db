"""Loading what draws charts, which takes a third of a second, while the window goes on.

It makes types of the toolkit's, so the window's own thread has to load it: another would make them
while the window uses others. So it is loaded a statement of the package at a time, with everything
else that the window has to do between.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType

from ui.operations.collecting import loaded
from ui.operations.gone import is_gone, outliving
from ui.operations.operations import Operations

PACKAGE = "pyqtgraph"
PLOTS = "ui.charts.plots"
BENEATH = (
    "PySide6.QtCore",
    "PySide6.QtGui",
    "PySide6.QtWidgets",
    "PySide6.QtSvg",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtTest",
)
"""What the package copies all names of; each is made when it is first looked at."""

NAMES = 25
"""Names looked at in a step."""


def load_plots(operations: Operations, done: Callable[[ModuleType], None]) -> None:
    """Load `ui.charts.plots` and hand it to *done*; never before the first paint."""
    steps = _steps()

    @outliving  # What is begun is ended, though the screen that asked has gone.
    def step() -> bool:
        if next(steps, None) is not None:
            return False
        if not is_gone(done):
            done(loaded(PLOTS))
        return True

    def numbers_came(_: object) -> None:
        operations.turns.take(step)

    # Knows no toolkit, and is one piece.
    operations.compute(lambda: import_module("numpy"), outliving(numbers_came))


@cache
def _steps() -> Iterator[str]:
    """The one way there, whoever goes on with it: what is there in part is not to be used."""
    return _to_plots()


def _to_plots() -> Iterator[str]:
    for name in BENEATH:
        yield from _names(name)
    yield from in_pieces(PACKAGE)
    loaded(PLOTS)


def _names(name: str) -> Iterator[str]:
    """Look at every name of a module, some a step; a system may lack one that charts do without."""
    try:
        module = import_module(name)
    except ImportError:
        return
    yield name
    for at, one in enumerate(dir(module)):
        getattr(module, one, None)
        if at % NAMES == 0:
            yield one


def in_pieces(name: str) -> Iterator[str]:
    """Import a package, one statement of its own a step; all at once where its text is not there.

    Until the last step it is there in part, as it is to whatever it imports itself.
    """
    spec = None if name in sys.modules else find_spec(name)
    text = getattr(spec.loader, "get_source", lambda _: None)(name) if spec is not None else None
    if spec is None or text is None:
        import_module(name)
        return
    module = sys.modules[name] = module_from_spec(spec)
    try:
        for statement in ast.parse(text).body:
            piece = ast.Module([statement], [])
            exec(compile(piece, str(spec.origin), "exec"), vars(module))  # noqa: S102 - an import
            yield name
    except BaseException:
        del sys.modules[name]
        raise
