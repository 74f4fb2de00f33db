"""The one canonical encoding: JSON output, journal images, digests and base values.

DECIMAL is a number, TIMESTAMP ``2026-02-10T00:00:00.000000Z``, DATE ``2026-02-10``, arrays and JSON
columns are JSON; keys sorted, no spaces, UTF-8. A canonical *value* is its Python form before text.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from hashlib import sha256
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from app.domain.clock import format_time, parse_time
from app.domain.dataclass import dataclass
from app.domain.entities.base import Entity
from app.domain.errors import BadInput, SmartCourseError
from app.domain.per_kind import PerKind

T = TypeVar("T")
Convert = Callable[[Any], Any]
CENT = Decimal("0.01")

_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical_json(value: Any) -> str:
    """The canonical text of a canonical value."""
    return _encoder.encode(value)


def digest(value: Any) -> str:
    """sha256 hex of the canonical text of a canonical value."""
    return sha256(_encoder.encode(value).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Codec:
    """How one Python type becomes a canonical value and back; None where it is the same."""

    encode: Convert | None
    decode: Convert


def _identity(*accepted: type) -> Codec:
    def decode(value: Any) -> Any:
        if type(value) not in accepted:
            raise BadInput("value.wrong_type", value=repr(value)[:80], wanted=accepted[0].__name__)
        return value

    return Codec(None, decode)


def _decode_decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise BadInput("value.wrong_type", value=repr(value)[:80], wanted="number")
    try:
        return Decimal(str(value)).quantize(CENT)
    except InvalidOperation:
        raise BadInput("value.wrong_type", value=repr(value)[:80], wanted="number") from None


def _decode_date(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadInput("value.wrong_type", value=repr(value)[:80], wanted="date") from None


def _decode_time(value: Any) -> datetime:
    if not isinstance(value, str):
        raise BadInput("value.wrong_type", value=repr(value)[:80], wanted="time")
    return parse_time(value)


_SCALARS: dict[Any, Codec] = {
    str: _identity(str),
    int: _identity(int),
    bool: _identity(bool),
    float: Codec(None, lambda value: float(_identity(float, int).decode(value))),
    datetime: Codec(format_time, _decode_time),
    date: Codec(date.isoformat, _decode_date),
    Decimal: Codec(float, _decode_decimal),
    Any: Codec(None, lambda value: value),
    object: Codec(None, lambda value: value),
}


def _literal(choices: tuple[Any, ...]) -> Codec:
    def decode(value: Any) -> Any:
        if value not in choices:
            raise BadInput("value.not_a_choice", value=repr(value)[:80], choices=list(choices))
        return value

    return Codec(None, decode)


def _optional(inner: Codec) -> Codec:
    encode = inner.encode
    return Codec(
        None if encode is None else lambda value: None if value is None else encode(value),
        lambda value: None if value is None else inner.decode(value),
    )


def _sequence(inner: Codec) -> Codec:
    encode = inner.encode

    def decode(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise BadInput("value.wrong_type", value=repr(value)[:80], wanted="list")
        return tuple(inner.decode(item) for item in value)

    return Codec(list if encode is None else lambda value: [encode(item) for item in value], decode)


def _mapping(value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise BadInput("value.wrong_type", value=repr(value)[:80], wanted="object")
    return value


@cache
def codec(hint: Any) -> Codec:
    """The codec of a type hint as entities and commands use them."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        kind = hint
        return Codec(to_canonical, lambda value: from_canonical(kind, value))
    return _generic_codec(hint, get_origin(hint), get_args(hint))


def _generic_codec(hint: Any, origin: Any, args: tuple[Any, ...]) -> Codec:
    if origin is Literal:
        return _literal(args)
    if origin in (Union, types.UnionType):
        if len(args) > 2 or type(None) not in args:
            return _SCALARS[Any]
        return _optional(codec(next(arg for arg in args if arg is not type(None))))
    if origin is tuple:
        return _sequence(codec(args[0]))
    if origin is not None and issubclass(origin, Mapping):
        return Codec(None, _mapping)
    raise TypeError(f"no canonical form for {hint!r}")


def _compute_codecs(kind: Any) -> dict[str, Codec]:
    hints = get_type_hints(kind)
    return {field.name: codec(hints[field.name]) for field in fields(kind)}


def field_codecs(kind: type) -> dict[str, Codec]:
    """Field name to codec, in field order, for a dataclass."""
    return _codecs[kind]


Encoders = tuple[tuple[str, Convert | None], ...]

_codecs = PerKind(_compute_codecs)
_encoders: PerKind[Encoders] = PerKind(
    lambda kind: tuple((name, one.encode) for name, one in _codecs[kind].items())
)


def to_canonical(record: Any) -> dict[str, Any]:
    """A dataclass instance as canonical values by field name."""
    values: dict[str, Any] = {}
    for name, encode in _encoders[type(record)]:
        value = getattr(record, name)
        values[name] = value if encode is None else encode(value)
    return values


def from_canonical(kind: type[T], values: Any) -> T:
    """The instance that `to_canonical` gave *values* for; missing fields take their defaults.

    Raises `BadInput` for unknown fields, missing ones and values of the wrong type (``field`` is
    in the data).
    """
    if not isinstance(values, Mapping):
        raise BadInput("value.wrong_type", value=repr(values)[:80], wanted="object")
    codecs = field_codecs(kind)
    decoded: dict[str, Any] = {}
    for name, value in values.items():
        if name not in codecs:
            raise BadInput("value.unknown_field", field=str(name), form=kind.__name__)
        try:
            decoded[name] = codecs[name].decode(value)
        except SmartCourseError as error:
            error.data.setdefault("field", name)
            raise
    try:
        return kind(**decoded)
    except TypeError:
        raise BadInput("value.missing_field", form=kind.__name__) from None


def _compute_image_encoders(kind: Any) -> Encoders:
    return tuple(one for one in _encoders[kind] if one[0] not in kind.UNJOURNALLED)


_image_encoders = PerKind(_compute_image_encoders)


def image(record: Entity) -> dict[str, Any]:
    """A record's canonical values without the columns that no image may hold."""
    return {
        name: getattr(record, name) if encode is None else encode(getattr(record, name))
        for name, encode in _image_encoders[type(record)]
    }


def row_hash(record: Entity) -> str:
    """sha256 hex of the record's canonical image."""
    return digest(image(record))
