"""What came of a command."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from app.domain.dataclass import dataclass
from app.domain.entities import Json, Key

OutcomeKind = Literal["applied", "merged", "conflict", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOutcome:
    """What came of one row of a command.

    `position` is the row's place in the command (0-based); `data` carries what the caller shows:
    the reason's data when rejected, ``{"outcome": "waiting", "place": 3}`` when waiting, and so on.
    """

    position: int
    kind: OutcomeKind
    key: Key | None = None
    reason: str | None = None
    data: Json = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A column where the stored value won and the command's value was kept aside."""

    table: str
    key: Key
    column: str
    base: object
    mine: object
    theirs: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a command: per row, with its conflicts and what the caller asked back.

    A single-row command that is refused raises instead; a set-wise one answers row by row and
    raises only when nothing of it could be done at all.
    """

    rows: tuple[RowOutcome, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    data: Json = field(default_factory=dict[str, object])

    @property
    def kind(self) -> OutcomeKind:
        """The worst of the rows that is not a plain success; ``applied`` without rows."""
        if self.conflicts:
            return "conflict"
        kinds = {row.kind for row in self.rows}
        if kinds and kinds == {"rejected"}:
            return "rejected"
        for kind in ("conflict", "merged"):
            if kind in kinds:
                return kind
        return "applied"
