"""F6 and Shift+F6: the parts of the window that the keyboard goes round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QScrollArea, QWidget

from app.domain.dataclass import dataclass
from ui.theme.look import rtl
from ui.views.page import Page

PANELS = ("panel", "inspector", "side")
PANE = "pane"
"""The property of what is a part of its own without looking like a panel."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A part of the window; `enter` is what takes the keyboard that comes to it, if anything."""

    root: QWidget
    enter: QWidget | None


def next_pane(panes: Sequence[Pane], step: int = 1) -> QWidget | None:
    """The control to go to: of the pane after the one that has the focus, or *step* panes on."""
    there = [pane for pane in panes if pane.enter is not None]
    focus = QApplication.focusWidget()
    holding = [pane for pane in panes if focus is not None and _holds(pane.root, focus)]
    if not holding:
        return there[0 if step > 0 else -1].enter if there else None
    # A screen holds its panels: the part that has the focus is the innermost.
    here = min(holding, key=lambda pane: sum(_holds(pane.root, one.root) for one in holding))
    at = panes.index(here)
    for count in range(1, len(panes) + 1):
        target = panes[(at + step * count) % len(panes)].enter
        if target is not None:
            return target
    return None


def bar(root: QWidget) -> Pane:
    """A part without parts: what Tab reaches first in it takes the keyboard."""
    return Pane(root, next(_controls(root, lambda _one: True), None))


def panes_of(page: Page) -> list[Pane]:
    """A screen's panels and its middle, in reading order."""
    sides = _panels(page)
    middle = Pane(page, _middle(page, sides))
    made = [middle, *(Pane(one, _view_first(one, lambda _one: True)) for one in sides)]
    return sorted(made, key=lambda pane: _reading_place(page, pane))


def _reading_place(page: Page, pane: Pane) -> tuple[int, int]:
    shown = pane.enter or pane.root if pane.root is page else pane.root
    left = shown.mapTo(page, shown.rect().topLeft()).x()
    edge = page.width() - left - shown.width() if rtl(page) else left
    # An outline that floats over the text begins where the text does.
    return edge, int(pane.root is page)


def _panels(page: Page) -> list[QWidget]:
    """The outermost panels of a screen."""
    found: list[QWidget] = [
        one
        for one in page.findChildren(QFrame)
        if (one.property("kind") in PANELS or one.property(PANE))
        and one.isVisible()
        and one.width() > 0
    ]
    return [
        one for one in found if not any(held.isAncestorOf(one) for held in found if held is not one)
    ]


def _middle(page: Page, sides: Sequence[QWidget]) -> QWidget | None:
    """What one comes to the screen for, unless the keyboard was left in a panel of it."""

    def outside(one: QWidget) -> bool:
        return not any(_holds(side, one) for side in sides)

    main = page.main_view()
    if main is not page and outside(main) and _takes_keys(main):
        return main
    return _view_first(page, outside)


def _view_first(root: QWidget, fits: Callable[[QWidget], bool]) -> QWidget | None:
    """The first text, list, tree or form; where there is none, the first control."""
    views = (one for one in _controls(root, fits) if isinstance(one, QAbstractScrollArea))
    view = next(views, None) or next(_controls(root, fits), None)
    form = view.widget() if isinstance(view, QScrollArea) else None
    if view is not None and form is not None and not view.accessibleName():
        # A form's area says nothing itself: its first field does.
        return next(_controls(form, fits), view)
    return view


def _controls(root: QWidget, fits: Callable[[QWidget], bool]) -> Iterator[QWidget]:
    for one in (root, *root.findChildren(QWidget)):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and _takes_keys(one) and fits(one):
            yield one


def _takes_keys(one: QWidget) -> bool:
    able = one.isVisible() and one.isEnabled()
    return able and one.focusPolicy() != Qt.FocusPolicy.NoFocus


def _holds(root: QWidget, one: QWidget) -> bool:
    return root is one or root.isAncestorOf(one)
