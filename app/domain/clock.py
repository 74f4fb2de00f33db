"""Time as the domain knows it: aware datetimes in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.errors import Invalid


def parse_time(text: str, field: str = "time") -> datetime:
    """An ISO 8601 text as an aware UTC datetime; without a zone it is UTC.

    Raises `Invalid` (``value.not_a_time``).
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        # The first and the last hours that there are may have no equal in UTC.
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid("value.not_a_time", field=field, value=text) from None


def format_time(moment: datetime) -> str:
    """The canonical text: ``2026-02-10T00:00:00.000000Z``."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
