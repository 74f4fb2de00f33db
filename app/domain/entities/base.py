"""What every stored record has in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.dataclass import dataclass

Json = Mapping[str, Any]
"""A JSON object as Python values (str keys; str, int, float, bool, None, lists, objects)."""

Key = int | str | tuple[int | str, ...]
"""The value of a record's key: a scalar for one key column, a tuple for several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One row of one table, immutable; a change is a new instance.

    TABLE is the table's logical name (``ext.`` and ``sync.`` prefix those the ERD does not have),
    KEY its key columns, JOURNALLED whether a command's journal entry keeps the row's images,
    DERIVED whether the row is only ever a consequence of other rows (undo never compares it),
    UNJOURNALLED the columns that no image, digest or base value may hold (secrets, local marks).
    Fields stand in the order of the table's columns.
    """

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]] = ("id",)
    JOURNALLED: ClassVar[bool] = True
    DERIVED: ClassVar[bool] = False
    UNJOURNALLED: ClassVar[frozenset[str]] = frozenset()

    if TYPE_CHECKING:

        @property
        def key(self) -> Key:
            """The record's key, in the shape that `Rows.get_many` takes."""
            ...

    def __init_subclass__(cls) -> None:
        # Asked for several times a row by every store: a getter without a Python frame.
        cls.key = property(attrgetter(*cls.KEY))  # type: ignore[method-assign,assignment]


def columns(kind: type[Entity]) -> tuple[str, ...]:
    """The column names of *kind*, in table order."""
    return tuple(field.name for field in fields(kind))
