"""Digests of tables: equal on two replicas exactly when their rows are."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from app.domain.canonical import canonical_json
from app.domain.entities import Json, Key

EMPTY = 0


def row_digest(key: Key, image: Json | None) -> int:
    """A row's part in its table's digest; `EMPTY` for an absent row."""
    if image is None:
        return EMPTY
    names = list(key) if isinstance(key, tuple) else [key]
    return int.from_bytes(sha256(canonical_json([names, image]).encode()).digest())


def table_digest(rows: Iterable[tuple[Key, Json]]) -> int:
    """The XOR of the rows' digests, in whatever order they come."""
    total = EMPTY
    for key, image in rows:
        total ^= row_digest(key, image)
    return total


def moved(digest: int, key: Key, before: Json | None, after: Json | None) -> int:
    """A table's digest after one row changed."""
    return digest ^ row_digest(key, before) ^ row_digest(key, after)
