"""Find the certificate numbers that a PDF of any make names.

Not a PDF reader: the file is hostile until proven otherwise, so it is searched, not interpreted.
The text of its dictionaries is looked through, and of each stream that unpacks within bounds; text
shown through an embedded font is decoded with the fonts' own ToUnicode maps.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from app.domain.verification import NUMBER

MAX_UNPACKED = 32 * 1024 * 1024
"""Bytes that all streams of one file may unpack to; beyond, the rest is left unread."""

MAX_STREAMS = 2_000
MAX_MAPS = 32
MAX_CONTENT = 256 * 1024
"""Bytes of page content that are decoded with each font's map, the shortest streams first."""

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_NUMBER_BYTES = re.compile(rb"SC-\d{4}-\d{6,12}")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{2,4096})>")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_MAPPING = re.compile(rb"<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{4,64})>")
_WIDE = re.compile(rb"(?:\x00[\x20-\x7e]){14,64}")


def numbers_in(data: bytes) -> list[str]:
    """The certificate numbers that the file names, each once, metadata first."""
    streams = [data, *_unpacked(data)]  # some programs leave streams unpacked
    found = dict.fromkeys(number for stream in streams for number in _plain(stream))
    maps = [mapping for stream in streams if b"beginbf" in stream and (mapping := _mapping(stream))]
    contents = sorted((stream for stream in streams if b"BT" in stream), key=len)
    text = b"\n".join(contents)[:MAX_CONTENT]
    for mapping in maps[:MAX_MAPS]:
        found.update(dict.fromkeys(NUMBER.findall(_shown(text, mapping))))
    return list(found)


def _plain(data: bytes) -> Iterator[str]:
    """Numbers written as bytes, as UTF-16, with octal escapes, or in hexadecimal."""
    yield from _direct(_OCTAL.sub(_unescaped, data))
    for match in _HEX.finditer(data):
        yield from _direct(_from_hex(match[1]))


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes((int(match[1], 8) & 0xFF,))


def _direct(data: bytes) -> Iterator[str]:
    for match in _NUMBER_BYTES.finditer(data):
        yield match[0].decode("ascii")
    for match in _WIDE.finditer(data):
        yield from NUMBER.findall(match[0].decode("utf-16-be"))


def _from_hex(digits: bytes) -> bytes:
    text = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(text + "0" * (len(text) % 2))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Every stream that unpacks with zlib, until the bounds are reached."""
    left = MAX_UNPACKED
    for number, match in enumerate(_STREAM.finditer(data)):
        if number >= MAX_STREAMS or left <= 0:
            return
        try:
            stream = zlib.decompressobj().decompress(data[match.end() :], left)
        except zlib.error:
            continue
        left -= len(stream)
        yield stream


def _mapping(stream: bytes) -> dict[bytes, str]:
    """A ToUnicode map's single characters: code to text."""
    return {
        bytes.fromhex(code.decode("ascii")): _text(text)
        for code, text in _MAPPING.findall(stream)
        if len(code) % 2 == 0
    }


def _text(digits: bytes) -> str:
    return _from_hex(digits).decode("utf-16-be", "replace")


def _shown(stream: bytes, mapping: dict[bytes, str]) -> str:
    """The text of a content stream's hexadecimal strings, all of them one after another."""
    width = len(next(iter(mapping)))
    shown = []
    for match in _HEX.finditer(stream):
        codes = _from_hex(match[1])
        shown += [mapping.get(codes[at : at + width], "\0") for at in range(0, len(codes), width)]
    return "".join(shown)
