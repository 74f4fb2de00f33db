"""Fenced blocks of lesson texts: ``::: challenge`` up to its closing ``:::``.

The Markdown is kept as its author wrote it; this only says where the blocks lie, so that a
preview can frame them, and open and close those that hide an answer. The rules are Pandoc's
fenced divs, as The Carpentries use them: a fence is three colons or more at the start of a line,
one with a name opens a block and one without closes the innermost; the number of colons has no
meaning; code fences hide colons.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field

from app.domain.dataclass import dataclass

COLLAPSIBLE: frozenset[str] = frozenset({"challenge", "solution", "spoiler", "hint", "instructor"})
"""Kinds that a reader can open and close."""

CLOSED_AT_FIRST: frozenset[str] = frozenset({"solution", "spoiler", "hint", "instructor"})
"""Kinds that a reader opens only when they want to."""

DEEPEST = 6
"""Blocks inside one another that are told apart: nobody writes more, and frames in frames take
twice as long to lay out with each."""

_CODE_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BLOCK_FENCE = re.compile(r" {0,3}:{3,}")
_CLASS = re.compile(r"\.([\w-]+)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")


@dataclass(frozen=True, slots=True)
class Block:
    """One block. Lines count from 0; `first` is the opening fence, `last` the closing one.

    `kind` is the lower-case name on the fence, `title` the text of the first heading right at its
    start ("" where there is none). A block that nobody closes ends with the text.
    """

    kind: str
    title: str
    first: int
    last: int
    children: tuple[Block, ...] = ()

    @property
    def collapsible(self) -> bool:
        """Whether a reader can open and close it."""
        return self.kind in COLLAPSIBLE


@dataclass(slots=True)
class _Open:
    kind: str
    first: int
    title: str | None = None
    children: list[Block] = field(default_factory=list)

    def closed(self, last: int) -> Block:
        return Block(self.kind, self.title or "", self.first, last, tuple(self.children))


def parse_blocks(text: str) -> tuple[Block, ...]:
    """The outermost blocks of a Markdown text in order, each with those inside it.

    What is nested deeper than `DEEPEST` is text of the block that it lies in.
    """
    if ":::" not in text:
        return ()
    lines = [line.rstrip("\r") for line in text.split("\n")]
    root = _Open("", -1)
    stack = [root]
    deeper = 0
    for number, line in _outside_code(lines):
        name = _fence_name(line)
        if name is None:
            _note_title(stack[-1], line)
        elif name:
            _note_title(stack[-1], line)
            if len(stack) > DEEPEST:
                deeper += 1
            else:
                stack.append(_Open(_kind(name), number))
        elif deeper:
            deeper -= 1
        elif len(stack) > 1:
            block = stack.pop().closed(number)
            stack[-1].children.append(block)
    while len(stack) > 1:
        block = stack.pop().closed(len(lines) - 1)
        stack[-1].children.append(block)
    return tuple(root.children)


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and all inside them, in the order of their opening fences."""
    for block in blocks:
        yield block
        yield from every_block(block.children)


def count_blocks(text: str) -> Counter[str]:
    """How many blocks of each kind a text has, nested ones included."""
    return Counter(block.kind for block in every_block(parse_blocks(text)))


def _outside_code(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Numbered lines that are not inside a code fence; the fences count as outside."""
    code: str | None = None
    for number, line in enumerate(lines):
        fence = _CODE_FENCE.match(line)
        if code is None:
            yield number, line
            if fence is not None:
                code = fence[1]
        elif fence is not None and _closes(fence[1], code, line):
            code = None


def _closes(fence: str, code: str, line: str) -> bool:
    return fence[0] == code[0] and len(fence) >= len(code) and line.strip() == fence


def _fence_name(line: str) -> str | None:
    """What a fence is called, "" for a closing one; None where the line is no fence."""
    if _BLOCK_FENCE.match(line) is None:
        return None
    return line.strip().strip(":").strip()


def _kind(name: str) -> str:
    """``solution``, ``{.solution}`` and ``{.solution .tall}`` are all a solution."""
    found = _CLASS.search(name) if name.startswith("{") else None
    return (found[1] if found else name.split(maxsplit=1)[0]).lower()


def _note_title(block: _Open, line: str) -> None:
    """A heading is the block's title only if nothing but blank lines stands before it."""
    if block.title is None and line.strip():
        is_heading = _HEADING.match(line) is not None
        block.title = line.strip().strip("#").strip() if is_heading else ""
