"""Which rows are replicated."""

from __future__ import annotations

from app.domain.entities import (
    ALL_ENTITIES,
    AnalyticsMetric,
    AuditRecord,
    Entity,
    EventEffect,
    EventRecord,
    RefreshToken,
    WorkflowExecution,
    WorkflowStart,
)

_READ_LIVE: frozenset[type[Entity]] = frozenset(
    {
        AnalyticsMetric,
        AuditRecord,
        EventEffect,
        EventRecord,
        RefreshToken,
        WorkflowExecution,
        WorkflowStart,
    }
)

SYNCED: tuple[type[Entity], ...] = tuple(kind for kind in ALL_ENTITIES if kind not in _READ_LIVE)
"""The kinds that a server sends to desktops, without their unjournalled columns. The others are
read live from the server, where they are shown at all."""
