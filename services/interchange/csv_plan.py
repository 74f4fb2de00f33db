"""What a file of rows comes to: commands, where their rows are from, and bad records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from app.domain.commands import Command
from app.domain.dataclass import dataclass
from app.domain.errors import Rejected


@dataclass(frozen=True, slots=True)
class Step:
    """A command, and the record numbers of its rows in their order."""

    command: Command
    numbers: Sequence[int]


@dataclass(slots=True)
class TablePlan:
    """Fills while a file is read. `bad` has the first fault of each bad record, by its number."""

    steps: list[Step] = field(default_factory=list)
    bad: dict[int, Rejected] = field(default_factory=dict)
    unchanged: int = 0
    warnings: list[str] = field(default_factory=list)

    def reject(self, number: int, fault: Rejected) -> None:
        """Make a record bad; its first fault stands."""
        self.bad.setdefault(number, fault)
