"""How the user wants the window to look, applied at once and remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import QLocale, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from ui.theme.look import TEXT_SCALES, Look
from ui.theme.tokens import THEMES, Density, ThemeName
from ui.views.page import Memory

SYSTEM = "system"
DEFAULTS: dict[str, Any] = {
    "theme": SYSTEM,
    "density": "comfortable",
    "text_scale": 1.0,
    "formats": SYSTEM,
    "motion": SYSTEM,
}
"""Every preference by name. `formats` is a locale's name, `motion` ``full`` or ``reduced``."""

PREFIX = "preference."


def system_theme() -> ThemeName:
    """The theme that the desktop asks for."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high-contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def system_reduces_motion() -> bool:
    """Whether the desktop asks for less movement."""
    preference = QGuiApplication.styleHints().accessibility()
    wanted = getattr(preference, "motionPreference", None)
    return wanted is not None and "Reduced" in str(wanted())


def wished_look(memory: Memory) -> Look:
    """The look that is remembered; made once, so that nothing is styled twice at the start."""
    wishes = {name: _known(name, memory.get(PREFIX + name)) for name in DEFAULTS}
    look = Look(
        theme=_theme(wishes["theme"]),
        density=cast("Density", wishes["density"]),
        text_scale=float(wishes["text_scale"]),
        sparing=True,
    )
    look.reduced_motion = _reduced(wishes["motion"])
    return look


class Appearance(QObject):
    """The preferences in force.

    Signals:
        changed(str): the preference of that name is another.
    """

    changed = Signal(str)

    def __init__(self, look: Look, memory: Memory, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._memory = look, memory
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self._apply_formats()

    def value(self, name: str) -> Any:
        """What the preference is."""
        return _known(name, self._memory.get(PREFIX + name))

    def is_default(self, name: str) -> bool:
        """Whether it was never changed, or was reset."""
        return bool(self.value(name) == DEFAULTS[name])

    def set(self, name: str, value: Any) -> None:
        """Take another value, apply it at once, remember it."""
        self._take({name: value})

    def reset(self, name: str) -> None:
        """Go back to the default."""
        self.set(name, DEFAULTS[name])

    def reset_all(self) -> None:
        """Go back to every default, in one change."""
        self._take(DEFAULTS)

    def _take(self, wishes: Mapping[str, Any]) -> None:
        others = [name for name, value in wishes.items() if self.value(name) != value]
        if not others:
            return
        for name in others:
            self._memory.put(PREFIX + name, wishes[name])
        # What somebody chose outlives a crash; the layout may wait for an orderly end.
        self._memory.keep()
        self._apply(others)
        for name in others:
            self.changed.emit(name)

    def _apply(self, names: Sequence[str]) -> None:
        """Bring the look up to preferences; what others made of it otherwise stays."""
        theme, density, text = ("theme" in names, "density" in names, "text_scale" in names)
        if "motion" in names:
            self._look.reduced_motion = _reduced(self.value("motion"))
        if "formats" in names:
            self._apply_formats()
        if theme or density or text or "formats" in names:
            self._look.change(
                theme=_theme(self.value("theme")) if theme else None,
                density=self.value("density") if density else None,
                text_scale=float(self.value("text_scale")) if text else None,
            )

    def _apply_formats(self) -> None:
        wanted = self.value("formats")
        system = QLocale.system()
        if system.language() == QLocale.Language.C:
            # A system that says nothing writes numbers without marks: nobody wants to read those.
            system = QLocale("en_US")
        QLocale.setDefault(system if wanted == SYSTEM else QLocale(str(wanted)))

    @Slot()
    def _system_changed(self) -> None:
        if self.value("theme") == SYSTEM and self._look.theme != system_theme():
            self._look.change(theme=system_theme())


def _known(name: str, value: Any) -> Any:
    """The value if it is one that can be, else the default: the file may be anybody's."""
    allowed: dict[str, tuple[Any, ...]] = {
        "theme": (SYSTEM, *THEMES),
        "density": ("comfortable", "compact"),
        "text_scale": TEXT_SCALES,
        "motion": (SYSTEM, "full", "reduced"),
    }
    if value is None or (name in allowed and value not in allowed[name]):
        return DEFAULTS[name]
    return value


def _theme(wish: Any) -> ThemeName:
    return system_theme() if wish == SYSTEM else cast("ThemeName", wish)


def _reduced(wish: Any) -> bool:
    return system_reduces_motion() if wish == SYSTEM else wish == "reduced"
