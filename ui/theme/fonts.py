"""The interface's own faces, loaded from the program and never from the system by chance."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

import resources

FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
    "Inter-Italic.otf",
    "JetBrainsMono-Regular.ttf",
    "JetBrainsMono-Bold.ttf",
)


SCRIPTS = (
    "Amiri-Regular.ttf",
    "DroidSansFallback.ttf",
    "HangulSerif-Regular.ttf",
    "NotoSerifDevanagari-Regular.ttf",
    "NotoSerifHebrew-Regular.ttf",
    "NotoSerifSC-Regular.ttf",
    "NotoSerifThai-Regular.ttf",
)
"""The certificates' faces for other scripts, for names that the system has no face for."""


def load() -> list[str]:
    """Load the faces into the running application; the names of files that could not be loaded."""
    paths = [
        *(resources.path(f"fonts/interface/{name}") for name in FILES),
        *(resources.path(f"fonts/{name}") for name in SCRIPTS),
    ]
    return [
        path.name
        for path in paths
        if not path.exists() or QFontDatabase.addApplicationFont(str(path)) == -1
    ]


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
