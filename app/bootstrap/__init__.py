"""The one place that picks adapters and wires them."""

from app.bootstrap.academy import load_demo, remove_demo, run_main_job
from app.bootstrap.opening import check_workspace, create_workspace, open_workspace

__all__ = [
    "check_workspace",
    "create_workspace",
    "load_demo",
    "open_workspace",
    "remove_demo",
    "run_main_job",
]
