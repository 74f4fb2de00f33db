"""Unsaved edits, kept beside the workspace's rows so that a crash costs seconds of typing."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from app.domain.dataclass import dataclass

ASIDE = "~"
"""Between what a draft is of and what tells it from another draft of the same."""


Place = tuple[str, str, int | None]
"""Kind, key and owner of a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text that somebody was typing.

    `kind` says of what (``lesson``) and `key` of which one; a key with `ASIDE` in it is of what
    stands before that, and waits until somebody decides about it. `base_sha256` names the stored
    text that the typing began with, so that a restore can tell whether it has changed since.
    `owner` is who typed; None where an earlier version kept it, which asked nobody.
    """

    kind: str
    key: str
    base_sha256: str
    text: str
    kept_at: datetime
    owner: int | None = None

    @property
    def place(self) -> Place:
        """What it is known by: one of each is kept."""
        return self.kind, self.key, self.owner

    @property
    def name(self) -> str:
        """What tells it from others of the same kind, as one text."""
        return f"{'' if self.owner is None else self.owner}:{self.key}"

    @property
    def about(self) -> str:
        """What it is of."""
        return self.key.partition(ASIDE)[0]


class Drafts(Protocol):
    """The drafts of one workspace. At most one for each kind, key and owner."""

    def keep(self, draft: Draft) -> None:
        """Store it in the place of the former one; raises `EnvironmentFault` (disk)."""
        ...

    def drop(self, place: Place) -> None:
        """Forget what is there: it was saved or discarded; raises `EnvironmentFault` (disk)."""
        ...

    def all(self) -> list[Draft]:
        """Every draft, newest first. What cannot be read as one is left alone.

        Raises `EnvironmentFault` (``drafts.unreadable``) where the folder cannot be looked into.
        """
        ...
