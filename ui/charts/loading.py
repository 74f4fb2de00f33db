"""Loading what draws charts, which takes a second, while the window goes on."""

from __future__ import annotations

from types import ModuleType

from ui.operations.collecting import loaded


def load_plots() -> ModuleType:
    """`ui.charts.plots`; called off the GUI thread and never before the first paint."""
    return loaded("ui.charts.plots")
