"""Every pair of colours that the design names can be told apart, in every theme."""

from __future__ import annotations

import pytest

from ui.theme.tokens import THEMES, ThemeName, tokens

TURNED = {"selection"}
"""Grounds on which, in high contrast, every glyph turns to the ground's own text colour."""


def _luminance(value: str) -> float:
    channels = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_its_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("theme", THEMES)
def test_every_named_pair_has_the_contrast_it_needs(theme: ThemeName) -> None:
    colors = tokens().colors[theme]
    low = []
    for front, ground, need in tokens().contrast_pairs:
        if (
            theme == "high-contrast"
            and ground in TURNED
            and front not in ("selection-text", "focus-on-selection")
        ):
            continue
        found = contrast(colors[front], colors[ground])
        if found < need:
            low.append(f"{front} on {ground}: {found:.2f}, needs {need}")
    assert low == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_series_can_be_seen_on_a_card(theme: ThemeName) -> None:
    surface = tokens().colors[theme]["surface"]
    assert [one for one in tokens().series[theme] if contrast(one, surface) < 3] == []
