"""The style sheet's text: of one look, or of every look at once, for a window to choose from.

Another style sheet on a window makes the toolkit go twice through every widget in it, seen or not.
So a window has one sheet for good: each theme's rules hold below an ancestor of the theme's name,
and what grows with text is said again for each growth. What changes is the window's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import resources
from ui.theme.icon_files import icon_file
from ui.theme.tokens import THEMES, ThemeName, tokens

GROWTH = "growth"
"""The window's property that says by how much its controls are larger, as `grown` writes it."""

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VALUE = re.compile(r"@icon\((?P<icon>[\w-]+),(?P<on>[\w-]+)\)|@(?P<color>[\w-]+)")
_GROWS = re.compile(r"@grow\((\d+)\)")
_MEASURE = re.compile(r"(?:min|max)-(?:width|height):[^;]*;")


def grown(growth: float) -> str:
    """A growth as the window's property says it."""
    return f"{growth:.3f}"


@cache
def of_look(theme: ThemeName, growth: float) -> str:
    """For a widget in no window of ours: one look's rules."""
    return "\n".join(f"{who} {{{what}}}" for who, what in _rules(theme, growth))


@cache
def of_window(growths: tuple[float, ...]) -> str:
    """For a window, whichever look comes: its name is the theme's, its property the growth."""
    rules: list[str] = []
    for theme in THEMES:
        rules += (f"{_below(f'#{theme}', who)} {{{what}}}" for who, what in _rules(theme, 1.0))
        for growth in growths:
            window = f'#{theme}[{GROWTH}="{grown(growth)}"]'
            rules += (f"{_below(window, who)} {{{what}}}" for who, what in _measures(growth))
    return "\n".join(rules)


def _below(window: str, selectors: str) -> str:
    return ", ".join(f"{window} {one.strip()}" for one in selectors.split(","))


def _rules(theme: ThemeName, growth: float) -> Iterator[tuple[str, str]]:
    """Selectors and what they get, with the look's values filled in."""
    values = tokens().colors[theme]

    def filled(found: re.Match[str]) -> str:
        if found["icon"]:
            return icon_file(found["icon"], values[found["on"]])
        value = values[found["color"]]
        # The file writes alpha last, the toolkit reads it first.
        return f"#{value[7:]}{value[1:7]}" if len(value) == 9 else value

    for rule in _RULE.finditer(_VALUE.sub(filled, _grown_source(growth))):
        yield rule[1].strip(), rule[2]


@cache
def _measures(growth: float) -> tuple[tuple[str, str], ...]:
    """Selectors and their measures: all, not those alone that grow, for the last said wins."""
    found = (
        (rule[1].strip(), "".join(_MEASURE.findall(rule[2])))
        for rule in _RULE.finditer(_grown_source(growth))
    )
    return tuple((who, measures) for who, measures in found if measures)


def _grown_source(growth: float) -> str:
    return _GROWS.sub(lambda found: f"{round(int(found[1]) * growth)}px", _source())


@cache
def _source() -> str:
    source = resources.path("themes/smartcourse.qss").read_text(encoding="utf-8")
    return _COMMENT.sub("", source)
