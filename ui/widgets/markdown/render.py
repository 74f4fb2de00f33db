"""A whole lesson as HTML: its pieces, its fenced blocks, only what changed drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape

from app.domain.dataclass import dataclass
from app.domain.lesson_blocks import CLOSED_AT_FIRST, Block
from ui.widgets.markdown.elements import Element, elements
from ui.widgets.markdown.html import Markup, Size
from ui.widgets.markdown.pieces import Piece, definitions, parted, pieces
from ui.widgets.markdown.style import PreviewStyle
from ui.widgets.words import tr

WHOLE = 40_000
"""Characters up to which a lesson is shown whole beside its text; of a longer one, what is near
the cursor, because laying out all of it at every pause would hold up typing."""

NEAR = 16_000
"""Characters of what is near, and of the longest line in it."""

PART = 4_000
"""Characters after which a text without headings may be parted where only a part is shown."""

TONES: Mapping[str, str] = {
    "challenge": "warning",
    "solution": "success",
    "spoiler": "neutral",
    "hint": "info",
    "instructor": "neutral",
    "callout": "info",
    "prereq": "info",
    "objectives": "neutral",
    "questions": "neutral",
    "keypoints": "success",
    "checklist": "success",
    "discussion": "info",
    "testimonial": "neutral",
    "caution": "danger",
    "warning": "warning",
}
TITLES: Mapping[str, str] = {
    "prereq": "Before you start",
    "objectives": "Objectives",
    "questions": "Questions",
    "keypoints": "Key points",
    "instructor": "For the instructor",
}
INSET = 40
"""Pixels that a box takes from the column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a rendering depends on beside the text.

    `turned` are the numbers of fenced blocks (in the order of their opening fences) that the
    reader opened or closed; `around` is the line to show of a long text, None for all of it.
    """

    style: PreviewStyle
    pictures: Mapping[str, Size]
    turned: frozenset[int] = frozenset()
    around: int | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """The lesson's elements in order; `whole` or a part of it: its `lines`, from 0."""

    elements: tuple[Element, ...]
    whole: bool
    lines: range

    @property
    def html(self) -> str:
        """All of it."""
        return "".join(one.html for one in self.elements)


class Renderer:
    """Renders lessons; keeps what it rendered. One a preview, used by one thread at a time."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], tuple[Element, ...]] = {}

    def render(self, text: str, scene: Scene, check: Callable[[], None]) -> Rendered:
        """The lesson's HTML; *check* is called between pieces and may raise to give up."""
        known = definitions(text)
        every = shown = pieces(text)
        whole = scene.around is None or len(text) <= WHOLE
        number = 0
        if scene.around is not None and not whole:
            number, shown = _near(every, scene.around)
        markup = Markup(scene.style, scene.pictures)
        made: list[Element] = []
        fresh: dict[tuple[object, ...], tuple[Element, ...]] = {}
        for piece in shown:
            check()
            key = self._key(piece, number, scene, known)
            drawn = self._kept.get(key)
            if drawn is None:
                drawing = _Drawing(markup, scene, known, number)
                drawn = elements(drawing.piece(piece))
            fresh[key] = drawn
            made.extend(drawn)
            number += _blocks(piece)
        self._kept = fresh
        end = shown[-1].first + len(shown[-1].lines)
        return Rendered(tuple(made), whole, range(shown[0].first, end))

    def _key(self, piece: Piece, number: int, scene: Scene, known: str) -> tuple[object, ...]:
        turned = tuple(n - number for n in sorted(scene.turned))
        named = tuple(pair for pair in scene.pictures.items() if pair[0] in piece.text)
        inside = (number, turned) if piece.block is not None else ()
        return (piece.first, piece.text, known, scene.style, named, inside)


