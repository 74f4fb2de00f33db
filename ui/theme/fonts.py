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


def load() -> list[str]:
    """Load the faces into the running application; the names of files that could not be loaded."""
    folder = resources.path("fonts/interface")
    return [
        name
        for name in FILES
        if not (folder / name).exists()
        or QFontDatabase.addApplicationFont(str(folder / name)) == -1
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
