"""The interface's own faces, loaded from the program and never from the system by chance."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontDatabase

import resources

FIRST = (
    "interface/Inter-Regular.otf",
    "interface/Inter-Medium.otf",
    "interface/Inter-SemiBold.otf",
)
"""What the first screen is written in."""

OTHERS = (
    "interface/Inter-Bold.otf",
    "interface/Inter-Italic.otf",
    "interface/JetBrainsMono-Regular.ttf",
    "interface/JetBrainsMono-Bold.ttf",
    "Amiri-Regular.ttf",
    "DroidSansFallback.ttf",
    "HangulSerif-Regular.ttf",
    "NotoSerifDevanagari-Regular.ttf",
    "NotoSerifHebrew-Regular.ttf",
    "NotoSerifSC-Regular.ttf",
    "NotoSerifThai-Regular.ttf",
)
"""What some screens need besides, and the certificates' faces for other scripts, for names that the
system has no face for."""

_STRANGE = re.compile("[^\\0-\u052f\u2000-\u21ff]")
"""What the first faces may not have: anything but Latin, Greek, Cyrillic, punctuation, arrows."""


def load(files: Iterable[str]) -> list[str]:
    """Load faces into the running application; the names of files that could not be loaded."""
    paths = [resources.path(f"fonts/{file}") for file in files]
    return [
        path.name
        for path in paths
        if not path.exists() or QFontDatabase.addApplicationFont(str(path)) == -1
    ]


def written_in_first(text: str) -> bool:
    """Whether the first faces have every sign of a text."""
    return text.isascii() or _STRANGE.search(text) is None


def font(families: list[str], pixels: int, weight: int, *, tabular: bool) -> QFont:
    """A font by pixel size, unhinted; *tabular* gives all figures one width."""
    made = QFont()
    made.setFamilies(families)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
