"""Which rows hang on which, read from the tables' foreign keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from app.domain.entities import ALL_ENTITIES, Entity
from services.storage.tables import tables

OnDelete = Literal["CASCADE", "RESTRICT", "SET NULL"]


@dataclass(frozen=True, slots=True)
class Link:
    """A column of *child* that names the key of a row of *parent*."""

    child: type[Entity]
    column: str
    parent: type[Entity]
    on_delete: OnDelete


def _links() -> tuple[Link, ...]:
    declared = tables("sqlite")
    kinds = {declared[kind.TABLE]: kind for kind in ALL_ENTITIES}
    return tuple(
        Link(kind, one.parent.name, kinds[one.column.table], cast(OnDelete, one.ondelete))
        for kind in ALL_ENTITIES
        for one in sorted(declared[kind.TABLE].foreign_keys, key=lambda key: key.parent.name)
    )


LINKS = _links()
"""Every foreign key between records."""

CHILDREN = {kind: tuple(one for one in LINKS if one.parent is kind) for kind in ALL_ENTITIES}
PARENTS = {kind: tuple(one for one in LINKS if one.child is kind) for kind in ALL_ENTITIES}
KIND_OF_TABLE: dict[str, type[Entity]] = {kind.TABLE: kind for kind in ALL_ENTITIES}
"""The record kind by its table's logical name."""
