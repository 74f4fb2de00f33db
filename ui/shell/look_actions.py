"""The actions on how the window looks: its colours and the size of its text."""

from __future__ import annotations

from functools import partial

from ui.shell.appearance import Appearance
from ui.theme.look import TEXT_SCALES
from ui.theme.tokens import THEMES
from ui.widgets.actions import ActionRegistry, ActionSpec
from ui.widgets.words import tr


def register_look(registry: ActionRegistry, appearance: Appearance) -> None:
    """Make every theme and every text size an action, and the next size in either direction."""
    for spec in (*_themes(appearance), *_steps(appearance), *_sizes(appearance)):
        registry.add(spec)


def _themes(appearance: Appearance) -> list[ActionSpec]:
    words = {
        "light": (tr("Light colors"), "sun"),
        "dark": (tr("Dark colors"), "moon"),
        "high-contrast": (tr("High contrast"), "contrast"),
    }
    return [
        ActionSpec(
            id=f"view.theme.{theme}",
            text=words[theme][0],
            icon=words[theme][1],
            words=tr("theme colors"),
            run=partial(appearance.set, "theme", theme),
        )
        for theme in THEMES
    ]


def _steps(appearance: Appearance) -> list[ActionSpec]:
    told = (
        ("larger", tr("Text larger"), "zoom-in", tr("larger text, bigger font, zoom in"), 1),
        ("smaller", tr("Text smaller"), "zoom-out", tr("smaller text, font, zoom out"), -1),
    )
    return [
        ActionSpec(
            id=f"view.text.{name}",
            text=text,
            icon=icon,
            words=words,
            run=partial(_step, appearance, by),
            why_not=partial(_why_no_step, appearance, by),
        )
        for name, text, icon, words, by in told
    ]


def _sizes(appearance: Appearance) -> list[ActionSpec]:
    return [
        ActionSpec(
            id=f"view.text.{round(scale * 100)}",
            text=tr("Text size {n} %", n=round(scale * 100)),
            icon="accessibility",
            words=tr("font size"),
            run=partial(appearance.set, "text_scale", scale),
            why_not=partial(_why_not_this, appearance, scale),
        )
        for scale in TEXT_SCALES
    ]


def _place(appearance: Appearance) -> int:
    return TEXT_SCALES.index(appearance.value("text_scale"))


def _step(appearance: Appearance, by: int) -> None:
    appearance.set("text_scale", TEXT_SCALES[_place(appearance) + by])


def _why_no_step(appearance: Appearance, by: int) -> str | None:
    if 0 <= _place(appearance) + by < len(TEXT_SCALES):
        return None
    return tr("there is no larger one") if by > 0 else tr("there is no smaller one")


def _why_not_this(appearance: Appearance, scale: float) -> str | None:
    return tr("this is the size now") if appearance.value("text_scale") == scale else None
