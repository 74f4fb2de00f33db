"""Loading what draws charts, which takes a second, while the window goes on."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


def load_plots() -> ModuleType:
    """`ui.charts.plots`; called off the GUI thread and never before the first paint."""
    return import_module("ui.charts.plots")
