"""Labels, frames and buttons by kind, with names for those who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme.look import Look, follows_when_shown

Tone = Literal["", "muted", "danger", "success", "warning", "info", "accent", "link"]
Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)
TAKES_FILES = "takes_files"
"""A widget with this property gets the files that are dropped on it, or on what is in it."""
TAKES_TEXT = "takes_text"
"""A widget with this property gets texts and pictures that are dropped on it."""
ButtonKind = Literal[
    "secondary", "primary", "danger", "quiet", "link", "chip", "chip-on", "choice", "status"
]

ICON_TOKENS: dict[str, str] = {"primary": "on-accent", "danger": "on-danger", "link": "link"}
MIRRORED = {
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "chevron-left": "chevron-right",
    "chevron-right": "chevron-left",
    "panel-left": "panel-right",
    "panel-right": "panel-left",
}
"""Icons that point somewhere, and what stands for them where one reads from right to left."""

SMALL_KINDS = ("chip", "status")
"""Buttons written in the label's size."""

BREAK = "\u200b"
"""Zero width space: a place where a line may end."""
_LONG = re.compile("[!-\u024f]{24,}")
"""A word of Latin letters and signs, such as a path, that a narrow text may have no line for."""
_PLACES = re.compile(r"(?<=[/\\_@.-])|(?<=\w{8})(?=\w{4})")


def frame(kind: str, parent: QWidget | None = None, *, height: int | None = None) -> QFrame:
    """A plain frame that the style sheet knows by *kind*."""
    made = QFrame(parent)
    made.setProperty("kind", kind)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if height is not None:
        made.setFixedHeight(height)
    return made


def column(widget: QWidget, *, margins: Margins = NO_MARGINS, gap: int = 0) -> QVBoxLayout:
    """A vertical layout on *widget* (left, top, right, bottom margins)."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout


def row(widget: QWidget, *, margins: Margins = NO_MARGINS, gap: int = 0) -> QHBoxLayout:
    """A horizontal layout on *widget* (left, top, right, bottom margins)."""
    layout = QHBoxLayout(widget)
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout


class Written:
    """Mixed into a widget with words: these follow the look, at once or when they are shown."""

    def take_font(self) -> None:
        """Be written as large as the look wants it."""
        raise NotImplementedError

    # No slot by name: the toolkit would call one that is mixed in when its widget has gone.
    def _text_resized(self) -> None:
        if isinstance(self, QWidget) and not follows_when_shown(self):
            self.take_font()


class Text(Written, QLabel):
    """A text in a type style and tone; it never interprets markup.

    Where it wraps, a path or a long word may go on in the next line instead of being cut.
    """

    def __init__(
        self, look: Look, text: str, style: str, *, tabular: bool = False, wraps: bool = False
    ) -> None:
        super().__init__()
        self.setWordWrap(wraps)
        self.setText(text)
        self._look, self._style, self._tabular = look, style, tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            # Qt would begin a text where its script begins; a name in another one begins here too.
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            self.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
        self.take_font()
        look.resized.connect(self._text_resized)

    def setText(self, text: str) -> None:
        super().setText(_LONG.sub(_breakable, text) if self.wordWrap() else text)

    def text(self) -> str:
        return super().text().replace(BREAK, "")

    def set_tone(self, tone: Tone) -> None:
        """Colour the text; words must say the same."""
        set_property(self, "tone", tone)

    def take_font(self) -> None:
        self.setFont(self._look.font(self._style, tabular=self._tabular))


def _breakable(word: re.Match[str]) -> str:
    return _PLACES.sub(BREAK, word[0])


def label(
    look: Look,
    text: str = "",
    style: str = "body",
    tone: Tone = "",
    *,
    wraps: bool = False,
    tabular: bool = False,
) -> Text:
    """A text; *wraps* lets it take several lines, *tabular* gives its figures one width."""
    made = Text(look, text, style, tabular=tabular, wraps=wraps)
    if tone:
        made.setProperty("tone", tone)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
    return made


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at, and show it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def enters(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Whether Enter pressed the button that has the keyboard, as Space does."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(Written, QPushButton):
    """A push button that follows the look."""

    def __init__(self, look: Look, text: str, kind: ButtonKind, icon: str | None) -> None:
        super().__init__(text)
        self._look, self._icon = look, icon
        self._style: str | None = None
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._restyle()
        look.resized.connect(self._text_resized)

    def set_kind(self, kind: ButtonKind) -> None:
        """Make it another kind of button."""
        set_property(self, "kind", kind)
        self._restyle()

    def set_icon(self, icon: str | None) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self._restyle()

    def write_in(self, style: str) -> None:
        """Write its words in another type style than its kind has."""
        self._style = style
        self.take_font()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enters(self, event):
            super().keyPressEvent(event)

    def take_font(self) -> None:
        self.setFont(self._look.font(self._style or ("label" if self._small else "button")))

    @property
    def _small(self) -> bool:
        return str(self.property("kind")).startswith(SMALL_KINDS)

    def _restyle(self) -> None:
        self.take_font()
        if self._icon is None:
            self.setIcon(QIcon())
            return
        small = self._small
        size = 14 if small else 16
        # Qt leaves no room between icon and text, so the room is part of the picture.
        gap = 2 if small else 4
        token = ICON_TOKENS.get(str(self.property("kind")), "text-muted")
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setIcon(self._look.spaced_icon(self._icon, token, size, -gap if mirrored else gap))
        self.setIconSize(QSize(size + gap, size))


def button(
    look: Look,
    text: str,
    run: Callable[[], object] | None = None,
    *,
    kind: ButtonKind = "secondary",
    icon: str | None = None,
    name: str | None = None,
) -> Button:
    """A push button; *name* is read aloud where the text alone does not say what it does."""
    made = Button(look, text, kind, icon)
    made.setAccessibleName(name or text)
    if run is not None:
        made.clicked.connect(lambda _checked: run())
    return made


class IconButton(QToolButton):
    """A button without text: its tooltip is its accessible name, with the shortcut."""

    def __init__(self, look: Look, icon: str, *, checkable: bool = False) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(look.icon_size())
        self._restyle()

    def set_name(self, name: str, shortcut: str = "") -> None:
        """What it does, for the tooltip and for those who cannot see it."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enters(self, event):
            super().keyPressEvent(event)

    @Slot()
    def _restyle(self) -> None:
        name = self._icon
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            name = MIRRORED.get(name, name)
        self.setIcon(self._look.icon(name, on="accent" if self.isCheckable() else None))


def icon_button(
    look: Look,
    icon: str,
    name: str,
    run: Callable[[], object] | None = None,
    *,
    shortcut: str = "",
    checkable: bool = False,
) -> IconButton:
    """An icon button that runs something when it is pressed."""
    made = IconButton(look, icon, checkable=checkable)
    made.set_name(name, shortcut)
    if run is not None:
        made.clicked.connect(lambda _checked: run())
    return made


def hairline(*, vertical: bool = False) -> QFrame:
    """A line one pixel thin."""
    return frame("vline" if vertical else "hairline")
