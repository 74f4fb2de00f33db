"""What a tour did: its steps, each with what came of it."""

from __future__ import annotations

import json
from dataclasses import asdict, field
from pathlib import Path

from app.domain.dataclass import dataclass


class Missed(Exception):
    """Something in the window was not as the tour expected it; the text says what."""


@dataclass(slots=True, kw_only=True)
class Step:
    """One thing that was done. `reason` is empty where it went well."""

    name: str
    ok: bool = True
    seconds: float = 0.0
    pictures: list[str] = field(default_factory=list)
    reason: str = ""


@dataclass(slots=True)
class Report:
    """All steps of a tour, in the order in which they were done."""

    steps: list[Step] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How many steps did not go well."""
        return sum(not one.ok for one in self.steps)

    @property
    def last_line(self) -> str:
        """``N passed, N failed``."""
        return f"{len(self.steps) - self.failed} passed, {self.failed} failed"

    def write(self, folder: Path) -> Path:
        """Write report.json into *folder*; a step has a reason only where it failed."""
        told = {
            "passed": len(self.steps) - self.failed,
            "failed": self.failed,
            "steps": [
                {name: value for name, value in asdict(one).items() if name != "reason" or value}
                for one in self.steps
            ],
        }
        path = folder / "report.json"
        path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        return path
