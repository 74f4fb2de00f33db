"""The QR code as one 1-bit picture.

Under one mask every module is a codeword's bit or a constant, so a plate of constants and places is
taken from segno once a version; a code is then its codewords laid on the plate, twenty times faster
than built anew. A property test compares the result with segno's own, module by module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product, zip_longest
from operator import itemgetter
from typing import Any, Literal
from zlib import compress

import segno
from segno import consts

from app.domain.dataclass import dataclass
from app.domain.errors import Invalid

MASK = 2
"""One mask for all: choosing among eight takes five times as long, and readers read any."""

MAX_BYTES = 600

ENLARGED = 4
"""Pixels of the picture a module's side takes; repeated rows cost next to nothing."""

LARGEST_MEDIUM = 14
"""Up to this version 15 % of the code may be damaged (level M); longer texts take level L, so that
their modules stay readable at 150 dpi."""

Level = Literal["m", "l"]
_LEVELS = {"m": consts.ERROR_LEVEL_M, "l": consts.ERROR_LEVEL_L}
_BYTE_MODE = 0b0100


@dataclass(frozen=True, slots=True)
class Picture:
    """A square of `side` modules: `rows` of bits from the top, each in whole bytes; 1 is dark."""

    side: int
    rows: bytes

    @property
    def pixels(self) -> int:
        """The side of the enlarged picture."""
        return self.side * ENLARGED

    def enlarged(self) -> bytes:
        """The picture enlarged, as PNG rows (filter 0 or 2 before each), compressed.

        Where a viewer scales single pixels by 2.8, modules come out uneven, and some readers fail.
        """
        width = (self.pixels + 7) // 8
        repeated = (b"\2" + bytes(width)) * (ENLARGED - 1)
        rows = []
        step = len(self.rows) // self.side
        for start in range(0, len(self.rows), step):
            row = b"".join(map(_WIDE.__getitem__, self.rows[start : start + step]))
            rows.append(b"\0" + row[:width] + repeated)
        return compress(b"".join(rows), 9)


def picture(text: str) -> Picture:
    """*text* (ASCII, at most 600 bytes) as a code without its quiet zone.

    Raises `Invalid` (``certificate.qr_text``).
    """
    if not text.isascii() or len(text) > MAX_BYTES:
        raise Invalid("certificate.qr_text", field="qr_text", length=len(text))
    version, level = _smallest(len(text))
    plate = _plate(version, level)
    bits = "".join(map(_OCTETS.__getitem__, _codewords(text.encode("ascii"), version, level)))
    laid = int("".join(plate.places(bits + "0")), 2) ^ plate.constants
    return Picture(plate.side, laid.to_bytes(plate.width * plate.side, "big"))


_OCTETS = [f"{value:08b}" for value in range(256)]
_WIDE = [
    int("".join(bit * ENLARGED for bit in octet), 2).to_bytes(ENLARGED, "big") for octet in _OCTETS
]
"""Eight modules of a row, enlarged."""


@dataclass(frozen=True, slots=True)
class _Plate:
    """What all codes of one version, level and mask have in common.

    `places` takes codeword bits (and a final 0) to the picture's bits, `constants` are the modules
    of a code whose codewords are all 0; `width` is a row's length in bytes.
    """

    side: int
    width: int
    places: Callable[[str], tuple[str, ...]]
    constants: int


@cache
def _blocks(version: int, level: Level) -> tuple[tuple[int, int], ...]:
    """(data codewords, all codewords) of each block, in order."""
    groups: Any = consts.ECC[version]
    return tuple(
        (group.num_data, group.num_total)
        for group in groups[_LEVELS[level]]
        for _ in range(group.num_blocks)
    )


@cache
def _room(version: int, level: Level) -> int:
    """How many bytes a code holds."""
    codewords = sum(data for data, _ in _blocks(version, level))
    return (8 * codewords - 4 - _count_bits(version)) // 8


def _count_bits(version: int) -> int:
    return 8 if version < 10 else 16


@cache
def _smallest(length: int) -> tuple[int, Level]:
    """The smallest version and its level for *length* bytes."""
    levels: tuple[tuple[Level, range], ...] = (
        ("m", range(1, LARGEST_MEDIUM + 1)),
        ("l", range(1, 41)),
    )
    return next(
        (version, level)
        for level, versions in levels
        for version in versions
        if length <= _room(version, level)
    )


