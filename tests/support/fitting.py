"""What does not fit: words that are cut, and whatever reaches out of what holds it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QWidget,
)

from ui.shell.bar_buttons import JumpField
from ui.widgets.basics import BREAK

SLACK = 2
"""Pixels of air in a line box that no letter needs."""

ELIDES = (JumpField,)
"""Buttons that shorten their words by themselves; their tooltip and name say all."""


def misfits(root: QWidget) -> list[str]:
    """Every fault of what is visible in a window, with where it is."""
    found = []
    for one in root.findChildren(QWidget):
        if not one.isVisible() or one.window() is not root.window() or one.size().isEmpty():
            continue
        found += [f"{why}: {_whereabouts(one)}" for why in (*_cut(one), *_beyond(one, root))]
    return found


def _cut(one: QWidget) -> Iterator[str]:
    if isinstance(one, QLabel):
        yield from _cut_label(one)
    elif isinstance(one, QAbstractButton) and one.text() and not isinstance(one, ELIDES):
        wanted = one.sizeHint()
        if wanted.width() > one.width() or _tall(one) > one.height():
            yield f"{one.text()!r} needs {wanted.width()}, has {one.width()} x {one.height()}"
    elif isinstance(one, QComboBox):
        yield from _cut_choice(one)
    elif isinstance(one, QLineEdit):
        option = QStyleOptionFrame()
        one.initStyleOption(option)
        room = one.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, one)
        if _tall(one) > room.height():
            yield f"a line needs {_tall(one)}, has {room.height()}"
    elif not isinstance(one, QAbstractButton):
        yield from _crowded(one)


def _cut_label(one: QLabel) -> Iterator[str]:
    words, room, metrics = one.text(), one.contentsRect(), one.fontMetrics()
    if not words:
        return
    # As the label itself holds them: with the places where a long word may be parted.
    parts = QLabel.text(one).replace(BREAK, " ").split()
    longest = max(parts or [""], key=metrics.horizontalAdvance)
    needs = metrics.horizontalAdvance(longest if one.wordWrap() else words)
    if needs > room.width():
        yield f"{words!r} needs {needs}, has {room.width()}"
    high = one.heightForWidth(one.width()) - SLACK if one.wordWrap() else _tall(one)
    if high > one.height():
        yield f"{words!r} needs {high} in height, has {one.height()}"


def _cut_choice(one: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    one.initStyleOption(option)
    room = one.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, one
    )
    needs = one.fontMetrics().horizontalAdvance(one.currentText())
    if needs > room.width() or _tall(one) > room.height():
        yield f"{one.currentText()!r} needs {needs}, has {room.width()} x {room.height()}"


def _crowded(one: QWidget) -> Iterator[str]:
    """Whether what is laid out in it has less room than it needs."""
    layout = one.layout()
    parts = [part for part in one.children() if isinstance(part, QWidget) and part.isVisible()]
    if layout is None or one.isWindow() or not parts:
        return
    stacked = isinstance(one, QStackedWidget)
    # A stack's layout also counts what is hidden in it.
    needs = one.minimumSizeHint() if stacked else layout.totalMinimumSize()
    wide, high = needs.width(), needs.height()
    if layout.hasHeightForWidth() and not stacked:
        high = layout.totalMinimumHeightForWidth(one.width())
    if wide > one.width() or high > one.height() + SLACK:
        yield f"its parts need {wide} x {high}, have {one.width()} x {one.height()}"


def _beyond(one: QWidget, root: QWidget) -> Iterator[str]:
    parent = one.parentWidget()
    if parent is None or one is root or one.isWindow():
        return
    area = parent.parentWidget()
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if isinstance(area, QScrollArea) and area.widget() is one:
            if area.horizontalScrollBarPolicy() == off and one.width() > parent.width():
                yield f"scrolls {one.width()} in {parent.width()} without a bar"
            if area.verticalScrollBarPolicy() == off and one.height() > parent.height():
                yield f"scrolls {one.height()} in height in {parent.height()} without a bar"
    elif not parent.rect().adjusted(-1, -1, 1, 1).contains(one.geometry()):
        yield f"{one.geometry().getRect()} reaches out of {parent.width()} x {parent.height()}"


def _tall(one: QWidget) -> int:
    """The height of the ink of a line."""
    return one.fontMetrics().tightBoundingRect("Ég").height()


def _whereabouts(one: QWidget) -> str:
    """A widget and what holds it, as far as that has names."""
    chain, widget = [], one
    while widget is not None and not widget.isWindow():
        name = widget.objectName() or widget.accessibleName()
        chain.append(f"{type(widget).__name__}({name})" if name else type(widget).__name__)
        widget = widget.parentWidget()
    return " in ".join(chain[:5])