class _Drawing:
    """One piece on its way to HTML; counts the fenced blocks it meets."""

    def __init__(self, markup: Markup, scene: Scene, known: str, number: int) -> None:
        self._markup, self._scene, self._known, self._number = markup, scene, known, number

    def piece(self, piece: Piece) -> str:
        """A piece's HTML."""
        width = self._scene.style.width
        if piece.block is None:
            return self._text(list(piece.lines), piece.first, width)
        return self._block(piece.block, list(piece.lines), piece.first, width)

    def _text(self, lines: list[str], first: int, width: int) -> str:
        if not any(line.strip() for line in lines):
            return ""
        return self._markup.html("\n".join([*lines, "", self._known]), first, width)

    def _block(self, block: Block, lines: list[str], origin: int, width: int) -> str:
        """*lines* are those from line *origin* on."""
        number = self._number
        self._number += 1
        is_open = (block.kind not in CLOSED_AT_FIRST) != (number in self._scene.turned)
        inside = self._inside(block, lines, origin, max(INSET, width - INSET))
        tone = TONES.get(block.kind, "neutral")
        head = self._head(block, number, tone, is_open=is_open)
        return self._markup.box(tone, head + (inside if is_open else ""))

    def _head(self, block: Block, number: int, tone: str, *, is_open: bool) -> str:
        title = escape(_title(block))
        anchor = f'<a name="L{block.first}"></a>'
        space = "" if is_open else ' class="tight"'
        if not block.collapsible:
            ink = self._scene.style.color(tone)
            return f'<p class="head">{anchor}<span style="color:{ink}">{title}</span></p>'
        chevron = "chevron-down" if is_open else "chevron-right"
        icon = f'<img src="icon:{chevron}" width="14" height="14">'
        link = f'<a class="fold" href="block:{number}">{icon}&nbsp;{title}</a>'
        return f"<p{space}>{anchor}{link}</p>"

    def _inside(self, block: Block, lines: list[str], origin: int, width: int) -> str:
        made: list[str] = []
        at = block.first + 1
        if block.title:
            at = _after_title(lines, origin, at)
        closed = lines[block.last - origin].lstrip().startswith(":::") and block.last > block.first
        end = block.last if closed else block.last + 1
        for child in block.children:
            made.append(self._text(lines[at - origin : child.first - origin], at, width))
            made.append(self._block(child, lines, origin, width))
            at = child.last + 1
        made.append(self._text(lines[at - origin : end - origin], at, width))
        return "".join(made)


def _after_title(lines: list[str], origin: int, at: int) -> int:
    while not lines[at - origin].strip():
        at += 1
    return at + 1


def _title(block: Block) -> str:
    named = block.title.replace("`", "").replace("*", "")
    return named or tr(TITLES.get(block.kind, block.kind.capitalize()))


def _blocks(piece: Piece) -> int:
    """How many fenced blocks a piece has."""
    return _count(piece.block) if piece.block is not None else 0


def _count(block: Block) -> int:
    return 1 + sum(map(_count, block.children))


def _near(every: list[Piece], around: int) -> tuple[int, list[Piece]]:
    """Of a long text's pieces the parts about a line, and how many blocks are before them."""
    middle = _at(every, around)
    low = _far(every, range(middle - 1, -1, -1), middle)
    high = _far(every, range(middle + 1, len(every)), middle)
    before = sum(_blocks(piece) for piece in every[:low])
    parts = [part for piece in every[low : high + 1] for part in parted(piece, PART, NEAR)]
    middle = _at(parts, around)
    low, high, size = middle, middle + 1, len(parts[middle].text)
    while size < NEAR and (low > 0 or high < len(parts)):
        if low > 0:
            low -= 1
            size += len(parts[low].text)
        if high < len(parts):
            size += len(parts[high].text)
            high += 1
    return before + sum(_blocks(part) for part in parts[:low]), parts[low:high]


def _at(pieces_: list[Piece], line: int) -> int:
    return max(at for at, piece in enumerate(pieces_) if piece.first <= max(0, line))


def _far(every: list[Piece], way: Iterable[int], start: int) -> int:
    """How far that way everything lies that could be near: no more than this is taken apart."""
    at, size = start, 0
    for at in way:
        size += len(every[at].text)
        if size >= NEAR:
            break
    return at
