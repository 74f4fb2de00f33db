"""What a column takes: small checks that give the value as it will be stored, or raise `Invalid`.

A check is called with the field's name, for the sentence, and the Python value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.domain.canonical import canonical_json, field_codecs
from app.domain.entities import Entity
from app.domain.errors import Invalid, SmartCourseError

if TYPE_CHECKING:
    from app.domain.commands import Change

Check = Callable[[str, Any], Any]
Checks = Mapping[str, Check]

LARGEST_INTEGER = 2**31 - 1
_UNSEEN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069]")
_LOCAL_PART = re.compile(
    r"[^\s@.,;:\\\"()<>\[\]\x00-\x1f\x7f]+(?:\.[^\s@.,;:\\\"()<>\[\]\x00-\x1f\x7f]+)*"
)
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)*[^\W_](?:[\w-]{0,61}[^\W_])?")


def storable(field: str, text: str) -> str:
    """Refuse what no database keeps as text: NUL and lone surrogates."""
    if "\x00" in text or not _encodable(text):
        raise Invalid("value.bad_character", field=field)
    return text


def _encodable(text: str) -> bool:
    """Whether a text is without lone surrogates: a search would take longer, lessons being long."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def text(limit: int | None = None, *, required: bool = False) -> Check:
    """Text of at most *limit* characters; a required one is stripped and must not be empty."""

    def check(field: str, value: Any) -> Any:
        if value is not None:
            value = storable(field, value.strip() if required else value)
        if required and not value:
            raise Invalid("value.required", field=field)
        if value is not None and limit is not None and len(value) > limit:
            raise Invalid("value.too_long", field=field, limit=limit, length=len(value))
        return value

    return check


def line(limit: int) -> Check:
    """A name of one line, at most *limit* characters: nothing in it breaks, turns or hides it."""
    plain = text(limit, required=True)

    def check(field: str, value: Any) -> Any:
        value = plain(field, value)
        if _UNSEEN.search(value):
            raise Invalid("value.bad_character", field=field)
        return value

    return check


def number(least: int | Decimal, most: int | Decimal, *, required: bool = False) -> Check:
    """A number from *least* to *most*."""

    def check(field: str, value: Any) -> Any:
        if value is None and not required:
            return None
        if value is None:
            raise Invalid("value.required", field=field)
        if not least <= value <= most:
            raise Invalid(
                "value.out_of_range",
                field=field,
                value=str(value),
                least=str(least),
                most=str(most),
            )
        return value

    return check


def form(pattern: str, wanted: str, *, required: bool = False) -> Check:
    """Text that *pattern* matches whole; *wanted* says in words what that is."""
    compiled = re.compile(pattern)

    def check(field: str, value: Any) -> Any:
        if value is None and not required:
            return None
        if value is None or not compiled.fullmatch(value):
            raise Invalid("value.bad_form", field=field, value=str(value)[:80], wanted=wanted)
        return value

    return check


def document(limit: int) -> Check:
    """A JSON object of at most *limit* bytes in canonical text."""

    def check(field: str, value: Any) -> Any:
        if value is None:
            return None
        for one in _strings(value):
            storable(field, one)
        size = len(canonical_json(value).encode())
        if size > limit:
            raise Invalid("value.document_too_long", field=field, size=size, limit=limit)
        return value

    return check


def _strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield name
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def anything(field: str, value: Any) -> Any:
    """What the column's type allows."""
    del field
    return value


def present(field: str, value: Any) -> Any:
    """Anything but nothing."""
    if value is None:
        raise Invalid("value.required", field=field)
    return value


def email(field: str, value: Any) -> str:
    """An e-mail address, in lower case: addresses that differ only in case are one."""
    address = storable(field, value).strip().lower()
    local, _, domain = address.rpartition("@")
    known = len(address) <= 255 and 0 < len(local) <= 64
    if not (known and _LOCAL_PART.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise Invalid("value.not_an_email", field=field, value=address[:80])
    return address


def username(field: str, value: Any) -> str:
    """A username: 1 to 100 characters without spaces or control characters."""
    name = storable(field, value).strip()
    if not name or any(char.isspace() or not char.isprintable() for char in name):
        raise Invalid("value.bad_form", field=field, value=name[:80], wanted="text without spaces")
    if len(name) > 100:
        raise Invalid("value.too_long", field=field, limit=100, length=len(name))
    return name


def decode(kind: type[Entity], column: str, value: Any) -> Any:
    """A canonical value of a column as Python has it; raises `Invalid`.

    A number with more decimals than the column keeps is refused, never rounded unasked.
    """
    try:
        decoded = field_codecs(kind)[column].decode(value)
    except SmartCourseError as error:
        raise Invalid(error.reason, **{**error.data, "field": column}) from None
    if isinstance(decoded, Decimal) and decoded != Decimal(str(value)):
        raise Invalid("value.too_precise", field=column, value=str(value)[:80])
    return decoded


def clean_changes(
    kind: type[Entity], changes: Iterable[Change], checks: Checks
) -> tuple[Change, ...]:
    """*changes* with their values checked and as they will be stored.

    Raises `Invalid` for a column that *checks* does not name and for a value it refuses.
    """
    cleaned = []
    for change in changes:
        column = change.column
        if column not in checks:
            raise Invalid("value.not_editable", field=column, table=kind.TABLE)
        value = checks[column](column, decode(kind, column, change.value))
        encode = field_codecs(kind)[column].encode
        cleaned.append(replace(change, value=value if encode is None else encode(value)))
    return tuple(cleaned)


def clean_columns(kind: type[Entity], values: Mapping[str, Any], checks: Checks) -> dict[str, Any]:
    """Canonical *values* by column, decoded and checked, for a new row."""
    for column in values:
        if column not in checks:
            raise Invalid("value.not_editable", field=column, table=kind.TABLE)
    return {
        column: checks[column](column, decode(kind, column, value))
        for column, value in values.items()
    }
