"""Fit texts to their places: shrink, or break into balanced lines; nothing is ever cut off."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.dataclass import dataclass
from services.certificates.shaping import Line, Shaper
from services.certificates.template import Paper, TextElement

ONE_LINE = 0.8
"""A text is set smaller down to this share of its size before it is broken into two lines."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line at its place: left end and baseline in points from the paper's lower left corner."""

    line: Line
    size: float
    x: float
    y: float
    tracking: float
    colour: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """An element's lines; `missing` characters have no glyph, `small` is below its least size."""

    placed: tuple[Placed, ...]
    missing: str
    small: bool


def fit(element: TextElement, text: str, paper: Paper, shaper: Shaper) -> Fitted:
    """Set *text* (see `app.domain.printed.one_line`) at the element's place on *paper*."""
    width = element.width * paper.measure
    lines, size = _lines(element, text, width, shaper)
    middle_x, middle_y = paper.width / 2 + element.x, paper.height / 2 + element.y
    leading = size * element.leading
    above = {"up": 1.0, "middle": 0.5, "down": 0.0}[element.grow]
    top = middle_y + (len(lines) - 1) * leading * above
    tracking = _tracking(lines, element)
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[element.align]
    placed = tuple(
        Placed(
            line,
            size,
            middle_x - shift * _width(line, tracking) * size / 1000,
            top - number * leading,
            tracking * size / 1000,
            element.colour,
        )
        for number, line in enumerate(lines)
    )
    missing = "".join(dict.fromkeys("".join(line.missing for line in lines)))
    return Fitted(placed, missing, size < element.min_size)


def _tracking(lines: Sequence[Line], element: TextElement) -> float:
    """Space between letters is for the template's own face: joined scripts are not torn apart."""
    own = all(run.face.name == element.face for line in lines for run in line.runs)
    return element.tracking if own else 0.0


def _width(line: Line, tracking: float) -> float:
    return line.advance + max(line.count - 1, 0) * tracking


def _lines(
    element: TextElement, text: str, width: float, shaper: Shaper
) -> tuple[list[Line], float]:
    """The lines and their size: one line while it is big enough, else as many as are allowed."""
    whole = shaper.line(text, element.face, element.features)
    size = _size([whole], element, width)
    if element.lines == 1 or size >= element.size * ONE_LINE:
        return [whole], size
    words = _words(text)
    broken = [
        shaper.line(piece, element.face, element.features)
        for piece in _balanced(words, element, shaper)
    ]
    broken_size = _size(broken, element, width)
    return ([whole], size) if size >= broken_size else (broken, broken_size)


def _size(lines: Sequence[Line], element: TextElement, width: float) -> float:
    tracking = _tracking(lines, element)
    widest = max(_width(line, tracking) for line in lines)
    fitting = width * 1000 / widest if widest else element.size
    return min(element.size, int(fitting * 10) / 10 if fitting > 1 else fitting)


def _words(text: str) -> list[str]:
    """Pieces between which a line may break: after spaces, and between East Asian characters."""
    words = [""]
    for char in text:
        words[-1] += char
        if char == " " or char >= "\u3000":
            words.append("")
    return [word for word in words if word]


def _balanced(words: Sequence[str], element: TextElement, shaper: Shaper) -> list[str]:
    """*words* in two lines of which the longer is as short as can be."""
    widths = [shaper.line(word, element.face, element.features).advance for word in words]
    total, first, best = sum(widths), 0.0, (float("inf"), len(words))
    for cut, width in enumerate(widths[:-1], start=1):
        first += width
        best = min(best, (max(first, total - first), cut))
    cut = best[1]
    lines = ("".join(words[:cut]).strip(), "".join(words[cut:]).strip())
    return [line for line in lines if line]
