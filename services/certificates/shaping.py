"""Turn text into positioned glyphs: fallback by character, direction, ligatures and marks.

HarfBuzz shapes each run of one face and one direction; widths are in thousandths of the type size,
so that fitting a text to a width is a division.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby

import uharfbuzz

from app.domain.dataclass import dataclass
from services.certificates.bidi import levels, visual_order
from services.certificates.faces import Face, Faces

CACHED_LINES = 512


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph in its run: number, advance, offsets and the text it stands for, all per mille.

    `own` is the advance that the face itself gives it; `text` is empty for the further glyphs of
    a cluster.
    """

    number: int
    advance: float
    own: float
    dx: float
    dy: float
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face, from left to right; `complex` where the glyphs' texts in order are not
    the run's text."""

    face: Face
    glyphs: tuple[Glyph, ...]
    text: str
    reordered: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One shaped line, from left to right.

    `advance` is its width per mille of the type size without tracking, `count` its glyphs,
    `missing` the characters that no shipped face has.
    """

    runs: tuple[Run, ...]
    advance: float
    count: int
    missing: str


class Shaper:
    """Shapes text in the given faces; equal texts are shaped once."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self.line = lru_cache(maxsize=CACHED_LINES)(self._line)

    def _line(self, text: str, face: str, features: tuple[str, ...] = ()) -> Line:
        """*text* (see `app.domain.printed.one_line`) as one line set in *face*.

        OpenType *features* are switched on, those with a leading ``-`` off.
        """
        chosen = self._faces.choose(text, face)
        missing = "".join(
            dict.fromkeys(char for char, one in zip(text, chosen, strict=True) if one is None)
        )
        switches = {name.lstrip("-"): not name.startswith("-") for name in features}
        own = self._faces.get(face)
        pieces = []
        places = zip(text, chosen, levels(text), strict=True)
        for (one, level), chars in groupby(places, key=lambda place: (place[1], place[2])):
            piece = "".join(char for char, _, _ in chars)
            run = _shape(one or own, piece, level, switches)
            pieces.append((run, level))
        runs = visual_order([run for run, _ in pieces], [level for _, level in pieces])
        advance = sum(glyph.advance for run in runs for glyph in run.glyphs)
        return Line(tuple(runs), advance, sum(len(run.glyphs) for run in runs), missing)


def _shape(face: Face, text: str, level: int, switches: Mapping[str, bool]) -> Run:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    uharfbuzz.shape(face.shaper, buffer, dict(switches))
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    texts = _cluster_texts(text, [info.cluster for info in infos])
    scale, advance = face.per_mille, face.file.advance
    glyphs = tuple(
        Glyph(
            info.codepoint,
            place.x_advance * scale,
            advance(info.codepoint) * scale,
            place.x_offset * scale,
            place.y_offset * scale,
            piece,
        )
        for info, place, piece in zip(infos, positions, texts, strict=True)
    )
    reordered = not level % 2 and not all(glyph.text for glyph in glyphs)
    return Run(face, glyphs, text, reordered)


def _cluster_texts(text: str, clusters: list[int]) -> list[str]:
    """The part of *text* that each glyph stands for; the whole of a cluster at its first glyph."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    told: set[int] = set()
    pieces = []
    for start in clusters:
        pieces.append("" if start in told else text[start : ends[start]])
        told.add(start)
    return pieces
