"""The machine's clock."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """`app.ports.clock.Clock` by the operating system."""

    def now(self) -> datetime:
        """The present, in UTC."""
        return datetime.now(UTC)
