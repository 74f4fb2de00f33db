"""Finding anything by a part of its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, Protocol

from app.domain.actor import Actor
from app.domain.dataclass import dataclass

FoundKind = Literal["course", "lesson", "person", "certificate"]
KINDS: tuple[FoundKind, ...] = ("course", "lesson", "person", "certificate")

TEXT_INDEX = "text_index"
"""What a change-set names, beside tables, when things are found otherwise than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A thing that was found. `detail` tells it from others of the name: an e-mail, a course.

    `id` is the thing's own (for a certificate its enrollment's), `course_id` what it belongs to.
    """

    kind: FoundKind
    id: int
    title: str
    detail: str
    course_id: int | None = None


class TextSearch(Protocol):
    """Finds things by their names; follows changes within a second."""

    def search(
        self,
        words: str,
        actor: Actor,
        kinds: Collection[FoundKind] = KINDS,
        limit: int = 50,
    ) -> Sequence[Found]:
        """At most *limit* things of each kind in which every word is found, best first.

        An instructor finds own courses, their lessons, learners and certificates.
        """
        ...
