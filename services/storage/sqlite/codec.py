"""Records to rows and back, and a row's canonical image: prepared once for each kind.

An image is made from the row, not from the record: the row's times and JSON are canonical text
already. So the check of a whole workspace needs no records, and a bulk insert encodes once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from itertools import compress
from json.encoder import encode_basestring
from operator import attrgetter, ne
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from app.domain.canonical import canonical_json
from app.domain.clock import format_time
from app.domain.dataclass import dataclass
from app.domain.entities import Entity, Json, Key, columns
from app.domain.per_kind import PerKind
from services.storage.sqlite.connection import Row

Convert = Callable[[Any], Any]


def time_text(moment: datetime) -> str:
    """`format_time`, without its detour for what is UTC already."""
    if moment.tzinfo is UTC:
        return _utc_text(moment)
    return format_time(moment)


@lru_cache(maxsize=64)
def _utc_text(moment: datetime) -> str:
    # One command writes the same moment into row, history and journal.
    return moment.isoformat(timespec="microseconds")[:26] + "Z"


def _scaled(value: Decimal) -> int:
    return int((value * 100).to_integral_value())


def _unscaled(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


def _decimal_json(value: int) -> str:
    return repr(value / 100)


def _list_of(text: str) -> tuple[Any, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _list_text(values: Sequence[Any]) -> str:
    return canonical_json(values) if values else "[]"


def _numbers_text(values: Sequence[int]) -> str:
    """`canonical_json` of whole numbers, without its overhead on what is mostly short."""
    return f"[{','.join(map(str, values))}]"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a field stands in its column, and the column in an image; None where they are the same.

    `stored` and `read` are each other's inverse; `text` makes canonical JSON of a column's value.
    Every save runs through `text` for each column, so it is a function without a Python frame
    wherever there is one.
    """

    stored: Convert | None
    read: Convert | None
    text: Convert


_FORMS: dict[Any, _Form] = {
    datetime: _Form(time_text, datetime.fromisoformat, encode_basestring),
    date: _Form(date.isoformat, date.fromisoformat, encode_basestring),
    Decimal: _Form(_scaled, _unscaled, _decimal_json),
    bool: _Form(None, bool, {0: "false", 1: "true"}.__getitem__),
    int: _Form(None, None, str),
    str: _Form(None, None, encode_basestring),
    tuple[int, ...]: _Form(_numbers_text, _list_of, str),
    Json: _Form(canonical_json, json.loads, str),
}
_LIST = _Form(_list_text, _list_of, str)


def _form(hint: Any) -> _Form:
    """The form of a field with this type, which says what its column is declared as."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is Literal:
        return _FORMS[str]
    return _FORMS.get(hint) or _LIST


def table_name(kind: type[Entity]) -> str:
    """The table's name in SQLite, which has no schemas: ``ext.modules`` is ``ext_modules``."""
    return kind.TABLE.replace(".", "_")


class Difference(NamedTuple):
    """The changed columns of an update as canonical JSON objects, and both images' digests."""

    before: str
    after: str
    digests: tuple[bytes, ...]


