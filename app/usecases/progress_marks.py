"""Which enrollments have a status that a file gave and that still stands."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.enrollment_records import IMPORTED_STATUS
from app.domain.entities import Enrollment, RowState
from app.ports.storage import UnitOfWork


def with_imported_status(uow: UnitOfWork, enrollments: Iterable[Enrollment]) -> set[int]:
    """The ids of those whose status is still the one that was imported."""
    rows = list(enrollments)
    if not rows:
        return set()
    keys = [(Enrollment.TABLE, row.id, IMPORTED_STATUS) for row in rows]
    marks = uow.get_many(RowState, keys)
    return {
        row.id
        for row, key in zip(rows, keys, strict=True)
        if key in marks and marks[key].value == row.status
    }
