"""The application palette of a theme."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

Role = QPalette.ColorRole

ROLES = {
    Role.Window: "window",
    Role.WindowText: "text",
    Role.Base: "surface",
    Role.AlternateBase: "surface-sunken",
    Role.Text: "text",
    Role.PlaceholderText: "text-muted",
    Role.Button: "surface",
    Role.ButtonText: "text",
    Role.BrightText: "danger",
    Role.ToolTipBase: "tooltip",
    Role.ToolTipText: "on-tooltip",
    Role.Highlight: "selection",
    Role.HighlightedText: "selection-text",
    Role.Link: "link",
    Role.LinkVisited: "link",
    Role.Light: "surface-raised",
    Role.Midlight: "hover",
    Role.Mid: "border-strong",
    Role.Dark: "border-control",
    Role.Shadow: "shadow",
    Role.Accent: "accent",
}

DISABLED = (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText)


def color(value: str) -> QColor:
    """A token's colour; the file writes alpha last, Qt reads it first."""
    if len(value) == 9:
        return QColor(f"#{value[7:]}{value[1:7]}")
    return QColor(value)


def palette(colors: Mapping[str, str]) -> QPalette:
    """All roles in all groups."""
    made = QPalette()
    for role, token in ROLES.items():
        made.setColor(QPalette.ColorGroup.All, role, color(colors[token]))
    for role in DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, color(colors["text-disabled"]))
    inactive = QPalette.ColorGroup.Inactive
    made.setColor(inactive, Role.Highlight, color(colors["selection-inactive"]))
    made.setColor(inactive, Role.HighlightedText, color(colors["text"]))
    return made
