"""Answers to the rows of set-wise commands."""

from __future__ import annotations

from typing import Any

from app.domain.entities import Key
from app.domain.errors import Rejected
from app.domain.outcomes import RowOutcome


def applied(position: int, key: Key | None, **data: Any) -> RowOutcome:
    """The row at *position* was done; *data* is what the caller shows."""
    return RowOutcome(position=position, kind="applied", key=key, data=data)


def refused(position: int, error: Rejected, key: Key | None = None) -> RowOutcome:
    """The row at *position* was not done, for *error*'s reason."""
    return RowOutcome(
        position=position, kind="rejected", key=key, reason=error.reason, data=error.data
    )


def missing(position: int, table: str, key: Key) -> RowOutcome:
    """The row at *position* names a record that is not there."""
    return refused(position, Rejected("row.missing", table=table, key=key), key)