class RecordCodec:
    """How one kind of record stands in its table.

    `names` are the columns in order, `table` the physical name, `logical` the entity's.
    """

    def __init__(self, kind: type[Entity]) -> None:
        hints = get_type_hints(kind)
        self.kind = kind
        self.logical = kind.TABLE
        self.table = table_name(kind)
        self.names = columns(kind)
        self.places = range(len(self.names))
        forms = [_form(hints[name]) for name in self.names]
        self.key_places = tuple(self.names.index(name) for name in kind.KEY)
        self._one_key = self.key_places[0] if len(self.key_places) == 1 else None
        self._fields = cast(Callable[[Any], Row], attrgetter(*self.names))
        self._to_columns = _places(form.stored for form in forms)
        self._stored = tuple(form.stored for form in forms)
        self._column_converts = {self.names[place]: one for place, one in self._to_columns}
        self._to_fields = _places(form.read for form in forms)
        self._json = tuple(form.text for form in forms)
        imaged = [name for name in self.names if name not in kind.UNJOURNALLED]
        order = [self.names.index(name) for name in sorted(imaged)]
        self._image = tuple((place, self._json[place]) for place in order)
        self._imaged_names = [self.names[place] for place in order]
        self._template = _template(self._imaged_names)
        self._parts: dict[tuple[int, ...], str] = {}

    def row(self, record: Entity) -> Row:
        """The record as SQLite stores it."""
        values = list(self._fields(record))
        for place, convert in self._to_columns:
            value = values[place]
            if value is not None:
                values[place] = convert(value)
        return tuple(values)

    def altered(self, row: Row, old: Entity, new: Entity) -> tuple[tuple[int, ...], Row]:
        """The places in which *new* differs from *old*, and its row; *row* is that of *old*."""
        fields = self._fields(new)
        places = tuple(compress(self.places, map(ne, self._fields(old), fields)))
        values = list(row)
        for place in places:
            value, convert = fields[place], self._stored[place]
            values[place] = value if convert is None or value is None else convert(value)
        return places, tuple(values)

    def key_of(self, row: Row) -> Key:
        """The record's key, read from its row."""
        if self._one_key is not None:
            return cast(Key, row[self._one_key])
        return tuple(row[place] for place in self.key_places)

    def record(self, row: Row) -> Entity:
        """The record that a row (all columns, in order) holds."""
        values = list(row)
        for place, convert in self._to_fields:
            value = values[place]
            if value is not None:
                values[place] = convert(value)
        return self.kind(**dict(zip(self.names, values, strict=True)))

    def fields_of(self, names: Sequence[str], rows: Sequence[Row]) -> list[Row]:
        """Rows of these columns only, with the values that the fields hold."""
        converts = dict(self._to_fields)
        needed = [converts.get(self.names.index(name)) for name in names]
        if not any(needed):
            return list(rows)
        return [
            tuple(
                value if convert is None or value is None else convert(value)
                for convert, value in zip(needed, row, strict=True)
            )
            for row in rows
        ]

    def column(self, name: str, value: Any) -> Any:
        """A field's value (not None) as its column holds it."""
        convert = self._column_converts.get(name)
        return value if convert is None else convert(value)

    def image(self, row: Row) -> str:
        """The canonical JSON text of a row's image."""
        return self._template % tuple(self._texts(row))

    def digest(self, row: Row) -> bytes:
        """sha256 of a row's image."""
        return self._digest(self._texts(row))

    def difference(self, before: Row, after: Row) -> Difference | None:
        """How two rows' images differ; None where they do not."""
        old = self._texts(before)
        new = old.copy()
        changed: list[int] = []
        for at, (place, _) in enumerate(self._image):
            if before[place] != after[place]:
                new[at] = self._text(place, after[place])
                if new[at] != old[at]:
                    changed.append(at)
        if not changed:
            return None
        part = self._part(tuple(changed))
        return Difference(
            before=part % tuple([old[at] for at in changed]),
            after=part % tuple([new[at] for at in changed]),
            digests=(self._digest(old), self._digest(new)),
        )

    def _part(self, changed: tuple[int, ...]) -> str:
        """The template of these columns; a command's kind changes the same ones each time."""
        part = self._parts.get(changed)
        if part is None:
            names = [self._imaged_names[at] for at in changed]
            part = self._parts[changed] = _template(names)
        return part

    def _digest(self, texts: list[str]) -> bytes:
        return sha256((self._template % tuple(texts)).encode()).digest()

    def _texts(self, row: Row) -> list[str]:
        """The imaged columns' canonical JSON texts, by name."""
        return [
            "null" if (value := row[place]) is None else text(value) for place, text in self._image
        ]

    def _text(self, place: int, value: Any) -> str:
        return "null" if value is None else self._json[place](value)

    def canonical(self, row: Row) -> Json:
        """A row's image in canonical values."""
        return cast(Json, json.loads(self.image(row)))


def _places(converts: Any) -> tuple[tuple[int, Convert], ...]:
    return tuple((place, one) for place, one in enumerate(converts) if one is not None)


def _template(names: Sequence[str]) -> str:
    return "{" + ",".join(f'"{name}":%s' for name in names) + "}"


CODECS: PerKind[RecordCodec] = PerKind(RecordCodec)
"""The codec of each kind of record, made when it is first needed."""
