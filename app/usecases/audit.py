"""Audit rows: who changed the status, role or access of what, and why."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.dataclass import dataclass
from app.domain.entities import AuditRecord, Entity, Key
from app.ports.storage import UnitOfWork


@dataclass(frozen=True, slots=True)
class Audited:
    """One change worth remembering: of which record, which column, from what to what."""

    kind: type[Entity]
    key: Key
    action: str
    previous: str | bool | None
    current: str | bool | None
    reason: str | None = None


def write_audit(uow: UnitOfWork, changes: Sequence[Audited]) -> None:
    """Write an `AuditRecord` for each of *changes*, by the acting user, now."""
    if not changes:
        return
    ids = uow.take_ids(AuditRecord, len(changes))
    uow.save_all(
        [
            AuditRecord(
                id=number,
                subject_table=change.kind.TABLE,
                subject_key=str(change.key),
                action=change.action,
                previous=_shown(change.previous),
                current=_shown(change.current),
                reason=change.reason,
                performed_by=uow.actor.user_id,
                created_at=uow.now,
            )
            for number, change in zip(ids, changes, strict=True)
        ]
    )


def _shown(value: str | bool | None) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
