"""Read TrueType files and cut subsets out of them for embedding.

Formats: the OpenType specification (head, hhea, hmtx, maxp, loca, glyf). Only outlines are
embedded: PDF takes widths and characters from its own dictionaries, so cmap, name and layout tables
stay out.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence

from reportlab.pdfbase.ttfonts import calcChecksum

from app.domain.dataclass import dataclass

WORDS, SCALE, MORE, XY_SCALE, TWO_BY_TWO = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
"""Flags of a composite glyph's component."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a PDF font descriptor tells, in thousandths of the type size."""

    name: str
    ascent: int
    descent: int
    cap_height: int
    italic_angle: float
    box: tuple[int, int, int, int]


def _array(kind: str, data: bytes) -> array[int]:
    values = array(kind, data)
    if sys.byteorder == "little":
        values.byteswap()
    return values


def _components(glyph: bytes) -> Iterator[tuple[int, int]]:
    """(offset of the glyph number, glyph number) of each part of a composite glyph."""
    offset, flags = 10, MORE
    while flags & MORE:
        flags, part = struct.unpack_from(">HH", glyph, offset)
        yield offset + 2, part
        offset += 8 if flags & WORDS else 6
        if flags & SCALE:
            offset += 2
        elif flags & XY_SCALE:
            offset += 4
        elif flags & TWO_BY_TWO:
            offset += 8


class TrueTypeFile:
    """One face's outlines and metrics; glyphs are named by their number in the file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._tables = {
            data[at : at + 4]: struct.unpack_from(">LL", data, at + 8)
            for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
        }
        head, hhea = self._table(b"head"), self._table(b"hhea")
        self.units_per_em: int = struct.unpack_from(">H", head, 18)[0]
        long_offsets = struct.unpack_from(">H", head, 50)[0]
        loca = _array("I" if long_offsets else "H", self._table(b"loca"))
        self._loca = loca if long_offsets else [2 * at for at in loca]
        pairs = struct.unpack_from(">H", hhea, 34)[0]
        hmtx = self._table(b"hmtx")
        full = _array("H", hmtx[: 4 * pairs])
        self._advances = full[0::2]
        self._bearings = array("H", full[1::2]) + _array("H", hmtx[4 * pairs :])
        self._glyf = self._tables[b"glyf"][0]

    def _table(self, tag: bytes) -> bytes:
        start, length = self._tables[tag]
        return self._data[start : start + length]

    def advance(self, glyph: int) -> int:
        """The glyph's own advance, in font units."""
        widths = self._advances
        return widths[glyph] if glyph < len(widths) else widths[-1]

    def metrics(self) -> Metrics:
        """The face's own name and measures."""
        per_mille = 1000 / self.units_per_em
        ascent, descent = struct.unpack_from(">hh", self._table(b"hhea"), 4)
        box = struct.unpack_from(">hhhh", self._table(b"head"), 36)
        os2 = self._table(b"OS/2")
        version = struct.unpack_from(">H", os2, 0)[0]
        cap_height = struct.unpack_from(">h", os2, 88)[0] if version >= 2 else ascent * 7 // 10
        angle = struct.unpack_from(">l", self._table(b"post"), 4)[0] / 65536
        return Metrics(
            self._postscript_name(),
            round(ascent * per_mille),
            round(descent * per_mille),
            round(cap_height * per_mille),
            angle,
            tuple(round(side * per_mille) for side in box),
        )

    def _postscript_name(self) -> str:
        table = self._table(b"name")
        _, count, strings = struct.unpack_from(">HHH", table, 0)
        for at in range(6, 6 + 12 * count, 12):
            platform, _, _, name, length, offset = struct.unpack_from(">6H", table, at)
            if name == 6:
                raw = table[strings + offset : strings + offset + length]
                return raw.decode("utf-16-be" if platform in (0, 3) else "latin-1")
        return "Untitled"

    def _outline(self, glyph: int) -> bytes:
        start, end = self._loca[glyph], self._loca[glyph + 1]
        return self._data[self._glyf + start : self._glyf + end]

    def _renumbered(self, glyphs: list[int]) -> list[bytes]:
        """The outlines of *glyphs*, parts of composites appended to it and renumbered."""
        numbers = {glyph: number for number, glyph in enumerate(glyphs)}
        outlines = []
        for glyph in glyphs:  # grows on the way
            outline = self._outline(glyph)
            if outline[:1] >= b"\x80":  # a negative number of contours: composite
                changed = bytearray(outline)
                for offset, part in _components(outline):
                    if part not in numbers:
                        numbers[part] = len(glyphs)
                        glyphs.append(part)
                    struct.pack_into(">H", changed, offset, numbers[part])
                outline = bytes(changed)
            outlines.append(outline + b"\0" * (len(outline) % 2))
        return outlines

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A TrueType file whose glyph n is this file's glyph ``glyphs[n]``; the first must be 0."""
        taken = list(glyphs)
        outlines = self._renumbered(taken)
        offsets = [0]
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        count = len(taken)
        metrics = [
            value for glyph in taken for value in (self.advance(glyph), self._bearing(glyph))
        ]
        long_offsets = offsets[-1] >= 0x20000
        loca = offsets if long_offsets else [offset // 2 for offset in offsets]
        head = bytearray(self._table(b"head"))
        struct.pack_into(">H", head, 50, long_offsets)
        hhea = bytearray(self._table(b"hhea"))
        struct.pack_into(">H", hhea, 34, count)
        maxp = bytearray(self._table(b"maxp"))
        struct.pack_into(">H", maxp, 4, count)
        return _file(
            {
                b"glyf": b"".join(outlines),
                b"head": bytes(head),
                b"hhea": bytes(hhea),
                b"hmtx": struct.pack(f">{2 * count}H", *metrics),
                b"loca": struct.pack(f">{count + 1}{'L' if long_offsets else 'H'}", *loca),
                b"maxp": bytes(maxp),
            }
        )

    def _bearing(self, glyph: int) -> int:
        return self._bearings[glyph] if glyph < len(self._bearings) else 0


def _file(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    parts = [
        struct.pack(
            ">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16
        )
    ]
    offset = 12 + 16 * count
    for tag, data in tables.items():
        parts.append(tag + struct.pack(">LLL", calcChecksum(data) & 0xFFFFFFFF, offset, len(data)))
        offset += len(data) + -len(data) % 4
    parts += [data + b"\0" * (-len(data) % 4) for data in tables.values()]
    return b"".join(parts)
