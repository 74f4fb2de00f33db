"""What time brings (roll-ups, reminders, digests, expiry), where only the command line is used."""

from __future__ import annotations

from pathlib import Path

from app.context import Context
from app.domain.metrics import utc_day

MARK = "upkeep.day"
"""The file in the workspace that says on which UTC day it was last done."""


def keep_up(context: Context) -> None:
    """Do what is due, once a UTC day: looking for those who are away reads every enrollment."""
    mark, today = context.folder / MARK, str(utc_day(context.clock.now()))
    if _read(mark) == today:
        return
    for _ in context.upkeep():
        pass
    mark.write_text(today, encoding="ascii")


def _read(mark: Path) -> str:
    try:
        return mark.read_text(encoding="ascii")
    except FileNotFoundError:
        return ""
