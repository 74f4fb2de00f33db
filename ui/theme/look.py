"""The look in force: what every view asks for colours, fonts, icons and sizes."""

from __future__ import annotations

from weakref import WeakMethod
from zlib import crc32

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import fonts, icons, sheets
from ui.theme.palette import color as parse_color
from ui.theme.palette import palette
from ui.theme.tokens import Density, ThemeName, tokens

DRESSED = "dressed"
"""The property of whatever was given a look's style sheet."""

CARRIES = "carries"
"""The property of a window that dresses whatever is in it."""

TEXT_SCALES = (0.9, 1.0, 1.1, 1.25, 1.5)
USUAL_UP_TO = 1.25
"""The largest text that has room in bars, rows and controls of the usual size."""

GROWTHS = tuple(scale / USUAL_UP_TO for scale in TEXT_SCALES if scale > USUAL_UP_TO)


class Look(QObject):
    """Theme, density and text size, with everything that follows cached until one changes.

    A *sparing* one begins with the faces of a first screen; `complete` loads the others.

    Signals:
        changed(): colours, fonts or sizes are others now; visible things restyle themselves.
        resized(): the text has another size, which is all that most things need to hear of.
    """

    changed = Signal()
    resized = Signal()

    def __init__(
        self,
        theme: ThemeName = "light",
        density: Density = "comfortable",
        text_scale: float = 1.0,
        parent: QObject | None = None,
        *,
        sparing: bool = False,
    ) -> None:
        super().__init__(parent)
        self.missing_fonts = fonts.load(fonts.FIRST)
        self._has_all_faces = False
        if not sparing:
            self.complete()
        self._tokens = tokens()
        self.reduced_motion = False
        self._icons: dict[tuple[str, str, int, int, str | None], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._set(theme, density, text_scale)

    def _set(self, theme: ThemeName, density: Density, text_scale: float) -> None:
        self.theme: ThemeName = theme
        self.density: Density = density
        self.text_scale = text_scale
        self._values = self._tokens.colors[theme]
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}

    def change(
        self,
        *,
        theme: ThemeName | None = None,
        density: Density | None = None,
        text_scale: float | None = None,
    ) -> None:
        """Take another theme, density or text size, and tell everyone."""
        theme_before, text_before = self.theme, self.text_scale
        self._set(theme or self.theme, density or self.density, text_scale or self.text_scale)
        self._dress_application(
            colors=self.theme != theme_before, text=self.text_scale != text_before
        )
        if self.text_scale != text_before:
            self.resized.emit()
        self.changed.emit()

    # colours

    def value(self, token: str) -> str:
        """A colour token's text."""
        return self._values[token]

    def color(self, token: str) -> QColor:
        """A colour token's colour. Do not change the returned object."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = parse_color(self._values[token])
        return found

    def series(self, place: int) -> QColor:
        """The colour of a chart's series, counted from 0."""
        colors = self._tokens.series[self.theme]
        return parse_color(colors[place % len(colors)])

    def avatar(self, email: str) -> QColor:
        """The ground of a person's initials, always the same for the same address."""
        grounds = self._tokens.avatars
        return parse_color(grounds[crc32(email.encode()) % len(grounds)])

    # type and measures

    def complete(self) -> None:
        """Load the faces that a first screen does not need; what is asked for then has them."""
        if not self._has_all_faces:
            self._has_all_faces = True
            self.missing_fonts += fonts.load(fonts.OTHERS)

    def prepare(self, *texts: str) -> None:
        """Have every face that these texts need, before they are painted."""
        if not all(map(fonts.written_in_first, texts)):
            self.complete()

    def font(self, style: str, weight: int | None = None, *, tabular: bool = False) -> QFont:
        """The font of a type style."""
        key = (style, weight, tabular)
        found = self._fonts.get(key)
        if found is None:
            size, own_weight = self._tokens.styles[style]
            mono = style in ("editor", "md-code")
            if mono:
                self.complete()
            found = self._fonts[key] = fonts.font(
                self._tokens.families["mono" if mono else "ui"],
                round(size * self.text_scale),
                weight or own_weight,
                tabular=tabular,
            )
        return found

    def avatar_font(self, side: float) -> QFont:
        """The font of initials in a circle of *side* pixels; it does not grow with the text."""
        key = ("avatar", round(side), False)
        found = self._fonts.get(key)
        if found is None:
            pixels = max(8, round(side * 10 / 24))
            found = self._fonts[key] = fonts.font(
                self._tokens.families["ui"], pixels, 600, tabular=False
            )
        return found

    @property
    def growth(self) -> float:
        """By how much bars, rows and controls are larger than usual."""
        return max(1.0, self.text_scale / USUAL_UP_TO)

    def size(self, name: str) -> int:
        """A measure in logical pixels; bars and rows grow with text above 125 %."""
        return round(int(self._tokens.sizes[name]) * self.growth)

    def row(self, name: str) -> int:
        """A row height (``grid-row``, ``tree-row`` ...) at the density in force."""
        return round(int(self._tokens.densities[self.density][name]) * self.growth)

    def milliseconds(self, name: str) -> int:
        """How long something moves or stays; 0 for movement where the system asks for none."""
        moving = name in ("fast-ms", "normal-ms")
        return 0 if moving and self.reduced_motion else self._tokens.motion[name]

    # icons

    def icon(
        self, name: str, token: str = "text-muted", size: int = 16, on: str | None = None
    ) -> QIcon:
        """A line icon in a token's colour (another where checked); it follows the look."""
        return self._icon(name, token, size, 0, on)

    def spaced_icon(self, name: str, token: str, size: int, gap: int) -> QIcon:
        """A line icon with room for a text after it (*gap* pixels; before it where negative)."""
        return self._icon(name, token, size, gap, None)

    def _icon(self, name: str, token: str, size: int, gap: int, on: str | None) -> QIcon:
        key = (name, token, size, gap, on)
        found = self._icons.get(key)
        if found is None:
            drawn = WeakMethod(self.pixmap)
            engine = icons.LineIcon(drawn, name, token, size, gap=gap, on=on)
            found = self._icons[key] = icons.icon(engine)
        return found

    def pixmap(self, name: str, token: str, size: int, scale: float) -> QPixmap:
        """A line icon as a pixmap, for painting; *scale* is the device's pixel ratio."""
        color = self.value(token)
        key = (name, color, size, scale)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = icons.draw(name, color, size, scale)
        return found

    def icon_size(self) -> QSize:
        """The usual icon size."""
        side = int(self._tokens.sizes["icon"])
        return QSize(side, side)

    # dressing

    def dress_application(self) -> None:
        """Give the application this look's palette and font; style sheets come by window."""
        self._dress_application(colors=True, text=True)

    def _dress_application(self, *, colors: bool, text: bool) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            # Each goes through every widget there is.
            if colors:
                application.setPalette(palette(self._values))
            if text:
                application.setFont(self.font("body"))

    def dress(self, widget: QWidget) -> None:
        """Give *widget* and what is in it this look's style sheet, unless it has it already.

        In a window that dresses whatever is in it there is nothing to do.
        """
        sheet = self.style_sheet()
        if widget.styleSheet() == sheet or _carried(widget):
            return
        for inner in widget.findChildren(QWidget):
            # What came later was dressed by itself, and would stay in the colours it came in.
            if inner.property(DRESSED):
                inner.setProperty(DRESSED, None)
                inner.setStyleSheet("")
        widget.setStyleSheet(sheet)
        widget.setProperty(DRESSED, True)

    def style_sheet(self) -> str:
        """The style sheet with this look's values filled in."""
        return sheets.of_look(self.theme, self.growth)


def _carried(widget: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None and not above.property(CARRIES):
        above = above.parentWidget()
    return above is not None


def follows_when_shown(widget: QWidget) -> bool:
    """Whether it is hidden in a window that dresses whatever is shown in it."""
    return not widget.isVisible() and bool(widget.window().property(CARRIES))


def rtl(widget: QWidget) -> bool:
    """Whether the widget is laid out from right to left."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
