"""A command as the journal keeps it: its canonical JSON text, written straight from its fields.

The same text as ``canonical_json(to_canonical(command))``, at a third of the time: a command may
carry a thousand rows, and its writer is put together once for each class.

A lesson's text that its transaction keeps in ``ext.lesson_bodies`` is not written a second time.
It is left out, and ``"@text": ["body.text", its sha256]`` says where it belongs and what it is
called: the place stands in the entry, so that a later form of the command changes nothing here.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from app.domain.canonical import canonical_json
from app.domain.commands import AddLesson, Command, EditLesson
from app.domain.entities import Json, LessonBody
from app.domain.per_kind import PerKind
from services.storage.sqlite.codec import time_text

Write = Callable[[Any], str]
Path = tuple[str, ...]

TEXTS: Mapping[type[Command], Path] = {AddLesson: ("body",), EditLesson: ("body", "text")}
"""Where a command carries the text of a lesson."""

_TEXT = "@text"
"""Like no field of a command, and before all of them in canonical order."""

_SHORT = 128
"""A text of fewer characters takes no more room than its name would."""

_SCALARS: dict[Any, Write] = {
    str: encode_basestring,
    int: int.__repr__,
    bool: lambda value: "true" if value else "false",
    datetime: lambda value: f'"{time_text(value)}"',
    date: lambda value: f'"{value.isoformat()}"',
    Decimal: lambda value: repr(float(value)),
}


def _optional(inner: Write) -> Write:
    return lambda value: "null" if value is None else inner(value)


def _sequence(inner: Write) -> Write:
    return lambda values: "[" + ",".join([inner(value) for value in values]) + "]"


def _writer(hint: Any) -> Write:
    """The writer of a type hint; the general encoder where the hint tells nothing of use."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return WRITERS[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal and all(isinstance(one, str) for one in args):
        return encode_basestring
    if origin in (Union, types.UnionType) and len(args) == 2 and type(None) in args:
        return _optional(_writer(next(one for one in args if one is not type(None))))
    if origin is tuple:
        return _sequence(_writer(args[0]))
    return canonical_json


def _record_writer(kind: type, without: Path = ()) -> Write:
    """The writer of a class; *without* leads to a field that it leaves out."""
    hints = get_type_hints(kind)
    writers = {one.name: _writer(hints[one.name]) for one in fields(kind)}
    if without:
        first, *rest = without
        del writers[first]
        if rest:
            # Optional in the command, but there whenever its text is.
            (inner,) = (one for one in get_args(hints[first]) if one is not type(None))
            writers[first] = _record_writer(inner, tuple(rest))
    names = sorted(writers)
    if not names:
        return lambda record: "{}"  # noqa: ARG005
    # For one name alone attrgetter gives the bare value.
    read = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)
    ordered = tuple(writers[name] for name in names)
    template = "{" + ",".join(f'"{name}":%s' for name in names) + "}"

    def write(record: Any) -> str:
        pairs = zip(ordered, read(record), strict=True)
        return template % tuple([writer(value) for writer, value in pairs])

    return write


WRITERS: PerKind[Write] = PerKind(_record_writer)
"""The writer of each class, put together when it is first needed."""

_WITHOUT_TEXT: PerKind[Write] = PerKind(lambda kind: _record_writer(kind, TEXTS[kind]))


def payload_text(command: Command, kept: Iterable[LessonBody] = ()) -> str:
    """The command as the journal keeps it; *kept* are texts that stand in the transaction."""
    kind = type(command)
    path = TEXTS.get(kind)
    if path is None:
        return WRITERS[kind](command)
    text = _text_at(command, path)
    if text is None or len(text) < _SHORT:
        return WRITERS[kind](command)
    name = next((one.sha256 for one in kept if one.body == text), None)
    if name is None:
        return WRITERS[kind](command)
    rest = _WITHOUT_TEXT[kind](command)
    return f'{{"{_TEXT}":["{".".join(path)}","{name}"],{rest[1:]}'


def _text_at(command: Command, path: Path) -> str | None:
    found: Any = command
    for name in path:
        if found is None:
            return None
        found = getattr(found, name)
    return cast(str, found)


def read_payload(payload: str, text_of: Callable[[str], str]) -> Json:
    """The canonical values that `payload_text` wrote; *text_of* tells a kept text by its name."""
    values = json.loads(payload)
    named = values.pop(_TEXT, None)
    if named is not None:
        path, name = named
        *outer, last = path.split(".")
        place = values
        for step in outer:
            place = place[step]
        place[last] = text_of(name)
    return cast(Json, values)


NAMED_TEXTS = (
    f"SELECT entry_no, json_extract(payload, '$.\"{_TEXT}\"[1]') AS name FROM sync_journal "  # noqa: S608
    f"WHERE substr(payload, 1, {len(_TEXT) + 3}) = '{{\"{_TEXT}\"'"
)
"""A query of the entries whose command has its text elsewhere, and of that text's name."""
