"""A journal entry's row images, packed: one blob an entry.

The blob is a form byte (1 plain, 2 zlib), the length of the text as stored (4 bytes, big-endian),
the text of one JSON line a group, and after it the sha256 digests, 32 bytes each: of a created row
its hash after, of a deleted row its hash before, of an updated row both. Digests do not compress,
so they stand apart. Created rows of one table that follow one another share a line. A short text
is not compressed: that would take longer than writing it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import compress, decompress

from app.domain.canonical import canonical_json
from app.domain.dataclass import dataclass
from app.domain.entities import Entity, Key
from app.domain.journal import RowImage
from services.storage.sqlite.codec import CODECS, RecordCodec
from services.storage.sqlite.connection import Row
from services.storage.tracking import RowChange

Rows = Mapping[type[Entity], Mapping[Key, Row]]
"""Rows as they stand in their tables, by kind and key."""

_PLAIN = 1
_ZLIB = 2
_SHORT = 1000
_HASH = 32
_LEVEL = 1  # the text is short or very regular: a higher level costs time and saves little


class _Packer:
    """Collects the lines and digests of one entry."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.digests: list[bytes] = []
        self._table = ""
        self._keys: list[Key] = []

    def created(self, codec: RecordCodec, key: Key, row: Row) -> None:
        """A row that was not there before."""
        if codec.logical != self._table:
            self.end_group()
            self._table = codec.logical
        self._keys.append(key)
        self.digests.append(codec.digest(row))

    def updated(self, codec: RecordCodec, key: Key, old: Row, new: Row) -> None:
        """A row of which some columns changed; nothing where no image holds them."""
        found = codec.difference(old, new)
        if found is None:
            return
        self.end_group()
        parts = f"{found.before},{found.after}"
        self.lines.append(f'["updated","{codec.logical}",{_key_text(key)},{parts}]')
        self.digests += found.digests

    def deleted(self, codec: RecordCodec, key: Key, row: Row) -> None:
        """A row that is gone."""
        self.end_group()
        image = codec.image(row)
        self.lines.append(f'["deleted","{codec.logical}",{_key_text(key)},{image}]')
        self.digests.append(codec.digest(row))

    def end_group(self) -> None:
        """Write the line of the created rows collected so far."""
        if self._keys:
            self.lines.append(f'["created","{self._table}",{canonical_json(self._keys)}]')
            self._keys = []
            self._table = ""


def _key_text(key: Key) -> str:
    return str(key) if type(key) is int else canonical_json(key)


def pack(changes: Iterable[RowChange], written: Rows, found: Rows | None = None) -> bytes:
    """The images of the journalled rows among *changes*; empty where there are none.

    *written* has every saved row as it was last written, *found* some as they stood before, so
    that these are not encoded again.
    """
    packer = _Packer()
    for change in changes:
        kind, key, before = change.kind, change.key, change.before
        if not kind.JOURNALLED:
            continue
        codec = CODECS[kind]
        if before is None:
            packer.created(codec, key, written[kind][key])
        elif change.after is None:
            packer.deleted(codec, key, codec.row(before))
        else:
            known = found[kind].get(key) if found and kind in found else None
            packer.updated(codec, key, known or codec.row(before), written[kind][key])
    packer.end_group()
    if not packer.lines:
        return b""
    form, text = _PLAIN, "\n".join(packer.lines).encode()
    if len(text) > _SHORT:
        form, text = _ZLIB, compress(text, _LEVEL)
    return b"".join((bytes((form,)), len(text).to_bytes(4), text, *packer.digests))


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that an entry touched and the digest it left it with; None where it deleted it."""

    table: str
    key: Key
    digest: bytes | None


def touched(blob: bytes) -> Iterator[Touched]:
    """The rows of a packed entry, in its order."""
    for image in unpack(blob):
        after = image.after_hash
        yield Touched(image.table, image.key, None if after is None else bytes.fromhex(after))


def unpack(blob: bytes) -> tuple[RowImage, ...]:
    """The images that `pack` packed."""
    end = 5 + int.from_bytes(blob[1:5])
    hashes = (blob[at : at + _HASH].hex() for at in range(end, len(blob), _HASH))
    text = decompress(blob[5:end]) if blob[0] == _ZLIB else blob[5:end]
    lines = text.decode().split("\n")
    return tuple(image for line in lines for image in _images(json.loads(line), hashes))


def _images(line: Sequence[Any], hashes: Iterator[str]) -> Iterator[RowImage]:
    what, table, keys = line[0], line[1], line[2]
    if what == "created":
        for key in keys:
            yield RowImage(
                table=table,
                key=key_from(key),
                before=None,
                after=None,
                before_hash=None,
                after_hash=next(hashes),
            )
    else:
        yield RowImage(
            table=table,
            key=key_from(keys),
            before=line[3],
            after=line[4] if what == "updated" else None,
            before_hash=next(hashes),
            after_hash=next(hashes) if what == "updated" else None,
        )


def key_from(value: Any) -> Key:
    """A key read from JSON, where a key of several columns is a list."""
    return tuple(value) if isinstance(value, list) else value
