"""Back and forward, as in a browser."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from app.domain.dataclass import dataclass

LONGEST = 100
ONCE = frozenset({"add", "enroll", "import", "new", "path", "write"})
"""Parameters that begin something on arriving: whoever comes back does not begin it again."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A screen that was visited, with what the way there carried."""

    place: str
    params: dict[str, Any] = field(default_factory=dict[str, Any])


class Trail:
    """The stops visited; visiting forgets those that were ahead."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    @property
    def here(self) -> Stop:
        """Where one is."""
        return self._stops[self._at]

    @property
    def can_go_back(self) -> bool:
        """Whether there is a stop before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one went back."""
        return self._at < len(self._stops) - 1

    def visit(self, stop: Stop) -> None:
        """Go to a new stop; the same one again is no step."""
        if self._stops and self.here == stop:
            return
        self._stops = [*self._stops[: self._at + 1], stop][-LONGEST:]
        self._at = len(self._stops) - 1

    def arrived(self) -> None:
        """What was to be begun here has been."""
        here = self.here
        kept = {name: value for name, value in here.params.items() if name not in ONCE}
        self._stops[self._at] = Stop(here.place, kept)

    def back(self) -> None:
        """One stop back, if there is one."""
        self._at = max(0, self._at - 1)

    def forward(self) -> None:
        """One stop forward, if there is one."""
        self._at = min(len(self._stops) - 1, self._at + 1)
