"""F6: the parts of the window that the keyboard goes round."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

PANELS = ("panel", "inspector")


def first_focusable(root: QWidget) -> QWidget | None:
    """The first control in *root* that Tab would reach."""
    for one in (root, *root.findChildren(QWidget)):
        takes = one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and one.isVisible() and one.isEnabled():
            return one
    return None


def panels(page: QWidget) -> list[QWidget]:
    """The side panels of a screen, as they stand in it."""
    found = [
        one
        for one in page.findChildren(QFrame)
        if one.property("kind") in PANELS and one.isVisible() and one.width() > 0
    ]
    return sorted(found, key=lambda one: one.mapTo(page, one.rect().topLeft()).x())


def next_pane(panes: list[QWidget]) -> QWidget | None:
    """The control to go to: the first of the pane after the one that has the focus."""
    focus = QApplication.focusWidget()
    here = -1
    for place, pane in enumerate(panes):
        if focus is not None and (pane is focus or pane.isAncestorOf(focus)):
            # The last that holds it is the innermost, for a screen holds its panels.
            here = place
    for step in range(1, len(panes) + 1):
        target = first_focusable(panes[(here + step) % len(panes)])
        if target is not None:
            return target
    return None
