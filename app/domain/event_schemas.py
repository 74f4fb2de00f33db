"""How events look to other programs: the JSON Schema of each payload and the CloudEvents envelope.

Both are made from the event dataclasses, so a field that is added there is in the schema too.
"""

from __future__ import annotations

import types
from dataclasses import fields
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.domain.clock import format_time
from app.domain.entities import EventRecord, Json
from app.domain.events import EVENT_TYPES, DomainEvent

_SCALARS: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


def _schema_of(hint: Any) -> Json:
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema_of(argument) for argument in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(arguments[0])}
    raise TypeError(f"an event cannot carry {hint!r}")


def payload_schema(kind: type[DomainEvent]) -> Json:
    """The JSON Schema (2020-12) of an event's payload: every field, no other."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.NAME,
        "type": "object",
        "properties": {name: _schema_of(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def event_schemas() -> dict[str, Json]:
    """Event type to the schema of its payload, for all types."""
    return {name: payload_schema(kind) for name, kind in EVENT_TYPES.items()}


def cloud_event(record: EventRecord, source: str) -> dict[str, Any]:
    """A stored event as CloudEvents 1.0 JSON; *source* names the deployment that raised it.

    The id is the stored event's, so that a consumer knows a repeated delivery.
    """
    return {
        "specversion": "1.0",
        "id": str(record.id),
        "source": source,
        "type": record.event_type,
        "subject": f"{record.entity_type}/{record.entity_id}",
        "time": format_time(record.created_at),
        "datacontenttype": "application/json",
        "data": dict(record.payload),
    }
