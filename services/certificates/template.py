"""Certificate templates: data that says where what is set, read from resources/certificates.

Lengths are points. The origin is the middle of the paper, y grows upwards; widths are shares of the
paper's measure, so that one description serves every paper.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from string import Formatter
from typing import Any, Literal

from app.domain.dataclass import dataclass
from app.domain.errors import EnvironmentFault, Invalid

Align = Literal["left", "centre", "right"]
Grow = Literal["up", "middle", "down"]
"""Where a second line goes: `y` is the last baseline, the middle, or the first baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet: width and height, and the measure that shares of the width refer to."""

    width: float
    height: float
    measure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TextElement:
    """A text with placeholders in braces.

    Parts whose placeholders have no value are left out, the others joined; `otherwise` stands
    where nothing is left. `size` is reduced until the text is no wider than `width`; below
    `min_size` the reader is told. `tracking` is the space between letters, per mille of the size.
    """

    parts: tuple[str, ...]
    join: str = ""
    otherwise: str = ""
    face: str
    features: tuple[str, ...] = ()
    size: float
    min_size: float
    tracking: float = 0
    x: float = 0
    y: float
    align: Align = "centre"
    width: float
    lines: int = 1
    leading: float = 1.2
    grow: Grow = "middle"
    colour: str

    @property
    def names(self) -> frozenset[str]:
        """The placeholders that it has."""
        return frozenset(
            name for part in self.parts for _, name, _, _ in Formatter().parse(part) if name
        )

    def filled(self, values: Mapping[str, str | None]) -> str:
        """The text for *values* (see `printed.values`)."""
        parts = [
            part.format_map(values)
            for part in self.parts
            if all(values[name] for _, name, _, _ in Formatter().parse(part) if name)
        ]
        return self.join.join(parts) or self.otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A horizontal hairline, `width` a share of the measure; a diamond may sit in its middle."""

    x: float = 0
    y: float
    width: float
    thickness: float
    colour: str
    diamond: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A closed line `inset` from the paper's edge; `scoop` is the radius cut out of its corners."""

    inset: float
    thickness: float
    colour: str
    scoop: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rosette:
    """A guilloche: `petals` turned copies of one curve, `radius` from its middle."""

    x: float
    y: float
    radius: float
    petals: int
    thickness: float
    colour: str
    corners: bool = False
    """Drawn at all four corners of the paper, x and y then being distances from its edges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Where the QR code stands: the middle of its lower edge, and the side of its dark square."""

    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A whole design."""

    name: str
    language: str
    title: str
    papers: Mapping[str, Paper]
    colours: Mapping[str, str]
    code: Code
    texts: tuple[TextElement, ...]
    rules: tuple[Rule, ...] = ()
    borders: tuple[Border, ...] = ()
    rosettes: tuple[Rosette, ...] = field(default=())

    def paper(self, name: str) -> Paper:
        """The sheet called *name*; raises `Invalid` (``certificate.unknown_paper``)."""
        try:
            return self.papers[name]
        except KeyError:
            raise Invalid(
                "certificate.unknown_paper",
                field="paper",
                value=name,
                choices=", ".join(self.papers),
            ) from None


def template_names(folder: Path) -> list[str]:
    """The templates that *folder* has."""
    return sorted(path.stem for path in folder.glob("*.json"))


def read_template(folder: Path, name: str) -> Template:
    """The template *name* of *folder*.

    Raises `Invalid` (``certificate.unknown_template``) where there is none of that name, and
    `EnvironmentFault` (``certificate.template_broken``) where its file cannot be used.
    """
    choices = template_names(folder)
    if name not in choices:
        raise Invalid(
            "certificate.unknown_template",
            field="template",
            value=name,
            choices=", ".join(choices),
        )
    try:
        return _template(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise EnvironmentFault(
            "certificate.template_broken", template=name, cause=str(error)
        ) from error


def _template(data: dict[str, Any]) -> Template:
    texts = tuple(
        TextElement(
            **{
                **text,
                "parts": tuple(text["parts"]),
                "features": tuple(text.get("features", ())),
            }
        )
        for text in data.pop("texts")
    )
    return Template(
        papers={name: Paper(**paper) for name, paper in data.pop("papers").items()},
        code=Code(**data.pop("code")),
        rules=tuple(Rule(**rule) for rule in data.pop("rules")),
        borders=tuple(Border(**border) for border in data.pop("borders")),
        rosettes=tuple(Rosette(**rosette) for rosette in data.pop("rosettes")),
        texts=texts,
        **data,
    )
