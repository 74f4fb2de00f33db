"""The copy that commands make of a workspace before they do something risky."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from app.bootstrap.clock import SystemClock
from app.bootstrap.keeping import back_up_workspace, list_backups

FRESH = timedelta(minutes=30)
"""How long a copy spares another; a window makes one as often."""


def back_up_before(folder: Path) -> None:
    """Copy the database, unless there is a copy of the last half hour.

    A copy reads the whole database twice (to prove it): commands in a row need only one.
    """
    now = SystemClock().now()
    if not any(timedelta() <= now - one.at < FRESH for one in list_backups(folder)):
        back_up_workspace(folder)
