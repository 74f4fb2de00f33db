"""Find what is in the window by the names that a screen reader says."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)

from ui.tour.report import Missed

ROWS = 2000
"""Rows of a list that are looked through for a text."""


def spoken(widget: QWidget) -> str:
    """The name that a screen reader says."""
    found = widget.accessibleName()
    if found:
        return found
    told: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return "" if told is None else str(told.text(QAccessible.Text.Name))


def foremost(window: QWidget) -> QWidget:
    """The window that takes what is pressed: a menu, else a dialog, else the main one."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget() or window


def controls(root: QWidget) -> Iterator[QWidget]:
    """What is visible in a window, itself first."""
    yield root
    for one in root.findChildren(QWidget):
        if one.isVisible() and one.window() is root.window():
            yield one


def named(root: QWidget, name: str, within: str = "") -> list[QWidget]:
    """Every visible control called *name* (in one called *within*, where that is given)."""
    roots = [one for one in controls(root) if spoken(one) == within] if within else [root]
    found: list[QWidget] = []
    for each in roots:
        found += [one for one in controls(each) if spoken(one) == name and one not in found]
    return found


def written(root: QWidget) -> Iterator[str]:
    """The words of every visible label, button and text below a widget."""
    for one in controls(root):
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            yield one.text()
        elif isinstance(one, QPlainTextEdit | QTextEdit):
            yield one.toPlainText()


def reachable(widget: QWidget, spot: QPoint | None = None) -> bool:
    """Whether a press at *spot* (its middle) would come to the widget and to nothing over it."""
    window = widget.window()
    at = widget.mapTo(window, spot or widget.rect().center())
    hit = window.childAt(at) or window
    return hit is widget or widget.isAncestorOf(hit)


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever the widget lies in until it is seen."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 24, 24)
        parent = parent.parentWidget()


def only(root: QWidget, name: str, within: str = "") -> QWidget:
    """The control called *name* that can be used. Raises `Missed` where there is none.

    Of several with one name, that over the others counts (a popover over its page); a label that
    names the control beside it is no control.
    """
    found = named(root, name, within)
    if not found:
        raise Missed(f'nothing is called "{name}"' + (f' in "{within}"' if within else ""))
    usable = [one for one in found if one.isEnabled() and one.focusPolicy() != NO_FOCUS]
    if not usable:
        usable = [one for one in found if one.isEnabled()]
    if not usable:
        raise Missed(f'"{name}" cannot be used: {found[0].toolTip() or "it is disabled"}')
    # A popover may be called as the button in it is.
    inner = [one for one in usable if not _holds(one, usable)]
    free = [one for one in inner if reachable(one)]
    return free[0] if free else inner[0]


def _holds(widget: QWidget, others: list[QWidget]) -> bool:
    return any(widget.isAncestorOf(one) for one in others if one is not widget)


NO_FOCUS = Qt.FocusPolicy.NoFocus


def row_with(view: QAbstractItemView, text: str) -> QModelIndex:
    """The first cell that says *text* in a column that is shown, in trees at any depth."""
    model = view.model()
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    shown = [at for at in range(columns) if not _hidden(view, at)]
    waiting = [view.rootIndex()]
    while waiting:
        parent = waiting.pop(0)
        for at in range(min(model.rowCount(parent), ROWS)):
            for column in shown:
                index = model.index(at, column, parent)
                if _says(index, text):
                    return index
            first = model.index(at, 0, parent)
            if isinstance(view, QTreeView):
                waiting.append(first)
    raise Missed(f'no row says "{text}"')


def _says(index: QModelIndex, text: str) -> bool:
    """Whether it shows *text*; what a row paints by itself is told with more behind a comma."""
    told = said(index)
    painted = index.data(Qt.ItemDataRole.DisplayRole) is None
    return told == text or (painted and told.startswith(f"{text}, "))


def _hidden(view: QAbstractItemView, column: int) -> bool:
    return isinstance(view, QTableView) and view.isColumnHidden(column)


def said(index: QModelIndex) -> str:
    """What a cell shows, as text."""
    shown = index.data(Qt.ItemDataRole.DisplayRole)
    if shown is None:
        shown = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return "" if shown is None else str(shown)


def entry(menu: QMenu, text: str) -> QAction:
    """An entry of an open menu."""
    entries = [one for one in menu.actions() if one.isVisible() and not one.isSeparator()]
    for one in entries:
        if one.text().replace("&", "").split("\t")[0] == text:
            if not one.isEnabled():
                raise Missed(f'"{text}" cannot be chosen: {one.toolTip()}')
            return one
    told = ", ".join(one.text() for one in entries)
    raise Missed(f'the menu has no "{text}", but {told}')
