"""Write page content: text, rules, borders, ornaments as PDF operators (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from reportlab.lib.rl_accel import fp_str

from services.certificates.embedding import EmbeddedFace
from services.certificates.faces import Face
from services.certificates.layout import Placed
from services.certificates.shaping import Glyph, Run
from services.certificates.template import Border, Paper, Rosette, Rule

ARC = 0.5523
"""How far a quarter circle's control points lie from its ends, as a share of the radius."""


class Ink:
    """Collects one content stream; `embedded` gives the file's use of a face."""

    def __init__(
        self, colours: Mapping[str, str], embedded: Callable[[Face], EmbeddedFace]
    ) -> None:
        self._colours = colours
        self._embedded = embedded
        self._code: list[str] = []
        self._colour = ""

    def content(self) -> bytes:
        """What has been written."""
        return "\n".join(self._code).encode("ascii")

    def text(self, placed: Placed) -> None:
        """Set a line of text."""
        self._fill(placed.colour)
        self._code.append(
            f"BT 1 0 0 1 {_points(placed.x, placed.y)} Tm {_points(placed.tracking)} Tc"
        )
        for run in placed.line.runs:
            face = self._embedded(run.face)
            self._code.append(f"/{face.resource} {_points(placed.size)} Tf")
            self._run(run, face, placed.size)
        self._code.append("ET")

    def _run(self, run: Run, face: EmbeddedFace, size: float) -> None:
        if run.reordered:
            actual = f"\ufeff{run.text}".encode("utf-16-be").hex().upper()
            self._code.append(f"/Span <</ActualText <{actual}>>> BDC")
        rise, pieces = 0.0, [_Show()]
        for glyph in run.glyphs:
            if glyph.dy != rise:
                rise = glyph.dy
                pieces.append(_Show(f"{_points(rise * size / 1000)} Ts "))
            pieces[-1].add(face.code(glyph), glyph)
        self._code += [piece.operators() for piece in pieces if piece.shown]
        if rise:
            self._code.append("0 Ts")
        if run.reordered:
            self._code.append("EMC")

    def rule(self, rule: Rule, paper: Paper) -> None:
        """A horizontal rule, interrupted by its diamond."""
        middle, y = paper.width / 2 + rule.x, paper.height / 2 + rule.y
        half, gap = rule.width * paper.measure / 2, rule.diamond * 2.4
        self._stroke(rule.colour, rule.thickness)
        for start, end in ((middle - half, middle - gap), (middle + gap, middle + half)):
            self._code.append(f"{_points(start, y)} m {_points(end, y)} l S")
        if rule.diamond:
            self._fill(rule.colour)
            side = rule.diamond
            corners = (
                (middle - side, y),
                (middle, y + side),
                (middle + side, y),
                (middle, y - side),
            )
            self._code.append(_polygon(corners) + " f")

    def border(self, border: Border, paper: Paper) -> None:
        """A frame, its corners scooped out by quarter circles around the paper's inset corners."""
        left = bottom = border.inset
        right, top = paper.width - border.inset, paper.height - border.inset
        self._stroke(border.colour, border.thickness)
        if not border.scoop:
            self._code.append(f"{_points(left, bottom, right - left, top - bottom)} re S")
            return
        r, k = border.scoop, border.scoop * ARC
        self._code.append(
            f"{_points(left + r, bottom)} m {_points(right - r, bottom)} l "
            f"{_points(right - r, bottom + k, right - k, bottom + r, right, bottom + r)} c "
            f"{_points(right, top - r)} l "
            f"{_points(right - k, top - r, right - r, top - k, right - r, top)} c "
            f"{_points(left + r, top)} l "
            f"{_points(left + r, top - k, left + k, top - r, left, top - r)} c "
            f"{_points(left, bottom + r)} l "
            f"{_points(left + k, bottom + r, left + r, bottom + k, left + r, bottom)} c s"
        )

    def rosette(self, rosette: Rosette, paper: Paper) -> None:
        """Turned ellipses through one middle."""
        self._stroke(rosette.colour, rosette.thickness)
        if rosette.corners:
            x, y = rosette.x, rosette.y
            middles = [
                (left, low) for left in (x, paper.width - x) for low in (y, paper.height - y)
            ]
        else:
            middles = [(paper.width / 2 + rosette.x, paper.height / 2 + rosette.y)]
        petal = _ellipse(rosette.radius, rosette.radius * 0.42)
        for x, y in middles:
            for turn in range(rosette.petals):
                angle = pi * turn / rosette.petals
                c, s = round(cos(angle), 4), round(sin(angle), 4)
                self._code.append(f"q {c} {s} {-s} {c} {_points(x, y)} cm {petal} S Q")

    def _fill(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            self._code.append(f"{self._rgb(colour)} rg")

    def _stroke(self, colour: str, thickness: float) -> None:
        self._code.append(f"{self._rgb(colour)} RG {_points(thickness)} w")

    def _rgb(self, colour: str) -> str:
        value = self._colours[colour].lstrip("#")
        return _points(*(int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)))


class _Show:
    """A TJ operator: codes, and the corrections between them per mille (positive is leftwards)."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._parts: list[str] = []
        self._codes: list[str] = []
        self._pending = 0.0
        self.shown = False

    def add(self, code: str, glyph: Glyph) -> None:
        self._move(self._pending - glyph.dx)
        self._codes.append(code)
        self._pending = glyph.own + glyph.dx - glyph.advance
        self.shown = True

    def _move(self, amount: float) -> None:
        if abs(amount) >= 0.5:
            self._close()
            self._parts.append(f"{amount:.0f}")

    def _close(self) -> None:
        if self._codes:
            self._parts.append(f"<{''.join(self._codes)}>")
            self._codes = []

    def operators(self) -> str:
        self._move(self._pending)
        self._close()
        return f"{self._prefix}[{''.join(_spaced(self._parts))}] TJ"


def _spaced(parts: list[str]) -> list[str]:
    """Numbers need a space between them, strings do not."""
    return [part if part[0] == "<" else f" {part} " for part in parts]


def _points(*numbers: float) -> str:
    text: str = fp_str(*(round(number, 2) for number in numbers))
    return text


def _polygon(corners: tuple[tuple[float, float], ...]) -> str:
    first, *rest = corners
    return f"{_points(*first)} m " + " ".join(f"{_points(*corner)} l" for corner in rest) + " h"


def _ellipse(a: float, b: float) -> str:
    """A closed ellipse around the origin."""
    p, q = a * ARC, b * ARC
    return (
        f"{_points(a, 0)} m {_points(a, q, p, b, 0, b)} c {_points(-p, b, -a, q, -a, 0)} c "
        f"{_points(-a, -q, -p, -b, 0, -b)} c {_points(p, -b, a, -q, a, 0)} c"
    )
