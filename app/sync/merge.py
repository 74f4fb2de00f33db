"""Merging a command's column changes into a row that others may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from app.domain.canonical import Codec, field_codecs
from app.domain.commands import Change
from app.domain.dataclass import dataclass
from app.domain.entities import Entity
from app.domain.errors import BadInput, Invalid
from app.domain.outcomes import Conflict

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class ColumnMerge(Generic[E]):
    """The merged row, the changes that lost against stored values, the columns that changed."""

    row: E
    conflicts: tuple[Conflict, ...]
    changed: tuple[str, ...]


def merge_columns(current: E, changes: Sequence[Change]) -> ColumnMerge[E]:
    """Apply *changes* where their base still stands; elsewhere the stored value stays.

    A change whose value is stored already does nothing. Values are read by the column's type:
    raises `Invalid` (``field`` in the data) for one that cannot stand there, and for columns that
    the row lacks or that no change may carry (its key, its unjournalled ones).
    """
    kind = type(current)
    codecs = field_codecs(kind)
    merged: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for change in changes:
        column = change.column
        if column not in codecs or column in kind.KEY or column in kind.UNJOURNALLED:
            raise Invalid("value.unknown_field", field=column, form=kind.TABLE)
        codec = codecs[column]
        value = _decoded(codec, column, change.value)
        stored = merged.get(column, getattr(current, column))
        if value == stored:
            continue
        if _decoded(codec, column, change.base) == stored:
            merged[column] = value
        else:
            conflicts.append(
                Conflict(
                    table=kind.TABLE,
                    key=current.key,
                    column=column,
                    base=change.base,
                    mine=change.value,
                    theirs=stored if codec.encode is None else codec.encode(stored),
                )
            )
    row = replace(current, **merged) if merged else current
    return ColumnMerge(row, tuple(conflicts), tuple(merged))


def _decoded(codec: Codec, column: str, value: Any) -> Any:
    try:
        return codec.decode(value)
    except BadInput as error:
        raise Invalid(error.reason, **{**error.data, "field": column}) from None
