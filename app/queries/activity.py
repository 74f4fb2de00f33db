"""An event, a workflow or a change of access in full."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

from app.domain.canonical import to_canonical
from app.domain.dataclass import dataclass
from app.domain.entities import AuditRecord, Course, Entity, EventRecord, User, WorkflowExecution
from app.ports.storage import Rows
from app.queries.notices import Target, target_of

ActivityKind = Literal["events", "workflows", "audit"]
Part = Literal["payload", "input", "result", "before", "after"]
Facts = tuple[tuple[str, str], ...]
"""Names and values, in the order in which they are stored."""

_KINDS: dict[ActivityKind, type[EventRecord | WorkflowExecution | AuditRecord]] = {
    "events": EventRecord,
    "workflows": WorkflowExecution,
    "audit": AuditRecord,
}
_PEOPLE = frozenset({"student_id", "user_id", "instructor_id"})
LISTED = 8
"""Values of a list that are said one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDetail:
    """One row in full.

    `name` is what programs call it, `parts` what it carried in rows, `document` all that is stored,
    as JSON. `problem` tells what went wrong, `step` where a workflow is, `took` milliseconds.
    """

    kind: ActivityKind
    id: int
    title: str
    name: str
    status: str
    at: datetime
    by: str | None
    problem: str
    document: str
    target: Target | None
    parts: tuple[tuple[Part, Facts], ...] = ()
    step: str = ""
    took: int | None = None
    tries: int = 0


def activity_detail(rows: Rows, kind: ActivityKind, key: int) -> ActivityDetail:
    """The row; raises `NotFound`."""
    record = rows.get(_KINDS[kind], key)
    if isinstance(record, EventRecord):
        return _event(rows, record)
    if isinstance(record, WorkflowExecution):
        return _workflow(rows, record)
    return _change(rows, record)


def _event(rows: Rows, record: EventRecord) -> ActivityDetail:
    return ActivityDetail(
        kind="events",
        id=record.id,
        title=record.event_name,
        name=record.event_type,
        status=record.status,
        at=record.created_at,
        by=_name(rows, record.user_id),
        problem=record.error_message or "",
        parts=_parts(rows, payload=record.payload),
        document=_document(record),
        target=target_of(rows, record.entity_type, record.entity_id),
        tries=record.retry_count,
    )


def _workflow(rows: Rows, record: WorkflowExecution) -> ActivityDetail:
    return ActivityDetail(
        kind="workflows",
        id=record.id,
        title=record.workflow_type,
        name=record.workflow_id,
        status=record.status,
        at=record.started_at,
        by=_name(rows, record.user_id),
        problem=record.error_message or "",
        parts=_parts(rows, input=record.input_data, result=record.result),
        document=_document(record),
        target=target_of(rows, record.entity_type, record.entity_id),
        step=record.current_activity or "",
        took=record.duration_ms,
    )


def _change(rows: Rows, record: AuditRecord) -> ActivityDetail:
    key = record.subject_key
    number = int(key) if key.isdigit() else None
    told = {"value": record.previous}, {"value": record.current, "reason": record.reason}
    return ActivityDetail(
        kind="audit",
        id=record.id,
        title=record.action,
        name="",
        status="",
        at=record.created_at,
        by=_name(rows, record.performed_by),
        problem="",
        parts=_parts(rows, before=told[0], after=told[1]),
        document=_document(record),
        target=target_of(rows, record.subject_table.rstrip("s"), number),
    )


def _parts(rows: Rows, **values: Mapping[str, object] | None) -> tuple[tuple[Part, Facts], ...]:
    found = ((name, tuple(_facts(rows, value))) for name, value in values.items() if value)
    return tuple((name, facts) for name, facts in found if facts)  # type: ignore[misc]


def _facts(rows: Rows, value: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Rows of a JSON object: what is nested is named by its path, empty values are left out."""
    for name, one in value.items():
        if isinstance(one, Mapping):
            yield from _facts(rows, one, f"{above}{name}.")
        elif one not in (None, "", [], ()):
            yield f"{above}{name}", _said(rows, name, one)


def _said(rows: Rows, name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        apart = "; " if any(isinstance(one, Mapping) for one in value) else ", "
        first = apart.join(_said(rows, name, one) for one in value[:LISTED])
        return first if len(value) <= LISTED else f"{first}{apart}… ({len(value)})"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {one}" for key, one in _facts(rows, value))
    known = _known(rows, name, value) if isinstance(value, int) else None
    return str(value) if known is None else f"{known} ({value})"


def _known(rows: Rows, name: str, key: int) -> str | None:
    """Whom or what an id means, where it is one of a course or a person."""
    if name == "course_id":
        course = rows.get_many(Course, [key]).get(key)
        return course.title if course else None
    return _name(rows, key) if name in _PEOPLE else None


def _name(rows: Rows, user_id: int | None) -> str | None:
    found = rows.get_many(User, [user_id]).get(user_id) if user_id is not None else None
    return found.full_name if found else None


def _document(record: Entity) -> str:
    return _pretty(to_canonical(record))


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str)
