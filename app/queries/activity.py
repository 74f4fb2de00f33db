"""An event, a workflow or a change of access in full."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.canonical import to_canonical
from app.domain.entities import AuditRecord, Entity, EventRecord, User, WorkflowExecution
from app.ports.storage import Rows
from app.queries.notices import Target, target_of

ActivityKind = Literal["events", "workflows", "audit"]
_KINDS: dict[ActivityKind, type[EventRecord | WorkflowExecution | AuditRecord]] = {
    "events": EventRecord,
    "workflows": WorkflowExecution,
    "audit": AuditRecord,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDetail:
    """One row in full.

    `document` is all that is stored, as JSON; `payload` the part that matters most, `problem` what
    went wrong. `name` is what a workflow is retried and cancelled by.
    """

    kind: ActivityKind
    id: int
    title: str
    name: str
    status: str
    at: datetime
    by: str | None
    problem: str
    payload: str
    document: str
    target: Target | None


def activity_detail(rows: Rows, kind: ActivityKind, key: int) -> ActivityDetail:
    """The row; raises `NotFound`."""
    record = rows.get(_KINDS[kind], key)
    if isinstance(record, EventRecord):
        return ActivityDetail(
            kind=kind,
            id=key,
            title=record.event_type,
            name="",
            status=record.status,
            at=record.created_at,
            by=_name(rows, record.user_id),
            problem=record.error_message or "",
            payload=_pretty(record.payload),
            document=_document(record),
            target=target_of(rows, record.entity_type, record.entity_id),
        )
    if isinstance(record, WorkflowExecution):
        return ActivityDetail(
            kind=kind,
            id=key,
            title=record.workflow_type,
            name=record.workflow_id,
            status=record.status,
            at=record.started_at,
            by=_name(rows, record.user_id),
            problem=record.error_message or "",
            payload=_pretty({"input": record.input_data, "result": record.result}),
            document=_document(record),
            target=target_of(rows, record.entity_type, record.entity_id),
        )
    return ActivityDetail(
        kind=kind,
        id=key,
        title=record.action,
        name="",
        status="",
        at=record.created_at,
        by=_name(rows, record.performed_by),
        problem="",
        payload=_pretty({"before": record.previous, "after": record.current}),
        document=_document(record),
        target=_subject(rows, record),
    )


def _subject(rows: Rows, record: AuditRecord) -> Target | None:
    key = record.subject_key
    return target_of(rows, record.subject_table.rstrip("s"), int(key) if key.isdigit() else None)


def _name(rows: Rows, user_id: int | None) -> str | None:
    found = rows.get_many(User, [user_id]).get(user_id) if user_id is not None else None
    return found.full_name if found else None


def _document(record: Entity) -> str:
    return _pretty(to_canonical(record))


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str)
