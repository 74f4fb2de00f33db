"""The token file, read once: colours a theme, type styles, sizes and times."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import resources
from app.domain.dataclass import dataclass

ThemeName = Literal["light", "dark", "high-contrast"]
THEMES: tuple[ThemeName, ...] = ("light", "dark", "high-contrast")

Density = Literal["comfortable", "compact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The file's contents. Colours are ``#RRGGBB`` or ``#RRGGBBAA``; sizes logical pixels."""

    colors: Mapping[str, Mapping[str, str]]
    series: Mapping[str, tuple[str, ...]]
    avatars: tuple[str, ...]
    families: Mapping[str, list[str]]
    styles: Mapping[str, tuple[int, int]]
    sizes: Mapping[str, Any]
    radii: Mapping[str, int]
    densities: Mapping[str, Mapping[str, Any]]
    motion: Mapping[str, int]
    breakpoints: Mapping[str, Any]
    contrast_pairs: tuple[tuple[str, str, float], ...]


@cache
def tokens() -> Tokens:
    """The shipped tokens."""
    data = json.loads(resources.path("themes/tokens.json").read_text(encoding="utf-8"))
    names = data["themes"]
    return Tokens(
        colors={
            theme: {name: values[place] for name, values in data["color"].items()}
            for place, theme in enumerate(names)
        },
        series={theme: tuple(data["series"][theme]) for theme in names},
        avatars=tuple(data["avatar"]),
        families=data["font"]["families"],
        styles={name: (size, weight) for name, (size, weight) in data["font"]["styles"].items()},
        sizes=data["size"],
        radii=data["radius"],
        densities=data["density"],
        motion=data["motion"],
        breakpoints=data["breakpoint"],
        contrast_pairs=tuple((fg, bg, need) for fg, bg, need in data["contrast"]["pairs"]),
    )
