"""How much room the parts of a quiz's screen need."""

from __future__ import annotations

from ui.theme.look import Look

SIDE = 250
TRIAL = 336
LEAST_FORM = 460
"""Pixels that the form needs to stand beside "Try it"; narrower, that stands in its place."""


def trial_width(look: Look) -> int:
    """Pixels for "Try it" beside the form, with text of the size that it has."""
    return round(TRIAL * max(1.0, look.text_scale))


def whole_width(look: Look) -> int:
    """Pixels for list, form and "Try it" beside one another."""
    return SIDE + round(LEAST_FORM * max(1.0, look.text_scale)) + trial_width(look)
