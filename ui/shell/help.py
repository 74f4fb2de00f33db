"""What helps: every shortcut on one sheet, and what this program is."""

from __future__ import annotations

import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.feedback.dialogs import Role, Sheet
from ui.theme.look import Look
from ui.widgets.actions import ActionRegistry
from ui.widgets.basics import Text, frame, label
from ui.widgets.words import tr

IN_LISTS = (
    ("Space", "Select or unselect the row"),
    ("Shift+Down", "Select the rows on the way"),
    ("Ctrl+A", "Select all rows"),
    ("F2", "Rename"),
    ("Alt+Up", "Move up"),
    ("Alt+Down", "Move down"),
    ("Menu", "Show what can be done here"),
    ("Esc", "Leave one level: panel, selection, filter"),
)
"""Keys that views answer themselves; they are no actions of the window."""


def key_cap(look: Look, keys: str) -> Text:
    """Keys as they stand on the keyboard."""
    made = label(look, keys, "badge")
    made.setProperty("kind", "keycap")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


class ShortcutSheet(Sheet):
    """Every shortcut there is, in two columns."""

    def __init__(self, look: Look, parent: QWidget, actions: ActionRegistry) -> None:
        super().__init__(look, parent, tr("Keyboard shortcuts"), width=640)
        pairs = [(spec.shortcut, spec.text) for spec in actions.all() if spec.shortcut]
        self._table(tr("Everywhere"), pairs)
        self._table(tr("In lists and outlines"), [(keys, tr(text)) for keys, text in IN_LISTS])
        self.add_button(tr("Close"), Role.AcceptRole, self.accept, kind="primary")

    def _table(self, title: str, pairs: list[tuple[str, str]]) -> None:
        self.body.addWidget(label(self.look, title, "group-label", "muted"))
        holder = frame("plain")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        half = (len(pairs) + 1) // 2
        for place, (keys, text) in enumerate(pairs):
            at, side = place % half, 3 * (place // half)
            grid.addWidget(label(self.look, text, "body"), at, side)
            grid.addWidget(key_cap(self.look, keys), at, side + 1, Qt.AlignmentFlag.AlignTrailing)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(2, 20)
        grid.setColumnStretch(3, 1)
        self.body.addWidget(holder)


def versions() -> dict[str, str]:
    """The versions of this program and of what it stands on."""
    try:
        own = version("smartcourse")
    except PackageNotFoundError:
        own = "not installed"
    return {
        "SmartCourse": own,
        "Python": ".".join(str(part) for part in sys.version_info[:3]),
        "Qt": qVersion() or "",
        "SQLite": sqlite3.sqlite_version,
        "Platform": QGuiApplication.platformName(),
    }


class About(Sheet):
    """What this program is, and of which version."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, tr("About SmartCourse"), width=400)
        line = tr("Run courses from the desktop, with or without a server.")
        self.body.addWidget(label(look, line, "body", wraps=True))
        holder = frame("plain")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for at, (name, text) in enumerate(versions().items()):
            grid.addWidget(label(look, tr(name), "body", "muted"), at, 0)
            value: QLabel = label(look, text, "body", tabular=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, at, 1)
        grid.setColumnStretch(1, 1)
        self.body.addWidget(holder)
        licences = tr(
            "Apache License 2.0. Inter, JetBrains Mono and the certificate faces: SIL Open Font"
            " License. Icons: Lucide, ISC License. Qt: LGPL."
        )
        self.body.addWidget(label(look, licences, "small", "muted", wraps=True))
        self.add_button(tr("Close"), Role.AcceptRole, self.accept, kind="primary")
