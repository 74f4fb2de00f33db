"""Markdown as a list of blocks: paragraphs, and whole fenced code and ``:::`` blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.domain.dataclass import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
_DIRECTIVE = re.compile(r" {0,3}(:{3,})[ \t]*([^\n]*)")

Closes = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Block:
    """A block's own text, and the line ends (with blank lines) that stand after it.

    `whole` marks fenced code and ``:::`` blocks, which need no blank line around them.
    """

    text: str
    gap: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Blocks:
    """A text's blank head and its blocks: ``head + text + gap + text + gap ...`` is the text."""

    head: str
    blocks: tuple[Block, ...]

    @property
    def end(self) -> str:
        """What stands after the last block."""
        return self.blocks[-1].gap if self.blocks else ""


def split_blocks(text: str) -> Blocks:
    """Cut a text into its blocks; a fence or ``:::`` that is never closed runs to the end."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    start = _skip_blank(lines, 0)
    head, blocks, at = "".join(lines[:start]), [], start
    while at < len(lines):
        closed = _end_of_whole(lines, at)
        end = _end_of_paragraph(lines, at) if closed is None else closed
        after = _skip_blank(lines, end)
        body = "".join(lines[at:end])
        content = body.rstrip("\r\n")
        gap = body[len(content) :] + "".join(lines[end:after])
        blocks.append(Block(content, gap, closed is not None))
        at = after
    return Blocks(head, tuple(blocks))


def _skip_blank(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _end_of_paragraph(lines: list[str], at: int) -> int:
    end = at + 1
    while end < len(lines) and lines[end].strip() and _closer(lines[end]) is None:
        end += 1
    return end


def _end_of_whole(lines: list[str], at: int) -> int | None:
    """The line after the block that opens at *at*; None where none opens there."""
    first = _closer(lines[at])
    if first is None:
        return None
    waiting = [first]
    code = _FENCE.match(lines[at]) is not None
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if waiting[-1](line):
            waiting.pop()
            code = False
            if not waiting:
                return number + 1
        elif not code and (inner := _closer(line)) is not None:
            waiting.append(inner)
            code = _FENCE.match(line) is not None
    return len(lines)


def _closer(line: str) -> Closes | None:
    """What closes the block that *line* opens; None where it opens none."""
    fence = _FENCE.match(line)
    if fence and not (fence[1][0] == "`" and "`" in fence[2]):
        return re.compile(rf" {{0,3}}{fence[1][0]}{{{len(fence[1])},}}\s*$").match  # type: ignore[return-value]
    directive = _DIRECTIVE.match(line)
    if directive and directive[2].strip():
        return re.compile(r" {0,3}:{3,}\s*$").match  # type: ignore[return-value]
    return None
