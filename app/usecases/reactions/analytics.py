"""The Analytics group: records the metrics of every period that has ended."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.commands import Command
from app.domain.entities import EventRecord
from app.ports.storage import Rows, UnitOfWork
from app.usecases.reactions.rollup import ReadMetrics, roll_up


class AnalyticsConsumer:
    """Rolls up when something happened; the counts themselves are kept by every commit.

    *read* gives the twelve metrics as of the last commit.
    """

    group = "analytics"

    def __init__(self, read: ReadMetrics) -> None:
        self._read = read

    def commands(self, events: Sequence[EventRecord], rows: Rows) -> Sequence[Command]:  # noqa: ARG002
        """None: roll-ups are in no journal."""
        return ()

    def react(self, events: Sequence[EventRecord], uow: UnitOfWork) -> None:  # noqa: ARG002
        """Record the periods that ended before now."""
        roll_up(uow, self._read)