def _codewords(data: bytes, version: int, level: Level) -> bytes:
    """Data and error correction codewords, interleaved as they are placed (ISO/IEC 18004, 7.5)."""
    blocks = _blocks(version, level)
    capacity = sum(size for size, _ in blocks)
    bits = _count_bits(version)
    message = (_BYTE_MODE << bits | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    head = (message << 4).to_bytes(1 + bits // 8 + len(data), "big")  # four zeros end a message
    filled = head + (b"\xec\x11" * capacity)[: capacity - len(head)]
    pieces, checks, start = [], [], 0
    for size, total in blocks:
        piece = filled[start : start + size]
        start += size
        pieces.append(piece)
        checks.append(_check(piece, total - size))
    return _interleaved(pieces) + _interleaved(checks)


def _interleaved(blocks: list[bytes]) -> bytes:
    return bytes(value for column in zip_longest(*blocks) for value in column if value is not None)


def _check(data: bytes, count: int) -> bytes:
    """*count* Reed-Solomon codewords: the remainder of *data* by the generator, byte by byte."""
    table, top = _multiples(count), 8 * (count - 1)
    low = (1 << top) - 1
    remainder = 0
    for value in data:
        remainder = (remainder & low) << 8 ^ table[value ^ remainder >> top]
    return remainder.to_bytes(count, "big")


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """The generator of *count* codewords times each byte in GF(256), leading term left out."""
    generator = [1]
    root = 1
    for _ in range(count):
        shifted = [*generator, 0]
        for place, factor in enumerate(generator, start=1):
            shifted[place] ^= _product(factor, root)
        generator = shifted
        root = _product(root, 2)
    return tuple(
        int.from_bytes(bytes(_product(value, factor) for factor in generator[1:]), "big")
        for value in range(256)
    )


def _product(a: int, b: int) -> int:
    result = 0
    while b:
        if b & 1:
            result ^= a
        a = a << 1 ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return result


@cache
def _plate(version: int, level: Level) -> _Plate:
    """Taken from a sample: its modules without its own codewords, and where data modules lie.

    The sample fills its code: segno pads shorter ones with a zero that the standard does not have.
    """
    sample = "S" * _room(version, level)
    code = segno.make_qr(
        sample, version=version, error=level, mask=MASK, mode="byte", boost_error=False
    )
    side = len(code.matrix)
    width = (side + 7) // 8
    codewords = _codewords(sample.encode("ascii"), version, level)
    order = [len(codewords) * 8] * (width * 8 * side)
    for number, (row, column) in enumerate(_data_modules(version)):
        order[row * width * 8 + column] = min(number, len(codewords) * 8)
    places = itemgetter(*order)
    modules = "".join("".join(map(str, row)).ljust(width * 8, "0") for row in code.matrix)
    bits = "".join(map(_OCTETS.__getitem__, codewords))
    return _Plate(side, width, places, int(modules, 2) ^ int("".join(places(bits + "0")), 2))


def _data_modules(version: int) -> Iterator[tuple[int, int]]:
    """The (row, column) of data modules in the order of the codewords' bits: up and down in pairs
    of columns from the right, the timing column left out.
    """
    side = 17 + 4 * version
    taken = _patterns(version, side)
    rows = range(side - 1, -1, -1)
    for right in [*range(side - 1, 6, -2), 5, 3, 1]:
        for row in rows:
            for column in (right, right - 1):
                if (row, column) not in taken:
                    yield row, column
        rows = rows[::-1]


def _patterns(version: int, side: int) -> set[tuple[int, int]]:
    """The modules of finders with format, of timing, version and alignment patterns."""
    near, far = range(9), range(side - 8, side)
    taken = {*product(near, near), *product(near, far), *product(far, near)}
    taken |= {place for at in range(side) for place in ((6, at), (at, 6))}
    if version >= 7:
        edge = range(side - 11, side - 8)
        taken |= {*product(range(6), edge), *product(edge, range(6))}
    middles = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    for row, column in set(product(middles, middles)) - corners:
        taken |= set(product(range(row - 2, row + 3), range(column - 2, column + 3)))
    return taken
