"""Which group consumes which events (ERD section 6)."""

from __future__ import annotations

from collections.abc import Mapping

from app.usecases.reactions.analytics import AnalyticsConsumer
from app.usecases.reactions.certificate import CertificateConsumer
from app.usecases.reactions.consumer import Consumer
from app.usecases.reactions.content_processing import ContentProcessingConsumer
from app.usecases.reactions.notifications import NotificationConsumer
from app.usecases.reactions.progress import ProgressConsumer
from app.usecases.reactions.rollup import ReadMetrics

ROUTES: Mapping[str, tuple[str, ...]] = {
    "user.registered": ("analytics", "notification"),
    "user.verified": ("analytics",),
    "course.created": ("analytics",),
    "course.published": ("analytics", "content_processing"),
    "course.updated": ("content_processing",),
    "course.archived": ("notification", "analytics"),
    "enrollment.created": ("analytics", "progress", "notification"),
    "enrollment.completed": ("analytics", "certificate", "notification"),
    "enrollment.dropped": ("analytics",),
    "progress.updated": ("analytics",),
    "progress.module_completed": ("analytics", "notification"),
    "certificate.issued": ("notification",),
    "certificate.revoked": ("notification",),
}
"""Event type to its consumer groups."""


def consumers(read: ReadMetrics) -> tuple[Consumer, ...]:
    """Every group's consumer; *read* gives the metrics to roll up."""
    return (
        ProgressConsumer(),
        CertificateConsumer(),
        ContentProcessingConsumer(),
        NotificationConsumer(),
        AnalyticsConsumer(read),
    )
