"""Three-way merge of a lesson's Markdown, by paragraph block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from app.domain.dataclass import dataclass
from app.sync.block_split import Block, Blocks, split_blocks

ALIKE = 0.4
"""From this likeness on (0 to 1) two blocks are one block before and after an edit."""


@dataclass(frozen=True, slots=True)
class BlockConflict:
    """Blocks that both sides changed: *theirs* stands in the text, *mine* is kept here."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class BodyMerge:
    """The merged text and what of *mine* is not in it."""

    text: str
    conflicts: tuple[BlockConflict, ...]


@dataclass(frozen=True, slots=True)
class _Hunk:
    """The base's blocks ``low:high`` as one side has them; an insertion where low == high."""

    low: int
    high: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Region:
    """Hunks of both sides that meet in the base's blocks ``low:high``."""

    low: int
    high: int
    mine: tuple[_Hunk, ...]
    theirs: tuple[_Hunk, ...]


def merge_blocks(base: str, mine: str, theirs: str) -> BodyMerge:
    """Bring *mine* and *theirs*, both made from *base*, into one text.

    A block that only one side changed, added or took away is taken from that side. Where both
    changed the same block differently, or added different blocks at the same place, theirs stays
    and mine is reported. Without conflicts the order of the sides makes no difference.
    """
    if mine in (base, theirs):
        return BodyMerge(theirs, ())
    if theirs == base:
        return BodyMerge(mine, ())
    old, ours, stored = split_blocks(base), split_blocks(mine), split_blocks(theirs)
    kept = _kept_blocks(old, ours, stored)
    merged: list[Block] = []
    conflicts: list[BlockConflict] = []
    at = 0
    for region in _regions(_hunks(old, ours), _hunks(old, stored)):
        merged += kept[at : region.low]
        at = region.high
        winning, lost = _settle(region, old.blocks)
        merged += winning
        conflicts += lost
    merged += kept[at:]
    head = _three_way(old.head, ours.head, stored.head)
    end = _three_way(old.end, ours.end, stored.end)
    return BodyMerge(head + _joined(merged, end), tuple(conflicts))


def _settle(region: _Region, base: Sequence[Block]) -> tuple[Sequence[Block], list[BlockConflict]]:
    """The region's blocks in the merged text, and what lost there."""
    ours = _applied(region, region.mine, base)
    stored = _applied(region, region.theirs, base)
    if not region.theirs or _texts(ours) == _texts(stored):
        return (ours if not region.theirs else _pairwise_gaps(ours, stored)), []
    if not region.mine:
        return stored, []
    before = base[region.low : region.high]
    return stored, [BlockConflict(_shown(before), _shown(ours), _shown(stored))]


def _pairwise_gaps(ours: Sequence[Block], stored: Sequence[Block]) -> list[Block]:
    """The same blocks on both sides, with the greater of their gaps."""
    return [
        replace(one, gap=max(one.gap, other.gap, key=_gap_order))
        for one, other in zip(ours, stored, strict=True)
    ]


def _applied(region: _Region, hunks: Sequence[_Hunk], base: Sequence[Block]) -> list[Block]:
    """One side's blocks in a region."""
    blocks: list[Block] = []
    at = region.low
    for hunk in hunks:
        blocks += base[at : hunk.low]
        blocks += hunk.blocks
        at = hunk.high
    blocks += base[at : region.high]
    return blocks


def _hunks(base: Blocks, side: Blocks) -> list[_Hunk]:
    """What a side changed, in the base's order."""
    matcher = SequenceMatcher(None, _texts(base.blocks), _texts(side.blocks), autojunk=False)
    found: list[_Hunk] = []
    for tag, low, high, start, stop in matcher.get_opcodes():
        if tag != "equal":
            found += _by_block(base.blocks, _Hunk(low, high, side.blocks[start:stop]))
    return found


def _by_block(base: Sequence[Block], hunk: _Hunk) -> Iterator[_Hunk]:
    """A hunk that edits neighbouring blocks one by one, as one hunk a block."""
    before = base[hunk.low : hunk.high]
    edits = list(zip(before, hunk.blocks, strict=False))
    if len(before) == len(hunk.blocks) and all(_alike(old, new) for old, new in edits):
        for place, (_, new) in enumerate(edits, start=hunk.low):
            yield _Hunk(place, place + 1, (new,))
    else:
        yield hunk


def _alike(one: Block, other: Block) -> bool:
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio() >= ALIKE


def _regions(mine: list[_Hunk], theirs: list[_Hunk]) -> Iterator[_Region]:
    """Bring together the hunks that meet, each other hunk by itself, in the base's order."""
    sides = [(hunk, True) for hunk in mine] + [(hunk, False) for hunk in theirs]
    sides.sort(key=lambda side: (side[0].low, side[0].high))
    group: list[tuple[_Hunk, bool]] = []
    for hunk, ours in sides:
        if group and not any(_meet(hunk, other) for other, _ in group):
            yield _region(group)
            group = []
        group.append((hunk, ours))
    if group:
        yield _region(group)


def _region(group: list[tuple[_Hunk, bool]]) -> _Region:
    return _Region(
        min(hunk.low for hunk, _ in group),
        max(hunk.high for hunk, _ in group),
        tuple(hunk for hunk, ours in group if ours),
        tuple(hunk for hunk, ours in group if not ours),
    )


def _meet(one: _Hunk, other: _Hunk) -> bool:
    """Whether two hunks have a block in common, or add at the same place."""
    if one.low == one.high and other.low == other.high:
        return one.low == other.low
    return max(one.low, other.low) < min(one.high, other.high) or (
        one.low == one.high and other.low < one.low < other.high
    )


def _kept_blocks(base: Blocks, mine: Blocks, theirs: Blocks) -> list[Block]:
    """The base's blocks, each with the gap that the sides leave after it."""
    ours, stored = _gaps(base, mine), _gaps(base, theirs)
    return [
        replace(block, gap=_three_way(block.gap, ours[place], stored[place]))
        for place, block in enumerate(base.blocks)
    ]


def _gaps(base: Blocks, side: Blocks) -> list[str]:
    """The gap after each block of the base, as a side that still has the block leaves it."""
    gaps = [block.gap for block in base.blocks]
    matcher = SequenceMatcher(None, _texts(base.blocks), _texts(side.blocks), autojunk=False)
    for low, start, size in matcher.get_matching_blocks():
        for step in range(size):
            gaps[low + step] = side.blocks[start + step].gap
    return gaps


def _three_way(base: str, mine: str, theirs: str) -> str:
    if mine == base:
        return theirs
    if theirs == base:
        return mine
    return max(mine, theirs, key=_gap_order)


def _gap_order(gap: str) -> tuple[int, str]:
    return len(gap), gap


def _joined(blocks: Sequence[Block], end: str) -> str:
    """The blocks' text: between two paragraphs there is always an empty line."""
    if not blocks:
        return ""
    parts: list[str] = []
    for block, following in pairwise(blocks):
        parts += (block.text, _between(block, following))
    return "".join((*parts, blocks[-1].text, end))


def _between(block: Block, following: Block) -> str:
    ends = block.gap.count("\n")
    if ends >= 2 or (ends and (block.whole or following.whole)):
        return block.gap
    return "\n\n"


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


def _shown(blocks: Sequence[Block]) -> str:
    return _joined(blocks, "")
