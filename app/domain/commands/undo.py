"""Undo as a command: each replica inverts from its own journal, so no rows travel."""

from __future__ import annotations

from app.domain.commands.base import Command, register
from app.domain.dataclass import dataclass


@register("journal.revert")
@dataclass(frozen=True, slots=True, kw_only=True)
class Revert(Command):
    """Invert one applied command; reverting a Revert is redo.

    Refused with ``undo.changed_since`` where a column the command changed has another value now.
    """

    command_id: str
