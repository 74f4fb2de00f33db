"""COLUMN=VALUE words as canonical values of an entity's columns."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from app.domain.canonical import field_codecs, to_canonical
from app.domain.clock import format_time, parse_time
from app.domain.entities import Entity
from app.domain.errors import Invalid, SmartCourseError

if TYPE_CHECKING:
    from app.domain.commands import Change

TRUE_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def assignments(words: Iterable[str]) -> dict[str, str]:
    """NAME=VALUE words as a dict; raises `Invalid` (``value.not_an_assignment``)."""
    pairs: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise Invalid("value.not_an_assignment", value=word)
        pairs[name] = value
    return pairs


def column_value(
    kind: type[Entity], column: str, text: str, takes: Collection[str] | None = None
) -> Any:
    """The canonical value that *text* stands for in a column; empty is null where that may be.

    Raises `Invalid` for an unknown column, naming those that whoever asked *takes* (all), or for a
    text that the column does not take.
    """
    hints = get_type_hints(kind)
    if column not in field_codecs(kind):
        raise Invalid(
            "value.unknown_column",
            field=column,
            table=kind.TABLE.removeprefix("ext."),
            choices=", ".join(field_codecs(kind) if takes is None else takes),
        )
    hint, nullable = _without_none(hints[column])
    if text == "" and nullable:
        return None
    if text == "" and hint is not str and get_origin(hint) is not tuple:
        raise Invalid("value.required", field=column)
    value = _parsed(hint, column, text)
    try:
        field_codecs(kind)[column].decode(value)
    except SmartCourseError as error:
        error.data.setdefault("field", column)
        raise
    return value


def changes(current: Entity, words: Iterable[str], takes: Collection[str]) -> tuple[Change, ...]:
    """The changes that NAME=VALUE words ask of a record, each with the value it is based on.

    *takes* names the columns that can be changed so, for whoever names one that is not there.
    """
    from app.domain.commands import Change  # what only reads needs no commands

    held = to_canonical(current)
    kind = type(current)
    return tuple(
        Change(name, held[name], value)
        for name, value in canonical_columns(kind, assignments(words), takes).items()
    )


def canonical_columns(
    kind: type[Entity], pairs: Mapping[str, str], takes: Collection[str] | None = None
) -> dict[str, Any]:
    """Texts by column as canonical values by column."""
    return {name: column_value(kind, name, text, takes) for name, text in pairs.items()}


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, UnionType):
        rest = [arg for arg in get_args(hint) if arg is not type(None)]
        return rest[0], len(rest) < len(get_args(hint))
    return hint, False


def _parsed(hint: Any, column: str, text: str) -> Any:  # noqa: PLR0911  # one return a type
    if hint is bool:
        if text.lower() not in TRUE_WORDS:
            raise Invalid("value.wrong_type", field=column, value=text, wanted="true or false")
        return TRUE_WORDS[text.lower()]
    if hint is int:
        return _number(int, column, text)
    if hint is Decimal:
        return float(_number(Decimal, column, text))
    if hint is datetime:
        return format_time(parse_time(text, column))
    if hint is date:
        return text
    if hint is str or (get_origin(hint) not in (tuple, Mapping, dict) and not _is_json(hint)):
        return text
    return _structured(column, text, is_list=get_origin(hint) is tuple)


def _is_json(hint: Any) -> bool:
    origin = get_origin(hint)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _number(kind: type[int | Decimal], column: str, text: str) -> Any:
    try:
        number = kind(text)
        if Decimal(number).is_finite():
            return number
    except (ValueError, ArithmeticError):
        pass
    raise Invalid("value.wrong_type", field=column, value=text, wanted="number")


def _structured(column: str, text: str, *, is_list: bool) -> Any:
    """JSON, or the short forms ``a,b`` of a list and ``A:85,B:70`` of an object."""
    if text.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise Invalid(
                "value.wrong_type", field=column, value=text[:80], wanted="JSON"
            ) from None
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if is_list:
        return parts
    pairs = [part.partition(":") for part in parts]
    if any(not colon for _, colon, _ in pairs):
        raise Invalid("value.wrong_type", field=column, value=text[:80], wanted="JSON object")
    return {
        name.strip(): float(_number(Decimal, column, value.strip())) for name, _, value in pairs
    }
