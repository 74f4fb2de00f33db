"""Which consumer group still has to handle which events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.dataclass import dataclass
from app.domain.entities import EventEffect, EventRecord
from app.ports.storage import Rows
from app.usecases.reactions.consumer import Consumer


@dataclass(frozen=True, slots=True)
class Share:
    """The events of a set that one group has yet to handle."""

    consumer: Consumer
    events: tuple[EventRecord, ...]


class Routing:
    """Deals events out to the groups of their types, by the marks of what is done."""

    def __init__(self, consumers: Sequence[Consumer], routes: Mapping[str, Sequence[str]]) -> None:
        self._consumers = tuple(consumers)
        self._routes = {event_type: frozenset(groups) for event_type, groups in routes.items()}

    def shares(self, events: Sequence[EventRecord], rows: Rows) -> list[Share]:
        """Each group's share, in the consumers' order; groups without one are left out."""
        marks = rows.find(EventEffect, event_id=[event.id for event in events])
        done = {mark.key for mark in marks}
        shares = []
        for consumer in self._consumers:
            due = tuple(
                event
                for event in events
                if consumer.group in self._routes.get(event.event_type, ())
                and (event.id, consumer.group) not in done
            )
            if due:
                shares.append(Share(consumer, due))
        return shares
