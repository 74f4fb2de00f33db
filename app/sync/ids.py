"""Leased ids: a device numbers what its user creates without asking the server each time."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.dataclass import dataclass
from app.domain.entities import Enrollment, Entity, User
from app.domain.errors import Rejected

LEASED = 10_000
LEASED_MOST = 100_000
_MOST: frozenset[type[Entity]] = frozenset({User, Enrollment})


def lease_size(kind: type[Entity]) -> int:
    """How many ids of a kind a device leases at a time."""
    return LEASED_MOST if kind in _MOST else LEASED


@dataclass(frozen=True, slots=True)
class Lease:
    """Ids of one kind that this device alone may give, in the order in which they were leased.

    `size` is what was leased last; at half of it more should be asked for.
    """

    kind: type[Entity]
    ranges: tuple[range, ...] = ()
    size: int = 0

    @property
    def left(self) -> int:
        """How many ids are left."""
        return sum(map(len, self.ranges))

    @property
    def wants_renewal(self) -> bool:
        """Whether at most half of the last lease is left."""
        return 2 * self.left <= self.size

    def renewed(self, ranges: Sequence[range]) -> Lease:
        """The lease with further ranges behind those it has."""
        added = tuple(one for one in ranges if one)
        return Lease(self.kind, self.ranges + added, sum(map(len, added)))

    def take(self, count: int = 1) -> tuple[Sequence[int], Lease]:
        """Ids, and the lease without them.

        Raises `Rejected` (``sync.ids_exhausted``) with nothing taken where there are too few, so
        that it can be said before the work starts.
        """
        if count > self.left:
            raise Rejected(
                "sync.ids_exhausted", table=self.kind.TABLE, wanted=count, left=self.left
            )
        taken: list[int] = []
        rest: list[range] = []
        for one in self.ranges:
            missing = count - len(taken)
            taken += one[:missing]
            rest += [one[missing:]] if one[missing:] else []
        return taken, Lease(self.kind, tuple(rest), self.size)
