"""The one place that picks adapters and wires them.

Each part is loaded when it is asked for: a command that only lists rows loads neither the demo nor
what it takes to make a workspace.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.bootstrap.academy import load_demo, remove_demo, run_main_job
    from app.bootstrap.copying import back_up_before
    from app.bootstrap.opening import check_workspace, create_workspace, open_workspace

_PLACES = {
    "back_up_before": "copying",
    "check_workspace": "opening",
    "create_workspace": "opening",
    "load_demo": "academy",
    "open_workspace": "opening",
    "remove_demo": "academy",
    "run_main_job": "academy",
}

__all__ = [
    "back_up_before",
    "check_workspace",
    "create_workspace",
    "load_demo",
    "open_workspace",
    "remove_demo",
    "run_main_job",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
