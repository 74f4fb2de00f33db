"""A lesson's text in pieces that are drawn apart: what did not change is not drawn again.

A piece is a fenced block (``::: challenge``) or the lines from one heading to the next. In
CommonMark such pieces mean the same alone, once each knows the link definitions of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.dataclass import dataclass
from app.domain.lesson_blocks import Block, parse_blocks

_HEADING = re.compile(r"#{1,6}[ \t]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n^]+\]:[ \t]*\S.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines; `first` counts from 0. `block` is set where they are one fenced block."""

    first: int
    lines: tuple[str, ...]
    block: Block | None = None

    @property
    def text(self) -> str:
        """The lines as they stand."""
        return "\n".join(self.lines)


def definitions(text: str) -> str:
    """Every link definition of a text, one a line."""
    return "\n".join(_DEFINITION.findall(text))


def pieces(text: str) -> list[Piece]:
    """The text's pieces in order; together they are the whole text."""
    lines = text.replace("\r\n", "\n").split("\n")
    made: list[Piece] = []
    at = 0
    for block in parse_blocks("\n".join(lines)):
        made.extend(_between(lines, at, block.first))
        made.append(Piece(block.first, tuple(lines[block.first : block.last + 1]), block))
        at = block.last + 1
    made.extend(_between(lines, at, len(lines)))
    return made


def parted(piece: Piece, least: int, longest: int) -> Iterator[Piece]:
    """A piece in parts of at least *least* characters, which need not mean the same alone.

    They end at empty lines outside code, or at any after eight times as much. Of a line no more
    than *longest* characters are kept. A fenced block stays whole.
    """
    if piece.block is not None:
        yield piece
        return
    first, size = piece.first, 0
    lines: list[str] = []
    fence: str | None = None
    for number, line in enumerate(piece.lines, piece.first):
        found = _fence(line)
        if found is not None:
            fence = _after_fence(fence, found, line)
        lines.append(line if len(line) <= longest else f"{line[:longest]} …")
        size += len(line) + 1
        ends = size >= least and fence is None and not line.strip()
        if ends or size >= 8 * least:
            yield Piece(first, tuple(lines))
            first, size, lines = number + 1, 0, []
    if lines:
        yield Piece(first, tuple(lines))


def _between(lines: list[str], first: int, end: int) -> Iterator[Piece]:
    start = first
    fence: str | None = None
    for number in range(first, end):
        line = lines[number]
        found = _fence(line)
        if found is not None:
            fence = _after_fence(fence, found, line)
        elif line.startswith("#") and fence is None and number > start and _HEADING.match(line):
            yield Piece(start, tuple(lines[start:number]))
            start = number
    if start < end:
        yield Piece(start, tuple(lines[start:end]))


def _fence(line: str) -> str | None:
    """The signs of a code fence; nearly every line is seen at a glance to be none."""
    if "```" not in line and "~~~" not in line:
        return None
    found = _FENCE.match(line)
    return None if found is None else found[1]


def _after_fence(fence: str | None, found: str, line: str) -> str | None:
    if fence is None:
        return found
    closes = found[0] == fence[0] and len(found) >= len(fence) and line.strip() == found
    return None if closes else fence
